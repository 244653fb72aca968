/** What is to stand on a contact's timeline, written in the commit of what it follows from. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { outboxWrites } from "../people/outbox.ts";
import { findPortal } from "../portals/store.ts";
import type { Write } from "../store/index.ts";

export const entrySchema = z.object({
  what: z.enum(["send", "message", "stop"]),
  id: z.string(),
  /** It may stand there already, and is to be written anew. */
  again: z.boolean().default(false),
});
export type EntryOf = Pick<z.infer<typeof entrySchema>, "what" | "id">;

/** News about an entry comes when the entry itself has had its time. */
const newsAfterMs = 60_000;

/** How an entry is known: in our tables, and as the last words of the entry itself. */
export function subjectOf({ what, id }: EntryOf): string {
  return `${what}:${id}`;
}

export interface Shown extends EntryOf {
  readonly personId: string;
  /** What about it is news, where the entry may stand there already and is to be written anew. */
  readonly news?: string;
}

/** Nothing where the portal switched its timeline off. Asked for twice, the same entry is written once. */
export async function timelineWrites(context: Context, portalId: string, shown: Shown): Promise<Write[]> {
  if ((await findPortal(context, portalId))?.settings.timeline !== true) return [];
  const { what, id, personId, news } = shown;
  const subject = subjectOf(shown);
  return outboxWrites(context, portalId, {
    kind: "timeline_entry",
    key: news === undefined ? subject : `${subject}:${news}`,
    personId,
    reason: "new",
    payload: { what, id, again: news !== undefined },
    at: context.now() + (news === undefined ? 0 : newsAfterMs),
  });
}
