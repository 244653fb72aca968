/** Tokens, apps, business accounts and numbers (WhatsApp reference 5.9, 5.16, 5.17). */
import { z } from "zod";
import { accountFor, type Caller, isAlive, MANAGEMENT, MESSAGING, numberFor } from "./access.ts";
import { accountHealth } from "./account-states.ts";
import { askedFields, page, pickFields, type Readable } from "./fields.ts";
import type { Call, Graph } from "./graph.ts";
import { badParameter, GraphError, notVisible } from "./graph-error.ts";
import { shakeHands } from "./handshake.ts";
import { parseParams } from "./params.ts";
import type { Account, MetaApp, PhoneNumber, State } from "./state.ts";

export function accountRoutes(graph: Graph): void {
  const { state } = graph;
  graph.on("get", "/debug_token", (call) => debugToken(state, call));
  graph.on("get", "/:id/phone_numbers", (call) => listNumbers(state, call));
  graph.on("get", "/:id/subscribed_apps", (call) => listSubscribedApps(state, accountFor(state, call.caller, call.id)));
  graph.on("post", "/:id/subscribed_apps", (call) => subscribe(state, call));
  graph.on("delete", "/:id/subscribed_apps", (call) => {
    accountFor(state, call.caller, call.id).subscribedApps.delete(call.caller.app.id);
    return { success: true };
  });
  graph.on("get", "/:id/subscriptions", (call) => listSubscriptions(appFor(call.caller, call.id)));
  graph.on("post", "/:id/subscriptions", (call) => setSubscription(appFor(call.caller, call.id), call));
}

export function readAccount(state: State, call: Call): unknown {
  const account = accountFor(state, call.caller, call.id);
  return pickFields(accountFields(account), askedFields(call.request), [
    "id",
    "name",
    "timezone_id",
    "message_template_namespace",
  ]);
}

function accountFields(account: Account): Readable {
  return {
    id: () => account.id,
    name: () => account.name,
    timezone_id: () => "1",
    currency: () => "EUR",
    country: () => "ES",
    message_template_namespace: () => `namespace_${account.id}`,
    account_review_status: () => account.review ?? "APPROVED",
    business_verification_status: () => account.businessVerification,
    ownership_type: () => "SELF_OWNED",
    health_status: () => accountHealth(account),
  };
}

export function readNumber(state: State, call: Call): unknown {
  const number = numberFor(state, call.caller, call.id, [MANAGEMENT, MESSAGING]);
  return pickFields(numberFields(number), askedFields(call.request), NUMBER_DEFAULTS);
}

const NUMBER_DEFAULTS = [
  "id",
  "display_phone_number",
  "verified_name",
  "status",
  "code_verification_status",
  "quality_rating",
];

function numberFields(number: PhoneNumber): Readable {
  return {
    id: () => number.id,
    display_phone_number: () => number.displayNumber,
    verified_name: () => number.verifiedName,
    status: () => number.status,
    quality_rating: () => number.quality ?? "GREEN",
    code_verification_status: () => number.verification ?? "VERIFIED",
    name_status: () => number.nameStatus ?? "APPROVED",
    platform_type: () => number.platform ?? "CLOUD_API",
    is_on_biz_app: () => number.onPhoneApp ?? false,
    throughput: () => ({ level: "STANDARD" }),
    whatsapp_business_manager_messaging_limit: () => number.limit ?? "TIER_2K",
    webhook_configuration: () => ({}),
    username: () => undefined,
    last_onboarded_time: () => undefined,
    health_status: () => ({
      can_send_message: "AVAILABLE",
      entities: [{ entity_type: "PHONE_NUMBER", id: number.id, can_send_message: "AVAILABLE" }],
    }),
  };
}

function listNumbers(state: State, { caller, id, request, baseUrl }: Call): unknown {
  const account = accountFor(state, caller, id);
  const numbers = page(state.numbersOf(account.id), request, baseUrl);
  const asked = askedFields(request);
  return { ...numbers, data: numbers.data.map((number) => pickFields(numberFields(number), asked, NUMBER_DEFAULTS)) };
}

/** A token of another app is shown with that app's id: the caller must compare (reference 5.16). */
function debugToken(state: State, { request }: Call): unknown {
  const input = request.query["input_token"];
  if (typeof input !== "string" || input === "") throw badParameter("input_token is required.");
  const token = state.tokens.get(input);
  if (!token)
    return { data: { is_valid: false, scopes: [], error: { code: 190, message: "Invalid OAuth access token." } } };
  return {
    data: {
      app_id: token.appId,
      type: "SYSTEM_USER",
      application: state.apps.get(token.appId)?.name ?? "",
      expires_at: token.expiresAt,
      data_access_expires_at: 0,
      is_valid: isAlive(token, state.now()),
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => ({ scope, target_ids: token.accountIds })),
    },
  };
}

function listSubscribedApps(state: State, account: Account): unknown {
  return {
    data: [...account.subscribedApps].map(([appId, { overrideUrl }]) => ({
      whatsapp_business_api_data: {
        id: appId,
        name: state.apps.get(appId)?.name ?? "",
        link: `https://www.facebook.com/games/?app_id=${appId}`,
      },
      ...(overrideUrl !== undefined && { override_callback_uri: overrideUrl }),
    })),
  };
}

const overrideSchema = z.union([
  z.strictObject({ override_callback_uri: z.string().max(200), verify_token: z.string().min(1) }),
  z.strictObject({}),
]);

/** Without a body the app's own callback is used again (reference 5.16). */
async function subscribe(state: State, { caller, id, params }: Call): Promise<unknown> {
  const account = accountFor(state, caller, id);
  const override = parseParams(overrideSchema, params);
  if (!("override_callback_uri" in override)) {
    account.subscribedApps.set(caller.app.id, {});
    return { success: true };
  }
  await shakeHands(override.override_callback_uri, override.verify_token);
  account.subscribedApps.set(caller.app.id, { overrideUrl: override.override_callback_uri });
  return { success: true };
}

function appFor(caller: Caller, id: string): MetaApp {
  if (caller.app.id !== id) throw notVisible(id);
  if (caller.kind !== "app") throw new GraphError(200, "(#200) This call needs an app access token.", { status: 403 });
  return caller.app;
}

function listSubscriptions({ subscription }: MetaApp): unknown {
  if (!subscription) return { data: [] };
  const fields = subscription.fields.map((name) => ({ name, version: "v23.0" }));
  return {
    data: [{ object: "whatsapp_business_account", callback_url: subscription.callbackUrl, active: true, fields }],
  };
}

const subscriptionSchema = z.strictObject({
  object: z.literal("whatsapp_business_account"),
  callback_url: z.string(),
  verify_token: z.string().min(1),
  fields: z.union([z.string().transform((text) => text.split(",").map((name) => name.trim())), z.array(z.string())]),
  include_values: z.unknown().optional(),
});

async function setSubscription(app: MetaApp, { params }: Call): Promise<unknown> {
  const { callback_url: callbackUrl, verify_token: verifyToken, fields } = parseParams(subscriptionSchema, params);
  const unknown = fields.find((field) => !WEBHOOK_FIELDS.has(field));
  if (unknown !== undefined) throw badParameter(`${unknown} is not a webhook field of whatsapp_business_account.`);
  await shakeHands(callbackUrl, verifyToken);
  app.subscription = { callbackUrl, verifyToken, fields };
  return { success: true };
}

/** Reference 7.2, 5.14 and 6.7. `user_id_update` cannot be subscribed (7.5). */
const WEBHOOK_FIELDS: ReadonlySet<string> = new Set([
  "messages",
  "flows",
  "message_template_status_update",
  "message_template_components_update",
  "template_category_update",
  "message_template_quality_update",
  "account_update",
  "account_review_update",
  "account_alerts",
  "business_capability_update",
  "phone_number_name_update",
  "phone_number_quality_update",
  "user_preferences",
  "history",
  "smb_app_state_sync",
  "smb_message_echoes",
  "automatic_events",
]);
