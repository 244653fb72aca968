/**
 * The contact card in HubSpot's test renderer, with a companion server whose answers the test gives by hand.
 * HubSpot's packages are installed under `src/app` only, so they are named by their path.
 */
import { createRequire } from "node:module";
import { contactCard } from "../../src/app/cards/ContactFlows.tsx";
import { contactTab } from "../../src/app/cards/ContactRecord.tsx";
import { ticketCard } from "../../src/app/cards/TicketFlows.tsx";
import { createRenderer } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/testing/index.js";
import {
  type CardConversationReady,
  type CardInsightResponse,
  type ContactCardReady,
  cardConversation,
  cardInsight,
} from "../../src/app/packages/contract/index.ts";

const appRequire = createRequire(new URL("../../src/app/package.json", import.meta.url));

/** The part of React that the harness needs; its types are out of reach from here. */
interface ReactStore {
  useSyncExternalStore<T>(subscribe: (changed: () => void) => () => unknown, read: () => T): T;
}
const react: ReactStore = appRequire("react");

export const origin = "https://flowella.example.com";

/** One request on its way, as `hubspot.fetch` made it. */
export interface Pending {
  readonly url: string;
  readonly method: string | undefined;
  readonly body: Record<string, unknown> | undefined;
  readonly headers: unknown;
  /** 200 with this JSON. */
  answer(body: unknown): void;
  status(status: number, body?: string): void;
  cut(): void;
  /** Ends when the card has read the answer's body. */
  readonly wasRead: Promise<void>;
}

interface FetchOptions {
  method?: string;
  body?: Record<string, unknown>;
  headers?: unknown;
}

/** What answers `hubspot.fetch`, which calls `self.hsFetch` (HubSpot reference 2.10). */
export class HandServer {
  readonly requests: Pending[] = [];
  #taken = 0;
  #waiting: (() => void)[] = [];
  readonly #known: ReadonlyMap<string, unknown>;

  /** @param known what is answered by itself, by path: the test never sees these requests */
  constructor(known: Readonly<Record<string, unknown>> = {}) {
    this.#known = new Map(Object.entries(known));
    const hsFetch = (url: string, options: FetchOptions = {}) => this.#receive(url, options);
    Object.defineProperty(globalThis, "self", { value: { hsFetch }, configurable: true });
  }

  /** The next request that the test has not looked at yet. */
  async next(): Promise<Pending> {
    for (;;) {
      const request = this.requests[this.#taken];
      if (request) {
        this.#taken += 1;
        return request;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #receive(url: string, { method, body, headers }: FetchOptions): Promise<Response> {
    const known = this.#known.get(new URL(url).pathname);
    if (known !== undefined) return Promise.resolve(Response.json(known));
    const { promise: wasRead, resolve: read } = Promise.withResolvers<void>();
    return new Promise((resolve, reject) => {
      const status = (code: number, text = "") => resolve(new ReportingResponse(read, text, { status: code }));
      this.requests.push({
        url,
        method,
        body,
        headers,
        answer: (json) => status(200, JSON.stringify(json)),
        status,
        cut: () => reject(new Error("connection lost")),
        wasRead,
      });
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }
}

/** A response that tells when its body has been read. */
class ReportingResponse extends Response {
  readonly #read: () => void;

  constructor(read: () => void, ...rest: ConstructorParameters<typeof Response>) {
    super(...rest);
    this.#read = read;
  }

  override async text(): Promise<string> {
    const text = await super.text();
    this.#read();
    return text;
  }
}

/** Nothing was said yet. */
export const silence: CardConversationReady = {
  kind: "ready",
  messages: [],
  readyAnswers: [
    { id: "safe", text: "Yes, it is safe." },
    { id: "change", text: "Yes, you can." },
  ],
};

interface Shown {
  /** Which card; the one beside a contact where it is left out. */
  readonly card?: "contact" | "tab" | "ticket";
  readonly language?: string;
  /** Answered by itself where it is given; asked of the test where it is `undefined`. */
  readonly conversation?: CardConversationReady | undefined;
  /** What became of Flows lately; likewise. */
  readonly insight?: CardInsightResponse | undefined;
}

/** No Flow was sent lately. */
const noFigures: CardInsightResponse = { kind: "ready", days: 30, flows: [], definitions: {} };

const cards = { contact: contactCard, tab: contactTab, ticket: ticketCard } as const;

/** Renders a card of record 501. `variables` are the profile's. */
export function showCard(
  variables: Record<string, string> | undefined = { SERVER_ORIGIN: origin },
  { card = "contact", language = "en", ...more }: Shown = {},
) {
  const conversation = "conversation" in more ? more.conversation : silence;
  const insight = "insight" in more ? more.insight : noFigures;
  const server = new HandServer({
    ...(conversation && { [cardConversation.path]: conversation }),
    ...(insight && { [cardInsight.path]: insight }),
  });
  const renderer = createRenderer("crm.record.sidebar");
  const { mocks } = renderer;
  let context = {
    ...mocks.context,
    variables: variables ?? {},
    user: { ...mocks.context.user, locale: "en-gb", language },
    portal: { id: 7, timezone: "UTC" },
    crm: { objectId: 501, objectTypeId: "0-1" },
  };
  const listeners = new Set<() => void>();
  mocks.useExtensionContext.willCall(() =>
    react.useSyncExternalStore(
      (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      () => context,
    ),
  );
  const { promise: framed, resolve: frame } = Promise.withResolvers<unknown>();
  mocks.actions.openIframeModal.willCall((asked) => frame(asked));
  renderer.render(cards[card]());
  return {
    ...renderer,
    server,
    /** HubSpot shows another record in the same card. */
    showContact(objectId: number) {
      context = { ...context, crm: { ...context.crm, objectId } };
      for (const listener of listeners) listener();
    },
    /** Waits for the card to look like this; the limit only ends a test that would fail. */
    until: (check: () => void) => renderer.waitFor(check, { timeoutInMs: 10_000 }),
    alerts: () => mocks.actions.addAlert.calls.map(([alert]) => alert),
    /** Resolves to the first frame that is opened over the page. */
    framed,
    copied: () => mocks.actions.copyTextToClipboard.calls.map(([text]) => text),
    text: () => renderer.getRootNode().toString(),
  };
}

/** A portal with two Flows that can be sent, and nothing sent yet. */
export function ready(changes: Partial<ContactCardReady> = {}): ContactCardReady {
  return {
    kind: "ready",
    flows: [
      { id: "flow-visit", name: "Book a visit", status: "published" },
      { id: "flow-details", name: "Your details", status: "published" },
    ],
    sender: { displayNumber: "+34 600 000 001" },
    contact: { phone: "+34 6•• ••• 123", reachable: "yes", window: "closed" },
    sends: [],
    ...changes,
  };
}
