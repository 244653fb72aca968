/** What broadcasts need not know any more: whose contact a recipient was. Outcomes stay, as figures. */
import type { Context } from "../context.ts";
import { write } from "../store/index.ts";

/** After a broadcast ended. Failures and statuses that come late are over by then. */
const keptMs = 30 * 24 * 3_600_000;
/** Broadcasts of a round, and rows of a commit: each holds SQLite up for a moment. */
const most = 20;
const together = 1_000;

export async function forgetTargets(context: Context): Promise<void> {
  const { store, now } = context;
  const every = store.everyPortal();
  const over = await every.all(
    every.db
      .selectFrom("broadcasts")
      .select(["portal_id", "id"])
      .where("state", "in", ["finished", "stopped", "failed"])
      .where("forgotten_at", "is", null)
      .where("updated_at", "<", now() - keptMs)
      .limit(most),
  );
  for (const { portal_id: portalId, id } of over) {
    const tenant = store.of(portalId);
    let ranks = await ranksAfter(context, portalId, id, "");
    while (ranks.length > 0) {
      const forget = tenant.db
        .updateTable("broadcast_recipients")
        .set({ target_sealed: null, number_lookup: null })
        .where("broadcast_id", "=", id)
        .where("rank", "in", ranks);
      await tenant.commit([write(forget)]);
      ranks = await ranksAfter(context, portalId, id, ranks.at(-1) ?? "");
    }
    const done = tenant.db.updateTable("broadcasts").set({ forgotten_at: now() }).where("id", "=", id);
    await tenant.commit([write(done)]);
  }
}

async function ranksAfter({ store }: Context, portalId: string, id: string, last: string): Promise<string[]> {
  const tenant = store.of(portalId);
  const some = tenant.db.selectFrom("broadcast_recipients").select("rank").where("broadcast_id", "=", id);
  return (await tenant.all(some.where("rank", ">", last).orderBy("rank").limit(together))).map(({ rank }) => rank);
}
