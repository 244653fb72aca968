/** What a message that is no answer asks for. Pure: the same message twice decides the same. */
import type { Chat, MessageWishes } from "./types.ts";

/** Free-form messages may be sent for so long after the customer wrote (WhatsApp reference 6.3). */
const windowMs = 24 * 3_600_000;

export interface Asked {
  /** The contact's owner is to be told. */
  readonly tell: boolean;
  /** The automatic reply is to go. */
  readonly reply: boolean;
  readonly chat: Chat;
}

/**
 * The owner is told once, and again only when somebody has answered since or a day of silence has passed. The automatic
 * reply goes once in 24 hours, and not into a conversation that somebody at the business is having.
 * @param at when the customer wrote, epoch ms
 */
export function onMessage(chat: Chat, at: number, wishes: MessageWishes): Asked {
  const { wroteAt, answeredAt, toldAt, repliedAt } = chat;
  const silent = wroteAt === undefined || at - wroteAt >= windowMs;
  const open = toldAt !== undefined && (answeredAt === undefined || answeredAt < toldAt);
  const tell = wishes.tellOwner && (silent || !open);
  const recent = (then: number | undefined) => then !== undefined && at - then < windowMs;
  const reply = wishes.reply && !recent(repliedAt) && !recent(answeredAt);
  return {
    tell,
    reply,
    chat: {
      ...chat,
      wroteAt: Math.max(wroteAt ?? 0, at),
      ...(tell && { toldAt: Math.max(toldAt ?? 0, at) }),
      ...(reply && { repliedAt: Math.max(repliedAt ?? 0, at) }),
    },
  };
}
