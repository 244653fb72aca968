/** Customers: their chat, their phone, and what they do with a Flow (WhatsApp reference 3, 7.3). */
import { type FlowOnPhone, openFlow, PhoneRefusal, type Quirks } from "../../phone/index.ts";
import { flowTokenSignature } from "./bytes.ts";
import type { Cdn } from "./cdn.ts";
import type { Conversations, Identity } from "./conversations.ts";
import type { EndpointProxy } from "./endpoint-proxy.ts";
import type {
  AdReferral,
  FlowInMessage,
  InboundMessage,
  MediaType,
  MessageParts,
  MetaFlow,
  PhoneNumber,
  SentMessage,
  State,
} from "./state.ts";

export interface PersonOptions {
  readonly name: string;
  /** Business-scoped id (reference 7.5); made up from the number when absent. */
  readonly userId?: string;
  readonly username?: string;
  /** Other digits that reach the same person, such as a Brazilian number without its ninth digit (reference 6.3). */
  readonly aliases?: readonly string[];
}

/** One line of the chat, oldest first. */
export interface ChatLine {
  readonly id: string;
  readonly from: "business" | "person";
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string;
  readonly text: string;
  /** The same text as the business's message lays it out. */
  readonly parts?: MessageParts;
  /** The button of a Flow message. */
  readonly button?: { readonly label: string; readonly state: "ready" | "disabled" };
  /** It came, and the chat was not opened since. */
  readonly unread?: true;
  /** The message that a filled-in Flow answers. */
  readonly repliesTo?: string;
}

/** What a Flow message's button opens, and what the phone then does with it. */
export interface OpenedMessage {
  readonly flowJson: unknown;
  readonly flowToken: string;
  readonly mode: "navigate" | "data_exchange";
  readonly firstScreen: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly flowTokenSignature: string | undefined;
  /** The number's key, as this phone remembers it, or as it is registered now. Throws where none is. */
  publicKey(ask: "cached" | "fresh"): string;
  /** Throws when no answer came; a `TimeoutError` after the time-out. */
  exchange(sealedBody: string): Promise<{ readonly status: number; readonly body: string }>;
  /** The reply goes into the chat. */
  complete(params: Readonly<Record<string, unknown>>): void;
  /** The endpoint no longer accepts the flow token: the message's button is disabled. */
  refuse(): void;
}

export interface OpenOptions {
  /** Open points of the reference, to be tried both ways. */
  readonly quirks?: Partial<Quirks>;
  /** The reply comes without `flow_token`, as some phones send it (reference 7.4). */
  readonly forgetToken?: boolean;
}

export interface PersonWorld {
  readonly state: State;
  readonly conversations: Conversations;
  readonly proxy: EndpointProxy;
  readonly cdn: Cdn;
}

export class Person implements Identity {
  readonly waId: string;
  readonly name: string;
  readonly userId: string;
  readonly username: string | undefined;
  readonly aliases: readonly string[];
  /** Keys as this phone remembers them: a rotated key is noticed by a 421 only (reference 5.8). */
  readonly #keys = new Map<string, string>();
  readonly #world: PersonWorld;

  constructor(world: PersonWorld, waId: string, options: PersonOptions) {
    this.#world = world;
    this.waId = waId;
    this.name = options.name;
    this.userId = options.userId ?? `XX.${waId.padStart(16, "0")}`;
    this.username = options.username;
    this.aliases = options.aliases ?? [];
  }

  /** Messages that arrived, and those written. */
  chat(): ChatLine[] {
    const { state } = this.#world;
    const received = this.#received().map(
      ({ id, at, type, text, parts, flow, statuses }): ChatLine => ({
        id,
        from: "business",
        at,
        type,
        text,
        parts,
        ...(flow && { button: { label: flow.cta, state: flow.button } }),
        ...(!statuses.includes("read") && { unread: true }),
      }),
    );
    const written = state.inbound
      .filter((message) => message.waId === this.waId)
      .map(({ id, at, type, text, contextId }): ChatLine => {
        return { id, from: "person", at, type, text, ...(contextId !== undefined && { repliesTo: contextId }) };
      });
    return [...received, ...written].sort((a, b) => a.at - b.at);
  }

  /** The number that this person's phone shows: the one that wrote last, else the first there is. */
  chatsWith(): PhoneNumber | undefined {
    const { numbers } = this.#world.state;
    const last = this.#received().at(-1)?.phoneNumberId;
    return (last === undefined ? undefined : numbers.get(last)) ?? [...numbers.values()][0];
  }

  /** Writes to a number, the first one unless `to` names it. Answers the message's id. */
  sendText(text: string, to?: string): string {
    const number = to === undefined ? [...this.#world.state.numbers.values()][0] : this.#world.state.numbers.get(to);
    if (!number) throw new PhoneRefusal("There is no such number to write to.");
    return this.#send(number, { type: "text", text });
  }

  /** Taps a click-to-WhatsApp ad and sends what it has written already (reference 6.6). Answers the message's id. */
  comeByAd(text: string, referral: AdReferral): string {
    const [number] = [...this.#world.state.numbers.values()];
    if (!number) throw new PhoneRefusal("There is no such number to write to.");
    return this.#send(number, { type: "text", text, referral });
  }

  /** Sends a picture, a voice message or a file to the first number there is, or a thumb up. Answers the message's id. */
  sendMedia(type: MediaType, caption = ""): string {
    const [number] = [...this.#world.state.numbers.values()];
    if (!number) throw new PhoneRefusal("There is no such number to write to.");
    return this.#send(number, { type, text: caption });
  }

  /** Switches this business's offers off, or on again, in WhatsApp (reference 6.7). */
  switchOffers(wish: "stop" | "resume", of?: string): void {
    const number = of === undefined ? [...this.#world.state.numbers.values()][0] : this.#world.state.numbers.get(of);
    if (!number) throw new PhoneRefusal("There is no such number.");
    this.#world.conversations.prefer(number, this, wish);
  }

  /**
   * Has another number, and with it another id, from now on (reference 7.5). Every business that this person wrote to, or
   * got a message from, is told; the new number only where it is `shared`. The new number's person takes over from here.
   */
  changeNumber(next: Identity, { shared = true }: { readonly shared?: boolean } = {}): void {
    this.#world.conversations.tellChange(this, next, shared);
  }

  /** Opens the chat: everything that arrived is now read. */
  readChat(): void {
    for (const message of this.#received()) this.#world.conversations.report(message, "read", this);
  }

  /** Presses the button of a Flow message, the newest one unless `messageId` names it. */
  async openFlow(messageId?: string, options: OpenOptions = {}): Promise<FlowOnPhone> {
    const opened = this.openMessage(messageId, options);
    const { flowJson, flowToken, mode, firstScreen, data, flowTokenSignature } = opened;
    return openFlow({
      flowJson,
      flowToken,
      mode,
      firstScreen,
      data,
      transport: (body) => opened.exchange(body),
      publicKey: async (ask) => opened.publicKey(ask),
      uploadFile: async (sealed) => this.#world.cdn.store(sealed),
      flowTokenSignature,
      onComplete: (params) => opened.complete(params),
      onTokenRefused: () => opened.refuse(),
      ...(options.quirks && { quirks: options.quirks }),
    });
  }

  /** The same without a phone: for one that is drawn elsewhere. Throws `PhoneRefusal` where the button does nothing. */
  openMessage(messageId?: string, { forgetToken = false }: OpenOptions = {}): OpenedMessage {
    const { message, carried } = this.#flowMessage(messageId);
    const { state, proxy, conversations } = this.#world;
    const flow = state.flows.get(carried.flowId);
    if (!flow || ["BLOCKED", "DEPRECATED"].includes(flow.status))
      throw new PhoneRefusal("This Flow can no longer be opened.");
    conversations.report(message, "read", this);
    return {
      flowJson: carried.flowJson,
      flowToken: carried.token,
      mode: carried.action,
      firstScreen: carried.firstScreen,
      data: carried.data,
      flowTokenSignature: this.#tokenSignature(flow, carried),
      publicKey: (ask) => this.#key(message.phoneNumberId, ask),
      exchange: (body) => proxy.post(flow, body),
      complete: (params) => this.#reply(message, params, forgetToken),
      refuse: () => {
        carried.button = "disabled";
        conversations.changed();
      },
    };
  }

  #received(): SentMessage[] {
    return [...this.#world.state.sent.values()].filter(
      (message) => message.waId === this.waId && message.statuses.includes("delivered"),
    );
  }

  #flowMessage(messageId?: string): { message: SentMessage; carried: FlowInMessage } {
    const message = this.#received().findLast(({ id, flow }) =>
      messageId === undefined ? flow !== undefined : id === messageId,
    );
    if (!message?.flow) throw new PhoneRefusal("There is no such Flow message in this chat.");
    if (message.flow.button === "disabled") throw new PhoneRefusal("The button of this message is disabled.");
    return { message, carried: message.flow };
  }

  #key(phoneNumberId: string, ask: "cached" | "fresh"): string {
    const cached = this.#keys.get(phoneNumberId);
    if (ask === "cached" && cached !== undefined) return cached;
    const registered = this.#world.state.numbers.get(phoneNumberId)?.publicKey;
    if (registered === undefined) throw new Error("No public key is registered for this number.");
    this.#keys.set(phoneNumberId, registered);
    return registered;
  }

  /** Only Flow JSON 7.3 with data API 4.0 carries it; the phone adds it to every request (reference 3.4). */
  #tokenSignature(flow: MetaFlow, { flowJson, token }: FlowInMessage): string | undefined {
    const app = this.#world.state.apps.get(flow.applicationId);
    if (!app || typeof flowJson !== "object" || flowJson === null || Array.isArray(flowJson)) return undefined;
    const due = Number(flowJson["version"]) >= 7.3 && Number(flowJson["data_api_version"]) >= 4;
    return due ? flowTokenSignature(token, app.secret) : undefined;
  }

  #reply(message: SentMessage, params: Readonly<Record<string, unknown>>, forgetToken: boolean): void {
    const number = this.#world.state.numbers.get(message.phoneNumberId);
    if (!number) return;
    const { flow_token: token, ...rest } = params;
    const responseJson = JSON.stringify(forgetToken ? rest : { flow_token: token, ...rest });
    this.#send(number, { type: "nfm_reply", text: "Sent", responseJson, contextId: message.id });
  }

  #send(
    number: PhoneNumber,
    content: Pick<InboundMessage, "type" | "text" | "responseJson" | "contextId" | "referral">,
  ): string {
    const { state, conversations } = this.#world;
    const id = state.nextMessageId(this.waId);
    conversations.receive({ id, phoneNumberId: number.id, waId: this.waId, at: state.now(), ...content }, this);
    return id;
  }
}
