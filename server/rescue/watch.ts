/**
 * Who begins a Flow is looked after: with the first screen that is shown, a row goes into the outbox that looks again later.
 * It holds the message's own token, sealed, so that a reminder opens the very same session.
 */
import { z } from "zod";
import type { Context } from "../context.ts";
import { outboxWrites } from "../people/outbox.ts";
import type { Row, Write } from "../store/index.ts";

export const watchSchema = z.object({ sessionId: z.string(), round: z.int(), token: z.string() });
export type Watched = z.infer<typeof watchSchema>;

/** Nobody counts as stopped sooner, so most people are through by the first look (core/rescue/settings.ts). */
const firstLookMs = 15 * 60_000;

/** @param token as the phone named it */
export function watchWrites(
  context: Context,
  portalId: string,
  { id: sessionId, person_id: personId }: Pick<Row<"sessions">, "id" | "person_id">,
  { round, token }: Pick<Watched, "round" | "token">,
): Promise<Write[]> {
  const payload: Watched = { sessionId, round, token };
  const key = `${sessionId}:${round}`;
  const at = context.now() + firstLookMs;
  return outboxWrites(context, portalId, { kind: "rescue", key, personId, reason: "began", payload, at });
}
