/** Unfinished answers are kept for as many days as the portal says, and deleted then. Who stopped, and where, stays as a figure. */
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { tryCommit, type Write, write } from "../store/index.ts";

const share = 500;
export const dayMs = 24 * 3_600_000;

/** A job of the clock. */
export async function deleteUnfinished(context: Context): Promise<void> {
  const every = context.store.everyPortal();
  const portals = await every.all(
    every.db.selectFrom("stops").select("portal_id").distinct().where("answers", "=", "kept"),
  );
  for (const { portal_id: portalId } of portals) {
    const portal = await findPortal(context, portalId);
    if (portal) await deleteOf(context, portalId, context.now() - portal.settings.rescue.keepDays * dayMs);
  }
}

/** Longer than any figure of them looks back (list.ts). */
const finishedMs = 90 * dayMs;

/**
 * Of those who handed in, in all portals. Who stopped for good stays as long as their session does: their contact says so, and
 * answers that come later take that away (property.ts).
 */
export function forgetStops({ store, now }: Pick<Context, "store" | "now">): Write {
  return write(
    store
      .everyPortal()
      .db.deleteFrom("stops")
      .where("state", "=", "finished")
      .where("answers", "=", "deleted")
      .where("updated_at", "<", now() - finishedMs)
      .where("expires_at", "<", now()),
  );
}

async function deleteOf({ store, now, log }: Context, portalId: string, before: number): Promise<void> {
  const tenant = store.of(portalId);
  const due = await tenant.all(
    tenant.db
      .selectFrom("stops")
      .select(["session_id", "round", "stopped_at"])
      .where("answers", "=", "kept")
      .where("stopped_at", "<=", before)
      .orderBy("stopped_at")
      .limit(share),
  );
  let deleted = 0;
  for (const { session_id: id, round, stopped_at } of due) {
    const gone = await tryCommit(tenant, [
      write(
        tenant.db
          .updateTable("stops")
          .set({ answers: "deleted", updated_at: now() })
          .where("session_id", "=", id)
          .where("round", "=", round)
          .where("stopped_at", "=", stopped_at),
        1,
      ),
      // Handed in, or gone on with since: then they are no unfinished answers, or not these.
      write(
        tenant.db
          .updateTable("sessions")
          .set(({ eb }) => ({ answers_sealed: null, revision: eb("revision", "+", 1) }))
          .where("id", "=", id)
          .where("round", "=", round)
          .where("state", "=", "open")
          .where("updated_at", "=", stopped_at),
      ),
    ]);
    if (gone) deleted += 1;
  }
  if (deleted > 0) log.info("rescue.deleted", { portal: portalId, sessions: deleted });
}
