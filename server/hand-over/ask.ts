/** Somebody asked for a person: from now on nothing automatic goes to them, and the business is told. */
import { waitsUntil } from "../../core/hand-over/index.ts";
import type { Context } from "../context.ts";
import { chatOf, chatWrite } from "../messages/store.ts";
import { outboxWrites } from "../people/outbox.ts";
import { bumpWrite } from "../people/revision.ts";
import type { Write } from "../store/index.ts";

export interface Asked {
  /** Of what asked: the same occasion twice is one. */
  readonly key: string;
  readonly personId: string;
  /** When they asked, epoch ms. */
  readonly at: number;
  /** The number that they wrote to, where that is confirmed to them there. */
  readonly senderId?: string;
  /** The session that they asked from, where it was inside a Flow. */
  readonly sessionId?: string;
}

/** Asked again while somebody is waited for already, it is noted and nobody is told twice. */
export async function askWrites(
  context: Context,
  portalId: string,
  { key, personId, at, senderId, sessionId }: Asked,
): Promise<Write[]> {
  const before = await chatOf(context, portalId, personId);
  const waits = waitsUntil(before.chat, at) !== undefined;
  const { wroteAt, toldAt, repliedAt, askedAt } = before.chat;
  const later = (then: number | undefined) => Math.max(then ?? 0, at);
  const wrote = senderId === undefined ? {} : { wroteAt: later(wroteAt), repliedAt: later(repliedAt) };
  const chat = { ...before.chat, ...wrote, toldAt: later(toldAt), askedAt: waits ? askedAt : later(askedAt) };
  const row = { key, personId, reason: "asked_for_a_person", at: context.now() };
  const told = { at, ...(sessionId !== undefined && { sessionId }) };
  return [
    chatWrite(context, portalId, personId, before, chat),
    ...(waits
      ? []
      : [
          // What is being decided about them in this moment is decided anew.
          bumpWrite(context, portalId, personId),
          ...(await outboxWrites(context, portalId, { ...row, kind: "hand_over", payload: told })),
          // Of its own, so that no failure of the task keeps it back.
          ...(await outboxWrites(context, portalId, { ...row, kind: "hand_over_mail", payload: told })),
          ...(senderId === undefined
            ? []
            : await outboxWrites(context, portalId, {
                ...row,
                kind: "auto_reply",
                payload: { senderId, said: "asked" },
              })),
        ]),
  ];
}
