/** What was done for people, or came to nothing, long ago: nobody asks for it by its key any more. */
import type { Context } from "../context.ts";
import { type Tenant, write } from "../store/index.ts";

/** Longer than WhatsApp, HubSpot or anybody else says the same thing twice. */
const keptMs = 90 * 24 * 3_600_000;
const share = 500;
const mostShares = 20;

/** A job of the clock: portal by portal, because the index begins with it. What waits stays, however old. */
export async function forgetOutbox(context: Context): Promise<void> {
  const every = context.store.everyPortal();
  for (const { id } of await every.all(every.db.selectFrom("portals").select("id").orderBy("id"))) {
    const tenant = context.store.of(id);
    const before = context.now() - keptMs;
    for (let shares = 0; shares < mostShares && (await forgetShare(tenant, before)) === share; shares += 1);
  }
}

async function forgetShare(tenant: Tenant, before: number): Promise<number> {
  const { db } = tenant;
  const rows = await tenant.all(
    db
      .selectFrom("person_outbox")
      .select("id")
      .where("status", "in", ["done", "ended"])
      .where("next_at", "<", before)
      .where("updated_at", "<", before)
      // A send that was held and given up has no other record: asked for again with its key, it must not go.
      .where((eb) => eb.or([eb("kind", "!=", "held_send"), eb("status", "=", "done")]))
      .limit(share),
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tenant.commit([write(db.deleteFrom("person_outbox").where("id", "in", ids))]);
  return ids.length;
}
