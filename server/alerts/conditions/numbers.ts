/** Numbers and accounts that WhatsApp trusts less than before: their quality, their state, their limit (WhatsApp reference 5.17). */
import { z } from "zod";
import { limitOfTier } from "../../../core/campaigns/index.ts";
import type { Context } from "../../context.ts";
import { factsOf, toldOf } from "../../whatsapp-account/store.ts";
import type { Condition } from "../types.ts";
import { conditionWithout } from "./condition.ts";

const dayMs = 24 * 3_600_000;
/** A limit that fell is news for so long. */
const fallIsNewsMs = 7 * dayMs;

export async function numberConditions(context: Context, portalId: string): Promise<Condition[]> {
  const found = await Promise.all([
    standing(context, portalId),
    fallenLimits(context, portalId),
    spam(context, portalId),
  ]);
  return found.flat();
}

/** As Meta said when it was last asked. The subject is the number, or the account that Meta bans. */
async function standing({ store }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("account_states")
      .innerJoin("connections", "connections.id", "account_states.connection_id")
      .select(["account_states.facts", "account_states.told", "connections.external_id"])
      .where("connections.status", "=", "active")
      .orderBy("connections.created_at"),
  );
  return rows.flatMap(({ external_id: account, ...row }) => {
    const { account: facts, numbers } = factsOf(row);
    const { ban = "" } = toldOf(row);
    const banned = ["DISABLE", "SCHEDULE_FOR_DISABLE"].includes(ban.toUpperCase());
    const ofAccount = banned
      ? [conditionWithout("number_quality", account, numbers.length, { name: facts.name ?? account, code: "banned" })]
      : [];
    const ofNumbers = numbers.flatMap(({ id, displayNumber: name, status = "", quality = "" }) => {
      const code = codeOf(status.toUpperCase(), quality.toUpperCase());
      return code === undefined ? [] : [conditionWithout("number_quality", id, 1, { name, code })];
    });
    return [...ofAccount, ...ofNumbers];
  });
}

/** The worst of what is said about a number. Medium quality is no trouble yet. */
function codeOf(status: string, quality: string): string | undefined {
  if (status === "RESTRICTED") return "restricted";
  if (quality === "RED") return "quality_low";
  return status === "FLAGGED" ? "flagged" : undefined;
}

const tierSchema = z.object({ max_daily_conversations_per_business: z.string() });

/** Meta tells each limit that it sets; a lower one than the one before is a fall. The subject is the account. */
async function fallenLimits({ store, now }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("health_events")
      .select(["subject_id", "details", "last_at"])
      .where("last_at", ">", now() - 90 * dayMs)
      .where("subject", "=", "account")
      .where("kind", "=", "business_capability_update")
      .orderBy("last_at", "desc"),
  );
  return [...Map.groupBy(rows, ({ subject_id }) => subject_id)].flatMap(([account, told]) => {
    const tiers = told.flatMap((event) => {
      const read = tierSchema.safeParse(JSON.parse(event.details)).data;
      return read ? [{ at: event.last_at, word: read.max_daily_conversations_per_business }] : [];
    });
    const [newest, before] = tiers;
    if (!newest || !before || newest.at <= now() - fallIsNewsMs) return [];
    const limit = limitOfTier(newest.word);
    if (limit >= limitOfTier(before.word)) return [];
    return [conditionWithout("number_quality", `${account}/limit`, limit, { name: account, code: "limit_fell" })];
  });
}

/** WhatsApp refused messages of the last day because people block or report the number. The subject is the number. */
async function spam({ store, now }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("sends")
      .innerJoin("senders", "senders.id", "sends.sender_id")
      .select(({ fn }) => ["senders.id", "senders.display_number", fn.countAll<number>().as("count")])
      .where("sends.reason", "=", "whatsapp.spam_limit")
      .where("sends.created_at", ">", now() - dayMs)
      .groupBy(["senders.id", "senders.display_number"]),
  );
  return rows.map(({ id, display_number: name, count }) =>
    conditionWithout("number_quality", `${id}/spam`, Number(count), { name, code: "spam_limit" }),
  );
}
