/** What is known of a portal's accounts, at rest, and when to ask again. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { type Facts, factsSchema, nothingKnown } from "./facts.ts";

export type StateRow = Row<"account_states">;
export const sleeperName = "accounts";

/** How often an account is read without a reason, in milliseconds (WhatsApp reference 5.17). */
export const dailyMs = 24 * 3_600_000;

export function laneOf(portalId: string, connectionId: string): string {
  return `${sleeperName}/${portalId}/${connectionId}`;
}

export async function stateRow(
  { store }: Context,
  portalId: string,
  connectionId: string,
): Promise<StateRow | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("account_states").selectAll().where("connection_id", "=", connectionId);
  return tenant.first(query);
}

export function factsOf(row: Pick<StateRow, "facts"> | undefined): Facts {
  const facts = row && factsSchema.safeParse(JSON.parse(row.facts)).data;
  return facts ?? nothingKnown;
}

/**
 * What Meta said now; asked again in a day.
 *
 * @param seenDue when it was due as this reading began: if it is due for another reason by now, it stays so
 */
export function keepFacts(
  { store, now }: Context,
  portalId: string,
  connectionId: string,
  facts: Facts,
  seenDue: number | undefined,
): Write {
  const kept = { facts: JSON.stringify(facts), read_at: now(), failures: 0, updated_at: now() };
  const next = now() + dailyMs;
  const insert = store
    .of(portalId)
    .db.insertInto("account_states")
    .values({ connection_id: connectionId, due_at: next, told: "{}", ...kept });
  return write(
    insert.onConflict((conflict) =>
      conflict.columns(["connection_id"]).doUpdateSet(({ eb, ref }) => ({
        ...kept,
        due_at: eb
          .case()
          .when("account_states.due_at", "=", seenDue ?? next)
          .then(next)
          .else(ref("account_states.due_at"))
          .end(),
      })),
    ),
  );
}

const toldSchema = z.object({
  /** `waba_ban_state`. */
  ban: z.string().exactOptional(),
  /** Why a display name was refused, by the number's digits. */
  nameReasons: z.record(z.string(), z.string()).default({}),
  /** Numbers in a phone app that left us (core/readiness), by their digits; `*` for all such numbers of the account. */
  away: z.record(z.string(), z.enum(["removed", "offboarded"])).default({}),
});

/** What only webhooks say: no reading gives it. */
export type ToldFacts = z.infer<typeof toldSchema>;

export function toldOf(row: Pick<StateRow, "told"> | undefined): ToldFacts {
  return toldSchema.parse(JSON.parse(row?.told ?? "{}"));
}

/** Something changed: Meta is asked in a moment. */
export function askAgain(
  { store, now, wakeups }: Context,
  portalId: string,
  connectionId: string,
  row: StateRow | undefined,
  told: ToldFacts = toldOf(row),
): Write[] {
  const { db } = store.of(portalId);
  const due = { told: JSON.stringify(told), due_at: now(), updated_at: now() };
  const change = row
    ? // Whoever told something meanwhile is not written over: the update is handled again.
      db.updateTable("account_states").set(due).where("connection_id", "=", connectionId).where("told", "=", row.told)
    : db
        .insertInto("account_states")
        .values({ connection_id: connectionId, facts: "{}", read_at: null, failures: 0, ...due });
  return [write(change, 1), ...(wakeups?.writes([{ lane: laneOf(portalId, connectionId), at: now() }]) ?? [])];
}

/** Accounts by when they are to be read, earliest first. */
export async function dueStates({ store }: Context, limit: number): Promise<{ lane: string; at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("account_states")
      .innerJoin("connections", (join) =>
        join
          .onRef("connections.id", "=", "account_states.connection_id")
          .onRef("connections.portal_id", "=", "account_states.portal_id"),
      )
      .select(["account_states.portal_id", "account_states.connection_id", "account_states.due_at"])
      .where("connections.status", "=", "active")
      .orderBy("account_states.due_at")
      .limit(limit),
  );
  return rows.map((row) => ({ lane: laneOf(row.portal_id, row.connection_id), at: row.due_at }));
}

/** Whether this number left us; what holds for the whole account holds for its numbers in a phone app only. */
export function awayOf(
  away: ToldFacts["away"],
  { displayNumber, onPhoneApp }: { readonly displayNumber: string; readonly onPhoneApp?: boolean },
): ToldFacts["away"][string] | undefined {
  return away[displayNumber.replace(/\D/g, "")] ?? (onPhoneApp ? away["*"] : undefined);
}

/** Connected again: what was told of numbers that left is over. */
export async function backAgain(context: Context, portalId: string, connectionId: string): Promise<void> {
  const row = await stateRow(context, portalId, connectionId);
  const told = toldOf(row);
  if (!row || Object.keys(told.away).length === 0) return;
  await context.store.of(portalId).commit(askAgain(context, portalId, connectionId, row, { ...told, away: {} }));
}
