/**
 * The contact card in HubSpot's test renderer, with a companion server whose answers the test gives by hand.
 * HubSpot's packages are installed under `src/app` only, so they are named by their path.
 */
import { createRequire } from "node:module";
import { contactCard } from "../../src/app/cards/ContactFlows.tsx";
import { createRenderer } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/testing/index.js";
import type { ContactCardReady } from "../../src/app/packages/contract/index.ts";

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

  constructor() {
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

/** Renders the card of contact 501. `variables` are the profile's. */
export function showCard(variables: Record<string, string> | undefined = { SERVER_ORIGIN: origin }) {
  const server = new HandServer();
  const renderer = createRenderer("crm.record.sidebar");
  const { mocks } = renderer;
  let context = {
    ...mocks.context,
    variables: variables ?? {},
    user: { ...mocks.context.user, locale: "en-gb", language: "en" },
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
  renderer.render(contactCard());
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
