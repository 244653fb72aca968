/** What a portal has done at least once, for the list that ticks itself. */
import type { Context } from "../context.ts";
import { type Row, type Store, write } from "../store/index.ts";

type First = Row<"portal_firsts">["what"];

/** Cards are opened all day long: what this process has written down already is not written again. */
const known = new WeakMap<Store, Set<string>>();

export async function noteFirst({ store, now }: Context, portalId: string, what: First): Promise<void> {
  const seen = known.get(store) ?? new Set<string>();
  known.set(store, seen);
  const name = `${portalId} ${what}`;
  if (seen.has(name)) return;
  const { db, commit } = store.of(portalId);
  const insert = db.insertInto("portal_firsts").values({ what, at: now() });
  await commit([write(insert.onConflict((conflict) => conflict.column("what").doNothing()))]);
  seen.add(name);
}

export async function firstsOf({ store }: Context, portalId: string): Promise<ReadonlySet<First>> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(tenant.db.selectFrom("portal_firsts").select("what"));
  return new Set(rows.map(({ what }) => what));
}
