/** Tokens that are refused, or about to end, and that nothing renews. */
import { z } from "zod";
import type { Context } from "../../context.ts";
import { toolConnection } from "../../form-tools/connection.ts";
import { type AccountName, labels } from "../../form-tools/tools.ts";
import { factsOf } from "../../whatsapp-account/store.ts";
import type { Condition } from "../types.ts";
import { conditionWithout } from "./condition.ts";

/** So long before its end somebody hears of it, in milliseconds. */
export const expiringMs = 14 * 24 * 3_600_000;

export async function tokenConditions(context: Context, portalId: string): Promise<Condition[]> {
  const found = await Promise.all([whatsappTokens(context, portalId), toolTokens(context, portalId)]);
  return found.flat();
}

/** As Meta said when it was last asked. The subject is the account. */
async function whatsappTokens({ store, now }: Context, portalId: string): Promise<Condition[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("account_states")
      .innerJoin("connections", "connections.id", "account_states.connection_id")
      .select(["account_states.facts", "connections.external_id"])
      .where("connections.status", "=", "active")
      .orderBy("connections.created_at"),
  );
  return rows.flatMap(({ external_id: subject, ...row }) => {
    const { token, name = subject } = factsOf(row).account;
    if (token.state === "refused")
      return [conditionWithout("token_refused", subject, 1, { name, destination: "whatsapp" })];
    return expiring(now(), subject, name, "whatsapp", token.expires);
  });
}

function expiring(now: number, subject: string, name: string, destination: string, until: number | undefined) {
  if (until === undefined || until > now + expiringMs) return [];
  // Its end itself is no news: from then on it is refused.
  return [conditionWithout("token_expiring", subject, 1, { name, destination, until })];
}

const toolSchema = z.enum(["typeform", "google-forms", "surveymonkey", "pipedrive", "google-calendar"]);

/** Accounts of form tools, Pipedrive and Google Calendar; the subject is the tool. */
async function toolTokens(context: Context, portalId: string): Promise<Condition[]> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("connections")
      .select(["system", "status"])
      .where("system", "in", toolSchema.options)
      .orderBy("system"),
  );
  const found = rows.map(async ({ system, status }) => {
    const tool: AccountName = toolSchema.parse(system);
    const name = labels[tool];
    if (status === "refused") return [conditionWithout("token_refused", tool, 1, { name, destination: tool })];
    const secrets = (await toolConnection(context, portalId, tool))?.secrets;
    return secrets?.refreshToken === undefined ? expiring(context.now(), tool, name, tool, secrets?.expiresAt) : [];
  });
  return (await Promise.all(found)).flat();
}
