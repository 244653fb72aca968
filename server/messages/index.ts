/** What was said with a contact beside the forms, and answering it from the contact's card. */
import type { MessageKind } from "../../core/messages/index.ts";
import type { Context } from "../context.ts";
import { peopleInChat } from "../people/contact-people.ts";
import type { SendingParts } from "../sending/request.ts";
import { windowsOf } from "../sending/window.ts";
import { VaultError } from "../vault/index.ts";
import { sendMessage, type TextRefusal } from "./send.ts";
import { bodyOf, type ChatMessage, messagesOf } from "./store.ts";

export interface MessageSeen {
  readonly id: string;
  readonly direction: "in" | "out";
  /** `automatic`: the one reply that nobody wrote. */
  readonly author: "customer" | "user" | "automatic";
  readonly kind: MessageKind;
  /** What was written, or what was written below a picture. */
  readonly text?: string;
  /** Of what went: whether it did. */
  readonly state: "arrived" | "going" | "sent" | "read" | "failed" | "unknown";
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Conversation {
  /** The newest 50, oldest first. */
  readonly messages: readonly MessageSeen[];
  /** Until when it can be answered, epoch ms; absent where that is over. */
  readonly windowUntil?: number;
}

const shown = 50;

/** Everybody who is known as this contact counts: they may share a phone. */
export async function conversationOf(context: Context, portalId: string, contactId: string): Promise<Conversation> {
  const people = await peopleInChat(context, portalId, contactId);
  const rows = await messagesOf(context, portalId, people, shown);
  const messages = await Promise.all(rows.toReversed().map((row) => seen(context, portalId, row)));
  const [newest] = await windowsOf(context, portalId, people);
  return { messages: messages.flatMap((each) => each ?? []), ...(newest && { windowUntil: newest.until }) };
}

async function seen(context: Context, portalId: string, row: ChatMessage): Promise<MessageSeen | undefined> {
  try {
    const { text } = await bodyOf(context, portalId, row);
    const direction = row.author === "customer" ? "in" : "out";
    const { id, author, kind, at } = row;
    return { id, direction, author, kind, ...(text !== undefined && { text }), state: states[row.status], at };
  } catch (error) {
    // Erased in this moment.
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

const states: Readonly<Record<ChatMessage["status"], MessageSeen["state"]>> = {
  received: "arrived",
  queued: "going",
  unconfirmed: "unknown",
  sent: "sent",
  delivered: "sent",
  read: "read",
  failed: "failed",
};

export type AnswerRefusal = TextRefusal | "NO_CONVERSATION";

export type AnswerResult =
  | { readonly kind: "sent" }
  | { readonly kind: "refused"; readonly code: AnswerRefusal; readonly message: string };

export interface NewAnswer {
  readonly contactId: string;
  /** 1 to 4096 characters. */
  readonly text: string;
  /** The caller's own: the same key is the same message, however often it is asked for. */
  readonly idempotencyKey: string;
  /** HubSpot's id of whoever wrote it. */
  readonly userId: string;
}

const longest = 4096;

/**
 * Answers what the contact wrote, to the number that it came to, inside the 24 hours.
 * @throws OutsideError where WhatsApp could not be reached and nothing went: the same key may be used again
 */
export async function answerMessage(
  { context }: Pick<SendingParts, "context">,
  portalId: string,
  { contactId, text, idempotencyKey, userId }: NewAnswer,
): Promise<AnswerResult> {
  if (text.trim() === "" || text.length > longest) return refusal("WRONG_TEXT");
  const people = await peopleInChat(context, portalId, contactId);
  const [latest] = (await messagesOf(context, portalId, people, shown)).filter(({ author }) => author === "customer");
  const [window] = await windowsOf(context, portalId, people);
  // A repeated request is about what was begun, even where the time is over since.
  const to = window ?? (latest && { personId: latest.person_id, senderId: latest.sender_id });
  if (!to) return refusal("NO_CONVERSATION");
  const { personId, senderId } = to;
  const key = `answer:${idempotencyKey}`;
  const result = await sendMessage(context, portalId, { personId, senderId, text, key, author: "user", userId });
  if (result.kind === "refused") {
    context.log.info("message.not_sent", { portal: portalId, code: result.code });
    return refusal(result.code);
  }
  return result;
}

const sentences: Readonly<Record<AnswerRefusal, string>> = {
  NO_CONVERSATION: "This contact has not written to you yet. Send them a form instead.",
  WINDOW_CLOSED:
    "The 24 hours in which WhatsApp lets you answer are over. Send a form: it goes as a message template, and their answer opens the time again.",
  OPTED_OUT: "This person asked for no more messages. They can write START in the chat to get them again.",
  NOT_CONNECTED: "The WhatsApp number that they wrote to is not connected any more. Ask an admin to connect it again.",
  IN_PROGRESS: "This answer is being sent. Look at the conversation again in a moment.",
  UNCONFIRMED:
    "WhatsApp has not said yet whether this answer went. Look at the conversation before you write it again.",
  WRONG_TEXT: `An answer needs some text, and at most ${longest} characters of it.`,
  FAILED: "WhatsApp refused this answer. Ask whoever runs Flowella to look at the number.",
};

function refusal(code: AnswerRefusal): AnswerResult {
  return { kind: "refused", code, message: sentences[code] };
}
