/** Events that are in the figures go when they are old; the figures stay. A job of the clock. */
import type { Context } from "../context.ts";
import { write } from "../store/index.ts";
import { portions } from "../store/portions.ts";

/** Of one turn: what a server that was off for long finds is cleared over some turns. */
const portionsAtOnce = 40;
const portion = 1_000;

export async function forgetCounted(context: Context): Promise<void> {
  const before = context.now() - context.config.EVENTS_KEPT_DAYS * 86_400_000;
  const every = context.store.everyPortal();
  const portals = await every.all(every.db.selectFrom("portals").select("id"));
  for (const { id } of portals) {
    await forgetEvents(context, id, before);
    await forgetMessages(context, id, before);
  }
}

/** A later event of such a message counts nowhere (messages.ts); so it stays while one of that age waits to be counted. */
async function forgetMessages({ store }: Context, portalId: string, before: number): Promise<void> {
  const { first, db, commit } = store.of(portalId);
  const old = db.selectFrom("events").select("id").where("counted_at", "is", null).where("at", "<", before).limit(1);
  if ((await first(old)) !== undefined) return;
  await commit([write(db.deleteFrom("insight_messages").where("made_at", "<", before))]);
}

async function forgetEvents({ store }: Context, portalId: string, before: number): Promise<void> {
  const { all, db, commit } = store.of(portalId);
  for (let round = 0; round < portionsAtOnce; round += 1) {
    const old = await all(
      db
        .selectFrom("events")
        .select("id")
        .where("at", "<", before)
        .where("counted_at", "is not", null)
        .orderBy("at")
        .limit(portion),
    );
    if (old.length === 0) return;
    const ids = portions(old.map(({ id }) => id));
    await commit(ids.map((part) => write(db.deleteFrom("events").where("id", "in", part))));
  }
}
