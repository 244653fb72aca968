/** What Meta says about an account and its numbers, asked for in one go (WhatsApp reference 5.16, 5.17). */
import { z } from "zod";
import {
  debugToken,
  getAccount,
  getNumberExtras,
  listAppSubscriptions,
  listPhoneNumbers,
  listSubscribedApps,
  webhookFields,
} from "../../connectors/whatsapp/accounts.ts";
import type { Graph } from "../../connectors/whatsapp/client.ts";
import type { Account, NumberExtras, PhoneNumber } from "../../connectors/whatsapp/types.ts";
import { OutsideError } from "../../core/errors.ts";
import type { AccountFacts, NumberFacts, Obstacle } from "../../core/readiness/index.ts";
import type { Context } from "../context.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { graphAsApp, graphOf } from "../portals/graph.ts";
import type { MetaApp } from "../portals/meta-apps.ts";

const obstacleSchema = z.object({ code: z.number().exactOptional(), says: z.string() });
const accountSchema = z.object({
  name: z.string().exactOptional(),
  accountReview: z.string().exactOptional(),
  businessVerification: z.string().exactOptional(),
  canSend: z.string().exactOptional(),
  obstacles: z.array(obstacleSchema).default([]),
  token: z
    .object({ state: z.enum(["valid", "refused", "unknown"]), expires: z.number().exactOptional() })
    .default({ state: "unknown" }),
  webhooks: z.enum(["ours", "messages-only", "missing", "unknown"]).default("unknown"),
  missingFields: z.array(z.string()).default([]),
  otherApps: z.number().default(0),
  otherAppNames: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<AccountFacts>;
const numberSchema = z.object({
  id: z.string(),
  displayNumber: z.string(),
  verifiedName: z.string().exactOptional(),
  status: z.string().exactOptional(),
  verification: z.string().exactOptional(),
  nameStatus: z.string().exactOptional(),
  quality: z.string().exactOptional(),
  platform: z.string().exactOptional(),
  onPhoneApp: z.boolean().exactOptional(),
  limit: z.string().exactOptional(),
  obstacles: z.array(obstacleSchema).default([]),
});

/** As it is stored: everything but our key, which has its own place (keys/numbers.ts). */
export const factsSchema = z.object({ account: accountSchema, numbers: z.array(numberSchema).default([]) });
export type Facts = z.infer<typeof factsSchema>;
export type StoredNumber = Omit<NumberFacts, "key">;

/** Before anything was asked. */
export const nothingKnown: Facts = factsSchema.parse({ account: {} });

/**
 * Asks Meta. A token that Meta refuses is a fact, not a failure: the rest stays as it was known.
 *
 * @throws OutsideError where Meta cannot say now
 */
export async function readFacts(
  context: Context,
  connection: WhatsAppConnection,
  app: MetaApp,
  before: Facts,
): Promise<Facts> {
  const graph = graphOf(context, connection);
  try {
    const account = await getAccount(graph, connection.externalId);
    const numbers = await listPhoneNumbers(graph, connection.externalId);
    const extras = await Promise.all(numbers.map(({ id }) => getNumberExtras(graph, id)));
    const reached = await readWebhooks(context, graph, connection, app);
    const token = await readToken(context, connection, app);
    return {
      account: { ...accountFacts(account), ...reached, token },
      numbers: numbers.map((number, at) => numberFacts(number, extras[at] ?? {}, before)),
    };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ...before, account: { ...before.account, token: { state: "refused" } } };
  }
}

/** A token that is over, or that lost the account: both come without an event (WhatsApp reference 5.15). */
function isRefusal(error: unknown): boolean {
  return error instanceof OutsideError && (error.remedy === "authorise" || error.code === "whatsapp.permission");
}

function accountFacts(account: Account) {
  const { name, account_review_status: review, business_verification_status: verification, health_status } = account;
  return {
    ...(name !== undefined && { name }),
    ...(review !== undefined && { accountReview: review }),
    ...(verification !== undefined && { businessVerification: verification }),
    ...(health_status && { canSend: health_status.can_send_message }),
    obstacles: obstaclesOf(health_status, (type) => type !== "PHONE_NUMBER"),
  };
}

function numberFacts(number: PhoneNumber, extras: NumberExtras, before: Facts): Facts["numbers"][number] {
  const known = before.numbers.find(({ id }) => id === number.id);
  const nameStatus = number.name_status;
  const limit = extras.whatsapp_business_manager_messaging_limit ?? known?.limit;
  return {
    id: number.id,
    displayNumber: number.display_phone_number,
    ...(number.verified_name !== undefined && { verifiedName: number.verified_name }),
    ...(number.status !== undefined && { status: number.status }),
    ...(number.code_verification_status !== undefined && { verification: number.code_verification_status }),
    ...(nameStatus !== undefined && { nameStatus }),
    ...(number.quality_rating !== undefined && { quality: number.quality_rating }),
    ...(number.platform_type !== undefined && { platform: number.platform_type }),
    ...(extras.is_on_biz_app !== undefined && { onPhoneApp: extras.is_on_biz_app }),
    ...(limit !== undefined && { limit }),
    obstacles: obstaclesOf(extras.health_status, (type) => type === "PHONE_NUMBER"),
  };
}

function obstaclesOf(health: Account["health_status"], of: (entityType: string) => boolean): Obstacle[] {
  const entities = (health?.entities ?? []).filter(({ entity_type: type }) => of(type.toUpperCase()));
  return entities.flatMap(({ errors = [], additional_info: info = [] }) => [
    ...errors.map(({ error_code: code, error_description: says, possible_solution: solution }) => ({
      code,
      says: [says, solution].filter(Boolean).join(" "),
    })),
    ...info.map((says) => ({ says })),
  ]);
}

async function readWebhooks(
  context: Context,
  graph: Graph,
  { externalId }: WhatsAppConnection,
  app: MetaApp,
): Promise<Pick<Facts["account"], "webhooks" | "otherApps" | "otherAppNames" | "missingFields">> {
  const subscribed = await listSubscribedApps(graph, externalId);
  const idOf = (each: (typeof subscribed)[number]) => each.whatsapp_business_api_data.id;
  const foreign = subscribed.filter((each) => idOf(each) !== app.appId);
  const names = foreign.flatMap(({ whatsapp_business_api_data: { name } }) => (name ? [name] : []));
  const others = { otherApps: foreign.length, ...(names.length > 0 && { otherAppNames: names }) };
  if (!subscribed.some((each) => idOf(each) === app.appId))
    return { webhooks: "missing", missingFields: [], ...others };
  const asApp = graphAsApp(context, app.appId, app.secret);
  const subscriptions = await listAppSubscriptions(asApp, app.appId);
  const callback = subscriptions.find(({ object }) => object === "whatsapp_business_account");
  if (!callback?.callback_url?.endsWith(`/webhooks/meta/${app.id}`)) {
    return { webhooks: "messages-only", missingFields: [], ...others };
  }
  const there = new Set(callback.fields.map(({ name }) => name));
  return { webhooks: "ours", missingFields: webhookFields.filter((field) => !there.has(field)), ...others };
}

async function readToken(context: Context, { secrets }: WhatsAppConnection, app: MetaApp) {
  const info = await debugToken(graphAsApp(context, app.appId, app.secret), secrets.accessToken);
  if (!info.is_valid) return { state: "refused" as const };
  const ends = (info.expires_at ?? 0) * 1000;
  return { state: "valid" as const, ...(ends > 0 && { expires: ends }) };
}
