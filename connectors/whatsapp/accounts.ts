/** The calls that check and connect a business account by pasted values (WhatsApp reference 5.16). */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { type Graph, listAll } from "./client.ts";
import {
  type Account,
  type AppSubscription,
  accountSchema,
  appSubscriptionSchema,
  type NumberExtras,
  numberExtrasSchema,
  type PhoneNumber,
  phoneNumberSchema,
  type SubscribedApp,
  subscribedAppSchema,
  successSchema,
  type TokenInfo,
  tokenInfoSchema,
} from "./types.ts";

/**
 * What a token is good for. `appGraph` carries the app's own token: when the call itself fails, app id or secret is
 * wrong.
 */
export async function debugToken(appGraph: Graph, token: string): Promise<TokenInfo> {
  const query = { input_token: token };
  const answer = z.object({ data: tokenInfoSchema });
  const { data } = await appGraph({ method: "GET", path: ["debug_token"], query, answer });
  return data;
}

const accountFields = "id,name,account_review_status,business_verification_status,country,ownership_type,health_status";

/** The WhatsApp Business account, as far as the token may see it. */
export async function getAccount(graph: Graph, wabaId: string): Promise<Account> {
  return graph({ method: "GET", path: [wabaId], query: { fields: accountFields }, answer: accountSchema });
}

/** Whether the token may see this number at all, and how it is. */
export async function getPhoneNumber(graph: Graph, numberId: string): Promise<PhoneNumber> {
  return graph({ method: "GET", path: [numberId], query: { fields: numberFields }, answer: phoneNumberSchema });
}

/**
 * What only some accounts or versions have: one bad name fails a whole request, so these are asked apart
 * (WhatsApp reference 5.17). `{}` where Meta knows none of them.
 */
export async function getNumberExtras(graph: Graph, numberId: string): Promise<NumberExtras> {
  try {
    const query = { fields: extraFields };
    return await graph({ method: "GET", path: [numberId], query, answer: numberExtrasSchema });
  } catch (error) {
    if (error instanceof OutsideError && error.code === "whatsapp.bad_request") return {};
    throw error;
  }
}

const extraFields = "is_on_biz_app,whatsapp_business_manager_messaging_limit,health_status";

/**
 * Registers the number for the Cloud API (WhatsApp reference 5.13). The PIN becomes its two-step PIN, or must be the one
 * it has; ten requests in 72 hours.
 */
export async function registerNumber(graph: Graph, numberId: string, pin: string): Promise<void> {
  const json = { messaging_product: "whatsapp", pin };
  await graph({
    about: "registration",
    method: "POST",
    path: [numberId, "register"],
    body: { json },
    answer: successSchema,
  });
}

const numberFields =
  "id,display_phone_number,verified_name,status,quality_rating,code_verification_status,name_status,platform_type";

/** Every sender of the account. */
export async function listPhoneNumbers(graph: Graph, wabaId: string): Promise<PhoneNumber[]> {
  return listAll(graph, [wabaId, "phone_numbers"], { fields: numberFields }, phoneNumberSchema);
}

export interface Callback {
  /** At most 200 characters. Meta calls it at once with a handshake, so it must be up. */
  url: string;
  verifyToken: string;
}

/**
 * Subscribes the token's app to the account's webhooks. With `override`, this account's message webhooks go there
 * instead of to the app's callback; without it, an override that was there is removed.
 */
export async function subscribeApp(graph: Graph, wabaId: string, override?: Callback): Promise<void> {
  await graph({
    method: "POST",
    path: [wabaId, "subscribed_apps"],
    ...(override && {
      body: { json: { override_callback_uri: override.url, verify_token: override.verifyToken } },
    }),
    answer: successSchema,
  });
}

/** Ends the delivery of the account's webhooks to the token's app (WhatsApp reference 5.9). */
export async function unsubscribeApp(graph: Graph, wabaId: string): Promise<void> {
  await graph({ method: "DELETE", path: [wabaId, "subscribed_apps"], answer: successSchema });
}

/** Apps that receive this account's webhooks: ours, and perhaps other tools. */
export async function listSubscribedApps(graph: Graph, wabaId: string): Promise<SubscribedApp[]> {
  return listAll(graph, [wabaId, "subscribed_apps"], {}, subscribedAppSchema);
}

/** Where the app delivers, per object; `whatsapp_business_account` is ours. Takes the app's own token. */
export async function listAppSubscriptions(appGraph: Graph, appId: string): Promise<AppSubscription[]> {
  return listAll(appGraph, [appId, "subscriptions"], {}, appSubscriptionSchema);
}

/**
 * Makes `callback` the app's one callback for WhatsApp. An app has only one: whoever was there is cut off, so ask
 * before calling this. Takes the app's own token.
 */
export async function subscribeAppCallback(
  appGraph: Graph,
  appId: string,
  callback: Callback,
  fields: readonly string[],
): Promise<void> {
  const form = new FormData();
  form.set("object", "whatsapp_business_account");
  form.set("callback_url", callback.url);
  form.set("verify_token", callback.verifyToken);
  form.set("fields", fields.join(","));
  await appGraph({ method: "POST", path: [appId, "subscriptions"], body: { form }, answer: successSchema });
}

/** Everything we read (WhatsApp reference 7.2). */
export const webhookFields = [
  "messages",
  "flows",
  "message_template_status_update",
  "template_category_update",
  "message_template_quality_update",
  "account_update",
  "account_review_update",
  "account_alerts",
  "business_capability_update",
  "phone_number_name_update",
  "phone_number_quality_update",
  "user_preferences",
] as const;
