import { type ExpressionBuilder, sql } from "kysely";
import { type Context, newId } from "../context.ts";
import { type AllTables, type Row, type Write, write } from "../store/index.ts";
import { firstFreeAt } from "../store/leased.ts";
import { currentRequest } from "../telemetry/scope.ts";
import type { Told } from "./types.ts";

const column = "inbox.body";

/** From its fifth try on, 13 minutes later, a row holds up nothing: a STOP must not wait for days behind a fault of ours. */
const triesThatHold = 5;

type Turn = Pick<Row<"inbox">, "person_id" | "kind">;

/**
 * What one person says keeps its order. What became of messages of ours has none (WhatsApp reference 6.5), and there is
 * much of it: it waits for nothing, and nothing waits for it.
 */
export function keepsTurn({ person_id, kind }: Turn): boolean {
  return person_id !== null && kind !== "status";
}

/**
 * What was told, once per the sender's own id of it; one that is there already changes nothing.
 * @param receivedAt epoch milliseconds; of two things that one person says, the later one's is larger
 */
export async function keepWrite(context: Context, told: Told, receivedAt: number): Promise<Write> {
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
    received_at: receivedAt,
    request_id: currentRequest(),
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

type Builder = ExpressionBuilder<AllTables & { readonly row: AllTables["inbox"] }, "row">;

/**
 * Nothing that the same person said before, to the same source, is being handled or waits to be tried again; what is free
 * comes first by its place. The literals are those of the index `inbox_turns`, which is used with them alone.
 */
function notHeldUp(at: number) {
  return ({ eb, exists, not, or, selectFrom }: Builder) =>
    or([
      eb("row.kind", "=", "status"),
      not(
        exists(
          selectFrom("inbox as earlier")
            .select("earlier.id")
            .whereRef("earlier.portal_id", "=", "row.portal_id")
            .whereRef("earlier.person_id", "=", "row.person_id")
            .whereRef("earlier.received_at", "<=", "row.received_at")
            .whereRef("earlier.id", "!=", "row.id")
            .whereRef("earlier.source", "=", "row.source")
            .where("earlier.status", "=", sql.lit<"waiting">("waiting"))
            .where("earlier.kind", "!=", sql.lit("status"))
            .where("earlier.attempts", "<", triesThatHold)
            .where((earlier) =>
              earlier.or([earlier("earlier.next_at", ">", at), earlier("earlier.leased_until", ">", at)]),
            ),
        ),
      ),
    ]);
}

/** What of a portal's waits and is due, oldest first, and nobody is at, nor at what its person said before. */
export async function dueRows(
  { store, now }: Context,
  portalId: string,
  limit: number,
  at = now(),
): Promise<KeptRow[]> {
  const every = store.everyPortal();
  return every.all(
    every.db
      .selectFrom("inbox as row")
      .selectAll("row")
      .where("row.portal_id", "=", portalId)
      .where("row.status", "=", "waiting")
      .where("row.next_at", "<=", at)
      .where("row.leased_until", "<=", at)
      .where(notHeldUp(at))
      .orderBy("row.received_at")
      .limit(limit),
  );
}

/** When a portal is to be looked at again. What is due and held up is free no sooner than what holds it up. */
export async function nextLook(context: Context, portalId: string): Promise<number | undefined> {
  const at = context.now();
  if ((await dueRows(context, portalId, 1, at)).length > 0) return at;
  const every = context.store.everyPortal();
  const row = await every.first(
    every.db
      .selectFrom("inbox")
      .select(firstFreeAt)
      .where("portal_id", "=", portalId)
      .where("status", "=", "waiting")
      .where(({ eb, or }) => or([eb("next_at", ">", at), eb("leased_until", ">", at)])),
  );
  return row?.at === undefined || row.at === null ? undefined : Number(row.at);
}

/** Portals with something that waits, and when it falls due at the earliest, earliest first. */
export async function waitingPortals({ store }: Context, limit: number): Promise<{ portalId: string; at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("inbox")
      .select(["portal_id", firstFreeAt])
      .where("status", "=", "waiting")
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
      // What was handled is not needed any more; its row stays for a while, so that it is not handled again.
      .set({ ...end, leased_until: 0, ...(end.status === "done" && { body_sealed: "" }) })
      .where("id", "=", row.id)
      .where("status", "=", "waiting")
      .where("leased_until", "=", until),
    1,
  );
}
