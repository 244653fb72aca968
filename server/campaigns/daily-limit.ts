/** What a business may still send today: one row for all of its numbers, in whichever portals they are. */
import { z } from "zod";
import { limitOfTier, nextRoom, type Written, withPeople, writtenToday } from "../../core/campaigns/index.ts";
import type { Context } from "../context.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { tryCommit, write } from "../store/index.ts";
import { factsOf, stateRow } from "../whatsapp-account/store.ts";
import { settingsOf } from "./store.ts";

const writtenSchema = z.record(z.string(), z.number());

export interface Day {
  readonly key: string;
  /** People in 24 hours; Infinity where there is no limit. */
  readonly limit: number;
}

/** Whose limit an account uses, and how much that is. What Meta never said counts as the smallest limit. */
export async function dayOf(context: Context, portalId: string, connection: WhatsAppConnection): Promise<Day> {
  const { numbers } = factsOf(await stateRow(context, portalId, connection.id));
  const tiers = numbers.flatMap(({ limit }) => (limit === undefined ? [] : [limitOfTier(limit)]));
  const business = await businessOf(context, portalId, connection);
  return { key: `whatsapp_day/${business}`, limit: tiers.length > 0 ? Math.max(...tiers) : limitOfTier(undefined) };
}

/** The operator's word, then Meta's; where neither says, everything of one portal counts as one business. */
async function businessOf(context: Context, portalId: string, { externalId }: WhatsAppConnection): Promise<string> {
  const { businessId } = await settingsOf(context, portalId);
  if (businessId !== undefined) return businessId;
  const every = context.store.everyPortal();
  const shared = every.db.selectFrom("signup_arrivals").select("business_id").where("waba_id", "=", externalId);
  return (await every.first(shared))?.business_id ?? `portal-${portalId}`;
}

export interface Left {
  readonly people: number;
  readonly written: number;
  /** When there is more room, epoch ms. */
  readonly roomAt: number;
}

export async function leftToday({ store, now }: Context, { key, limit }: Day): Promise<Left> {
  const every = store.everyPortal();
  const row = await every.first(every.db.selectFrom("quotas").select("kept").where("key", "=", key));
  return leftIn(writtenOf(row), limit, now());
}

function leftIn(written: Written, limit: number, now: number): Left {
  const used = writtenToday(written, now);
  return { people: Math.max(0, limit - used), written: used, roomAt: nextRoom(written, now) };
}

/** Takes room for so many people, or fewer; a negative number gives back. @returns how many */
export async function takeToday({ store, now }: Context, { key, limit }: Day, people: number): Promise<number> {
  if (people === 0) return 0;
  const every = store.everyPortal();
  const { db } = every;
  for (;;) {
    const row = await every.first(db.selectFrom("quotas").select(["kept", "revision"]).where("key", "=", key));
    const written = writtenOf(row);
    const taken = Math.min(people, leftIn(written, limit, now()).people);
    if (taken === 0) return 0;
    const kept = JSON.stringify(withPeople(written, now(), taken));
    const query = row
      ? db
          .updateTable("quotas")
          .set({ kept, revision: row.revision + 1 })
          .where("key", "=", key)
          .where("revision", "=", row.revision)
      : db
          .insertInto("quotas")
          .values({ key, kept, revision: 1 })
          .onConflict((conflict) => conflict.column("key").doNothing());
    if (await tryCommit(every, [write(query, 1)])) return taken;
  }
}

function writtenOf(row: { readonly kept: string } | undefined): Written {
  return row ? (writtenSchema.safeParse(JSON.parse(row.kept)).data ?? {}) : {};
}
