/** Broadcasts and their recipients at rest. */
import { z } from "zod";
import type { Life, Plan } from "../../core/campaigns/index.ts";
import { broadcastAbSchema, broadcastPricesSchema } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { Sealer } from "../vault/index.ts";

export type BroadcastRow = Row<"broadcasts">;
export type RecipientRow = Row<"broadcast_recipients">;

export const sleeperName = "broadcasts";

export function laneOf(portalId: string, id: string): string {
  return `${sleeperName}/${portalId}/${id}`;
}

const planSchema = z.object({
  /** 0 to 1. */
  pilotShare: z.number(),
  /** How many colleagues get it first. */
  internal: z.number(),
  /** The web form that it is compared with. */
  ab: broadcastAbSchema.exactOptional(),
});
export type StoredPlan = z.infer<typeof planSchema>;

export function planOf({ plan }: Pick<BroadcastRow, "plan">): StoredPlan {
  return planSchema.parse(JSON.parse(plan));
}

/** How many people each stage has. */
export function stagesOf(row: Pick<BroadcastRow, "plan" | "pilot_size">): Plan {
  return { internal: planOf(row).internal, pilot: row.pilot_size };
}

const targetSchema = z.union([z.object({ contactId: z.string() }), z.object({ phone: z.string() })]);
export type Target = z.infer<typeof targetSchema>;
const targetColumn = "broadcast_recipients.target";

/** @returns undefined for somebody who was erased */
export function targetOf(sealer: Sealer, { target_sealed }: Pick<RecipientRow, "target_sealed">): Target | undefined {
  return target_sealed === null ? undefined : targetSchema.parse(JSON.parse(sealer.open(target_sealed, targetColumn)));
}

/** Somebody who was not looked at yet. */
export function newRecipient({ now }: Context, sealer: Sealer, broadcastId: string, target: Target): RecipientRow {
  const name = nameOf(target);
  const colleague = "phone" in target;
  return {
    broadcast_id: broadcastId,
    rank: rankOf(sealer, broadcastId, target),
    arm_rank: hashed(sealer, `broadcast-arm:${broadcastId}:${name}`),
    target_sealed: sealer.seal(JSON.stringify(target), targetColumn),
    number_lookup: null,
    person_id: null,
    stage: colleague ? "internal" : "rest",
    arm: "flow",
    fit: colleague ? "reachable" : "unchecked",
    country: "",
    language: "",
    in_window: 0,
    outcome: "waiting",
    reason: null,
    tries: 0,
    send_id: null,
    form_at: null,
    next_at: 0,
    leased_until: 0,
    updated_at: now(),
  };
}

const nameOf = (target: Target): string =>
  "contactId" in target ? `contact:${target.contactId}` : `phone:${target.phone}`;

function rankOf(sealer: Sealer, broadcastId: string, target: Target): string {
  return hashed(sealer, `broadcast:${broadcastId}:${nameOf(target)}`);
}

/** Names a recipient's number within one broadcast, where it may get one message. */
export function numberLookup(sealer: Sealer, broadcastId: string, waId: string): string {
  return sealer.lookup(`broadcast:${broadcastId}:number:${waId}`);
}

/** Takes a contact, or a number, out of every broadcast, also where we never knew which person it is. */
export async function forgetRecipientWrites(
  context: Context,
  portalId: string,
  whom: { readonly contactId: string } | { readonly waId: string },
): Promise<Write[]> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(tenant.db.selectFrom("broadcasts").select("id").where("forgotten_at", "is", null));
  if (rows.length === 0) return [];
  const sealer = await context.vault.portal(portalId);
  return rows.map(({ id }) => {
    const theirs = tenant.db
      .updateTable("broadcast_recipients")
      .set({ target_sealed: null, number_lookup: null, person_id: null })
      .where("broadcast_id", "=", id);
    if ("contactId" in whom) return write(theirs.where("rank", "=", rankOf(sealer, id, whom)));
    // A colleague's is no contact's: the number is all that is known.
    const asColleague = rankOf(sealer, id, { phone: `+${whom.waId}` });
    return write(
      theirs.where(({ eb }) =>
        eb("number_lookup", "=", numberLookup(sealer, id, whom.waId)).or("rank", "=", asColleague),
      ),
    );
  });
}

/** Hexadecimal, because both databases sort it alike. */
function hashed(sealer: Sealer, text: string): string {
  return Buffer.from(sealer.lookup(text), "base64url").toString("hex").slice(0, 32);
}

export async function broadcastRow(
  { store }: Context,
  portalId: string,
  id: string,
): Promise<BroadcastRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("broadcasts").selectAll().where("id", "=", id));
}

/** A change made on top of what was read: fails with StoreConflict where somebody pressed meanwhile. */
export function changeWrite(
  { store, now }: Context,
  portalId: string,
  row: Pick<BroadcastRow, "id" | "revision">,
  change: Partial<Omit<BroadcastRow, "id" | "revision">>,
): Write {
  const { db } = store.of(portalId);
  const query = db
    .updateTable("broadcasts")
    .set({ ...change, updated_at: now() })
    .where("id", "=", row.id)
    .where("revision", "=", row.revision);
  return write(query, 1);
}

/**
 * One step further through the list, from where it was read: fails with StoreConflict where another process took that
 * step, whose findings would be counted twice.
 */
export function stepWrite(
  { store, now }: Context,
  portalId: string,
  row: Pick<BroadcastRow, "id" | "revision" | "list_cursor">,
  change: Partial<Pick<BroadcastRow, "list_cursor" | "collected" | "checked">>,
): Write {
  const { db } = store.of(portalId);
  const query = db
    .updateTable("broadcasts")
    .set({ ...change, updated_at: now() })
    .where("id", "=", row.id)
    .where("revision", "=", row.revision)
    .where("list_cursor", row.list_cursor === null ? "is" : "=", row.list_cursor);
  return write(query, 1);
}

/** Into another state: everybody who read the one before finds that it is another. */
export function lifeWrite(
  { store, now }: Context,
  portalId: string,
  row: Pick<BroadcastRow, "id" | "revision">,
  life: Life,
  more: Partial<Pick<BroadcastRow, "because" | "says" | "grade" | "found" | "pilot_size" | "list_cursor">> = {},
): Write {
  const change = { ...life, because: null, says: null, ...more, revision: row.revision + 1 };
  const { db } = store.of(portalId);
  const query = db
    .updateTable("broadcasts")
    .set({ ...change, next_at: now(), updated_at: now() })
    .where("id", "=", row.id)
    .where("revision", "=", row.revision);
  return write(query, 1);
}

/** One recipient of a broadcast. */
export function recipientUpdate(
  { store, now }: Context,
  portalId: string,
  { broadcast_id, rank }: Pick<RecipientRow, "broadcast_id" | "rank">,
  change: Partial<RecipientRow>,
) {
  return store
    .of(portalId)
    .db.updateTable("broadcast_recipients")
    .set({ ...change, updated_at: now() })
    .where("broadcast_id", "=", broadcast_id)
    .where("rank", "=", rank);
}

export interface Settings {
  readonly prices?: z.infer<typeof broadcastPricesSchema>;
  readonly businessId?: string;
}

export async function settingsOf({ store }: Context, portalId: string): Promise<Settings> {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("broadcast_settings").selectAll().limit(1));
  const prices = row?.prices ? broadcastPricesSchema.safeParse(JSON.parse(row.prices)).data : undefined;
  return { ...(prices && { prices }), ...(row?.business_id && { businessId: row.business_id }) };
}

export async function saveSettings(context: Context, portalId: string, settings: Settings): Promise<void> {
  const { store, now } = context;
  const { prices, businessId } = { ...(await settingsOf(context, portalId)), ...settings };
  const row = {
    prices: prices ? JSON.stringify(prices) : null,
    business_id: businessId ?? null,
    updated_at: now(),
  };
  const tenant = store.of(portalId);
  const there = await tenant.first(tenant.db.selectFrom("broadcast_settings").select("updated_at").limit(1));
  // The portal is the key, and the tenant's plugin names it.
  const query = there
    ? tenant.db.updateTable("broadcast_settings").set(row)
    : tenant.db.insertInto("broadcast_settings").values(row);
  await tenant.commit([write(query, 1)]);
}
