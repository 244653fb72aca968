import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { firstFreeAt } from "../store/leased.ts";
import type { Told } from "./types.ts";

const column = "inbox.body";

/** What was told, once per the sender's own id of it; one that is there already changes nothing. */
export async function keepWrite(context: Context, told: Told): Promise<Write> {
  const { store, vault, now } = context;
  const { portalId, personId, source, kind, dedupeKey, body } = told;
  const sealer = personId ? await vault.person(portalId, personId) : await vault.portal(portalId);
  const row = {
    id: newId(context, "inb"),
    person_id: personId ?? null,
    source,
    kind,
    dedupe_key: dedupeKey,
    body_sealed: sealer.seal(JSON.stringify(body), column),
    status: "waiting" as const,
    attempts: 0,
    next_at: now(),
    received_at: now(),
  };
  const insert = store
    .of(portalId)
    .db.insertInto("inbox")
    .values(row)
    .onConflict((conflict) => conflict.columns(["source", "dedupe_key"]).doNothing());
  return write(insert);
}

export type KeptRow = Row<"inbox"> & { readonly portal_id: string };

export async function bodyOf({ vault }: Context, row: KeptRow): Promise<unknown> {
  const { portal_id: portalId, person_id: personId } = row;
  const sealer = personId ? await vault.person(portalId, personId) : await vault.portal(portalId);
  return JSON.parse(sealer.open(row.body_sealed, column));
}

/** What of a portal's waits and is due, oldest first, and nobody is at. */
export async function dueRows({ store, now }: Context, portalId: string, limit: number): Promise<KeptRow[]> {
  const every = store.everyPortal();
  return every.all(
    every.db
      .selectFrom("inbox")
      .selectAll()
      .where("portal_id", "=", portalId)
      .where("status", "=", "waiting")
      .where("next_at", "<=", now())
      .where("leased_until", "<=", now())
      .orderBy("received_at")
      .limit(limit),
  );
}

/** Portals with something that waits, and when it falls due, earliest first. @param only one of them */
export async function waitingPortals(
  { store }: Context,
  limit: number,
  only?: string,
): Promise<{ portalId: string; at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("inbox")
      .select(["portal_id", firstFreeAt])
      .where("status", "=", "waiting")
      .$if(only !== undefined, (query) => query.where("portal_id", "=", only ?? ""))
      .groupBy("portal_id")
      .orderBy("at")
      .limit(limit),
  );
  return rows.map(({ portal_id: portalId, at }) => ({ portalId, at: Number(at) }));
}

/** Takes a row for a while. Fails with StoreConflict when another process was faster. */
export function leaseWrite({ store }: Context, row: KeptRow, until: number): Write {
  const { db } = store.of(row.portal_id);
  return write(
    db
      .updateTable("inbox")
      .set({ leased_until: until, attempts: row.attempts + 1 })
      .where("id", "=", row.id)
      .where("status", "=", "waiting")
      .where("attempts", "=", row.attempts)
      .where("leased_until", "=", row.leased_until),
    1,
  );
}

/** How it ended, under the lease that was taken: where that ran out, nothing of the batch is written. */
export function endWrite(
  { store }: Context,
  row: KeptRow,
  until: number,
  end: { readonly status: "done" | "dead" } | { readonly status: "waiting"; readonly next_at: number },
): Write {
  const { db } = store.of(row.portal_id);
  return write(
    db
      .updateTable("inbox")
      .set({ ...end, leased_until: 0 })
      .where("id", "=", row.id)
      .where("status", "=", "waiting")
      .where("leased_until", "=", until),
    1,
  );
}
