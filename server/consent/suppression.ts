/**
 * Who wants no messages: a list of keyed hashes of WhatsApp's own ids. It names no person, so it outlives their erasure:
 * whoever comes back by an import is still not written to.
 */
import type { OptOut } from "../../core/consent/index.ts";
import { numbersOf } from "../../core/person/index.ts";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

export interface WhatsAppIds {
  /** Digits. */
  readonly waId?: string | undefined;
  readonly userIds?: readonly string[];
}

/** The hashes under which somebody may be on the list. */
export async function suppressionKeys(
  { vault }: Context,
  portalId: string,
  { waId, userIds = [] }: WhatsAppIds,
): Promise<string[]> {
  const portal = await vault.portal(portalId);
  const ids = [...(waId ? [`wa_id:${canonical(waId)}`] : []), ...userIds.map((id) => `user_id:${id}`)];
  return ids.map((id) => portal.lookup(`suppressed:${id}`));
}

/** One number under both spellings of Brazil, Mexico and Argentina is one entry. @param waId digits */
export function canonical(waId: string): string {
  const [first = waId] = numbersOf(waId)
    .e164.map((number) => number.slice(1))
    .sort();
  return first;
}

export async function suppressionsOf(
  { store }: Context,
  portalId: string,
  keys: readonly string[],
): Promise<Row<"suppressions">[]> {
  if (keys.length === 0) return [];
  const tenant = store.of(portalId);
  return tenant.all(tenant.db.selectFrom("suppressions").selectAll().where("lookup", "in", keys));
}

export function optOutIn(rows: readonly Pick<Row<"suppressions">, "scope">[]): OptOut {
  if (rows.some(({ scope }) => scope === "everything")) return "everything";
  return rows.length > 0 ? "marketing" : "none";
}

/** Onto the list, under every hash. Who is on it for everything stays so. */
export function suppressWrites(
  { store }: Context,
  portalId: string,
  keys: readonly string[],
  entry: Omit<Row<"suppressions">, "lookup">,
): Write[] {
  const { db } = store.of(portalId);
  return keys.map((lookup) =>
    write(
      db
        .insertInto("suppressions")
        .values({ lookup, ...entry })
        .onConflict((conflict) => {
          const there = conflict.column("lookup");
          if (entry.scope === "marketing") return there.doNothing();
          return there.doUpdateSet({ scope: entry.scope, via: entry.via, since: entry.since });
        }),
    ),
  );
}

/** Off the list; `scope` marketing leaves an opt-out of everything where it is. */
export function liftWrites(
  { store }: Context,
  portalId: string,
  keys: readonly string[],
  scope: "everything" | "marketing" = "everything",
): Write[] {
  if (keys.length === 0) return [];
  const query = store.of(portalId).db.deleteFrom("suppressions").where("lookup", "in", keys);
  return [write(scope === "marketing" ? query.where("scope", "=", "marketing") : query)];
}
