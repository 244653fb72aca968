/** Daily limits that are used up, while somebody waits for them. */
import { keptSchema } from "../../../connectors/surveymonkey/index.ts";
import type { Context } from "../../context.ts";
import type { Condition } from "../types.ts";
import { asCounted, conditionOf, conditionWithout } from "./condition.ts";

export async function limitConditions(context: Context, portalId: string): Promise<Condition[]> {
  const found = await Promise.all([whatsappDay(context, portalId), surveyMonkeyDay(context, portalId)]);
  return found.flat();
}

/** Broadcasts that wait for room; the counts are people who are yet to be written to. */
async function whatsappDay({ store }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const waits = await tenant.all(
    tenant.db
      .selectFrom("broadcasts")
      .select(["id", "next_at"])
      .where("state", "=", "running")
      .where("because", "=", "daily_limit"),
  );
  if (waits.length === 0) return [];
  const ids = waits.map(({ id }) => id);
  const flows = await tenant.all(
    tenant.db
      .selectFrom("broadcast_recipients")
      .innerJoin("broadcasts", "broadcasts.id", "broadcast_recipients.broadcast_id")
      .innerJoin("flows", "flows.id", "broadcasts.flow_id")
      .select(({ fn }) => ["flows.name", fn.countAll<number>().as("count")])
      .where("broadcast_recipients.broadcast_id", "in", ids)
      .where("broadcast_recipients.outcome", "=", "waiting")
      .groupBy(["flows.id", "flows.name"]),
  );
  const until = Math.min(...waits.map(({ next_at }) => next_at));
  return [conditionOf("daily_limit", "whatsapp", flows.map(asCounted), { name: "WhatsApp", until })];
}

/** The calls of the operator's app are everybody's: whoever has an account there waits. */
async function surveyMonkeyDay({ store, now }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const connected = tenant.db.selectFrom("connections").select("id").where("system", "=", "surveymonkey");
  if (!(await tenant.first(connected.where("status", "=", "active")))) return [];
  const every = store.everyPortal();
  const row = await every.first(every.db.selectFrom("quotas").select("kept").where("key", "=", "surveymonkey"));
  const day = row && keptSchema.safeParse(JSON.parse(row.kept)).data?.day;
  // The last fifth of a day is kept for answers that go back into surveys (connectors/surveymonkey/quota.ts).
  if (!day || day.remaining > Math.floor(day.limit / 5) || day.resetsAt <= now()) return [];
  const code = day.remaining > 0 ? "reads" : "all";
  const details = { name: "SurveyMonkey", destination: "surveymonkey", code, until: day.resetsAt };
  return [conditionWithout("daily_limit", "surveymonkey", day.limit, details)];
}
