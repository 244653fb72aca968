/** Messages in both directions and what the business hears of them (WhatsApp reference 6.5, 7.3, 7.4). */
import type { InboundMessage, PhoneNumber, SentMessage, State } from "./state.ts";
import type { Webhooks } from "./webhooks.ts";

/** A customer may be written to freely for 24 hours after their last message (reference 6.3). */
const WINDOW_MS = 24 * 3_600_000;

export interface Failure {
  readonly code: number;
  readonly title: string;
  readonly details: string;
}

export const UNDELIVERABLE: Failure = {
  code: 131026,
  title: "Message undeliverable",
  details: "Message Undeliverable.",
};
export const WINDOW_CLOSED: Failure = {
  code: 131047,
  title: "Re-engagement message",
  details:
    "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
};
export const MARKETING_OFF: Failure = {
  code: 131050,
  title: "User has stopped marketing messages",
  details: "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages.",
};

/** What the business hears of a person. */
export interface Identity {
  readonly waId: string;
  readonly name: string;
  readonly userId: string;
  readonly username: string | undefined;
}

export class Conversations {
  readonly #state: State;
  readonly #webhooks: Webhooks;
  readonly #listeners = new Set<() => void>();

  constructor(state: State, webhooks: Webhooks) {
    this.#state = state;
    this.#webhooks = webhooks;
  }

  /** Calls back after every change of any chat; answers how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the listeners that a chat looks different now. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  windowIsOpen(waId: string, number: PhoneNumber): boolean {
    const last = this.#state.inbound.findLast(
      (message) => message.waId === waId && message.phoneNumberId === number.id,
    );
    return last !== undefined && this.#state.now() - last.at < WINDOW_MS;
  }

  /** `sent`, `delivered` and `read`, each at most once and never after a later one. */
  report(message: SentMessage, status: "sent" | "delivered" | "read", person: Identity): void {
    const ranks = ["sent", "delivered", "read"];
    const reached = Math.max(-1, ...message.statuses.map((known) => ranks.indexOf(known)));
    if (message.statuses.includes("failed") || reached >= ranks.indexOf(status)) return;
    message.statuses.push(status);
    this.#emitStatus(message, { status, recipient_user_id: person.userId, pricing: this.#pricing(message) }, person);
  }

  /** `failed` ends it. Contacts are left out, and the person may be nobody (reference 6.5). */
  fail(message: SentMessage, { code, title, details }: Failure): void {
    message.statuses.push("failed");
    this.#emitStatus(message, { status: "failed", errors: [{ code, title, message: title, error_data: { details } }] });
  }

  /** A text or a filled-in Flow from the person. It opens the window. */
  receive(message: InboundMessage, person: Identity): void {
    const number = this.#state.numbers.get(message.phoneNumberId);
    if (!number) return;
    this.#state.inbound.push(message);
    const content = contentOf(message);
    const value = {
      contacts: [contactOf(person)],
      messages: [
        {
          from: person.waId,
          from_user_id: person.userId,
          id: message.id,
          timestamp: seconds(message.at),
          ...(message.contextId !== undefined && {
            context: { from: digits(number.displayNumber), id: message.contextId },
          }),
          ...(message.referral && { referral: message.referral }),
          ...content,
        },
      ],
    };
    this.#emit(number, value);
  }

  /** A system message, without contacts: the number or the id changed (reference 7.5). */
  tellChange(person: Identity, next: Identity, shared: boolean): void {
    const known = new Set([
      ...this.#state.inbound.filter(({ waId }) => waId === person.waId).map(({ phoneNumberId }) => phoneNumberId),
      ...[...this.#state.sent.values()].filter(({ waId }) => waId === person.waId).map((each) => each.phoneNumberId),
    ]);
    const [was, is] = shared ? [person.waId, next.waId] : [person.userId, next.userId];
    const system = {
      body: `User ${person.name} changed from ${was} to ${is}`,
      user_id: next.userId,
      previous_user_id: person.userId,
      ...(shared ? { type: "user_changed_number", wa_id: next.waId } : { type: "user_changed_user_id" }),
    };
    for (const id of known) {
      const number = this.#state.numbers.get(id);
      if (!number) continue;
      const message = {
        id: this.#state.nextMessageId(person.waId),
        timestamp: seconds(this.#state.now()),
        type: "system",
        ...(shared && { from: person.waId }),
        system,
      };
      this.#emit(number, { messages: [message] });
    }
  }

  /** The person switches the offers of an account off, or on again, in WhatsApp (reference 6.7). */
  prefer(number: PhoneNumber, person: Identity, wish: "stop" | "resume"): void {
    const key = marketingKey(number.accountId, person.waId);
    if (wish === "stop") this.#state.marketingOff.add(key);
    else this.#state.marketingOff.delete(key);
    const preference = {
      wa_id: person.waId,
      user_id: person.userId,
      category: "marketing_messages",
      value: wish,
      timestamp: Math.floor(this.#state.now() / 1000),
    };
    this.#emit(number, { contacts: [contactOf(person)], user_preferences: [preference] }, "user_preferences");
  }

  takesOffers(waId: string, number: PhoneNumber): boolean {
    return !this.#state.marketingOff.has(marketingKey(number.accountId, waId));
  }

  #emitStatus(message: SentMessage, change: Record<string, unknown>, person?: Identity): void {
    const number = this.#state.numbers.get(message.phoneNumberId);
    if (!number) return;
    const status = {
      id: message.id,
      timestamp: seconds(this.#state.now()),
      recipient_id: message.waId,
      ...change,
      ...(message.opaque !== undefined && { biz_opaque_callback_data: message.opaque }),
    };
    this.#emit(number, { ...(person && { contacts: [contactOf(person)] }), statuses: [status] });
  }

  #emit(number: PhoneNumber, value: Record<string, unknown>, field = "messages"): void {
    this.changed();
    const account = this.#state.accounts.get(number.accountId);
    if (!account) return;
    const metadata = { display_phone_number: digits(number.displayNumber), phone_number_id: number.id };
    this.#webhooks.emit(account, field, { messaging_product: "whatsapp", metadata, ...value });
  }

  #pricing(message: SentMessage): unknown {
    const paid = message.template !== undefined;
    return {
      billable: paid,
      pricing_model: "PMP",
      type: paid ? "regular" : "free_customer_service",
      category: message.template?.category.toLowerCase() ?? "service",
    };
  }
}

function contactOf({ name, username, waId, userId }: Identity): unknown {
  return { profile: { name, ...(username !== undefined && { username }) }, wa_id: waId, user_id: userId };
}

const marketingKey = (accountId: string, waId: string): string => `${accountId}:${waId}`;

export const digits = (text: string): string => text.replace(/\D/g, "");

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

/** A message's own part of the webhook. Media lie elsewhere and are named by an id. */
function contentOf({ id, type, text, responseJson }: InboundMessage): object {
  if (responseJson !== undefined) {
    const nfm_reply = { name: "flow", body: text, response_json: responseJson };
    return { type: "interactive", interactive: { type: "nfm_reply", nfm_reply } };
  }
  if (type === "text") return { type: "text", text: { body: text } };
  if (type === "reaction") return { type, reaction: { message_id: id, emoji: "👍" } };
  return { type, [type]: { id: `media-${id}`, ...(text !== "" && { caption: text }) } };
}
