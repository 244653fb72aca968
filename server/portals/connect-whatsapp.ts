/**
 * Connecting a WhatsApp Business account by pasted values: each is tried, and what is wrong is said in words
 * (WhatsApp reference 5.16). Every step may be repeated; connecting again repairs what is broken.
 */
import { z } from "zod";
import {
  type Callback,
  debugToken,
  getAccount,
  listAppSubscriptions,
  listPhoneNumbers,
  subscribeApp,
  subscribeAppCallback,
  webhookFields,
} from "../../connectors/whatsapp/accounts.ts";
import type { PhoneNumber } from "../../connectors/whatsapp/types.ts";
import { OutsideError } from "../../core/errors.ts";
import { type Context, newId } from "../context.ts";
import { bringNumbersUp, type KnownNumber } from "../keys/numbers.ts";
import type { KeyRings } from "../keys/rings.ts";
import { write } from "../store/index.ts";
import { ownerOfAccount, saveConnection } from "./connections.ts";
import { graphAsApp, graphWith } from "./graph.ts";
import type { MetaApp, MetaApps } from "./meta-apps.ts";

export const whatsappValuesSchema = z.object({
  portalId: z.string().min(1),
  wabaId: z.string().regex(/^\d+$/, "must be digits: WhatsApp Manager shows it as the account's id"),
  appId: z.string().regex(/^\d+$/, "must be digits: the App Dashboard shows it at the top"),
  appSecret: z.string().min(1),
  accessToken: z.string().min(1),
});
export type WhatsAppValues = z.infer<typeof whatsappValuesSchema>;

export type ConnectResult =
  | {
      readonly kind: "connected";
      readonly connectionId: string;
      readonly accountName: string;
      readonly senders: readonly { readonly id: string; readonly displayNumber: string; readonly key: string }[];
      /** For the app's own webhook settings: Flow and template events go there, not to the account's override. */
      readonly webhook: { readonly url: string; readonly verifyToken: string };
      /** What still has to be done, and by whom. */
      readonly notice?: string;
    }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

export const neededScopes = ["whatsapp_business_management", "whatsapp_business_messaging"];

export async function connectWhatsApp(
  context: Context,
  apps: MetaApps,
  rings: KeyRings,
  values: WhatsAppValues,
): Promise<ConnectResult> {
  const tried = await tryValues(context, values);
  if (tried.kind === "refused") return tried;
  const owner = await ownerOfAccount(context, values.wabaId);
  if (owner && owner.portalId !== values.portalId) {
    return refused(
      "whatsapp.owned_elsewhere",
      "This WhatsApp account is connected to another HubSpot portal. Disconnect it there first.",
    );
  }
  const app = await apps.save(values.appId, values.appSecret);
  const connectionId = await save(context, values, app, tried.numbers, owner?.connectionId);
  const graph = graphWith(context, values.accessToken);
  const place = { portalId: values.portalId, connectionId };
  const numbers = await bringNumbersUp(context, place, graph);
  rings.changed(place);
  const senders = numbers.map(({ id, displayNumber, status }) => ({ id, displayNumber, key: status }));
  const webhook = { url: `${context.config.PUBLIC_BASE_URL}/webhooks/meta/${app.id}`, verifyToken: app.verifyToken };
  const subscribed = await subscribe(context, values, webhook);
  context.log.info("whatsapp.connected", {
    portal: values.portalId,
    connection: connectionId,
    senders: senders.length,
  });
  const notice = [subscribed.notice, keyNotice(numbers)].filter((sentence) => sentence !== undefined).join(" ");
  const connected = { connectionId, accountName: tried.accountName, senders, webhook };
  return { kind: "connected", ...connected, ...(notice && { notice }) };
}

/** A stranger's key is another Flow provider's: its Flows would stop working (WhatsApp reference 5.16). */
function keyNotice(numbers: readonly KnownNumber[]): string | undefined {
  const foreign = numbers.filter(({ status }) => status === "foreign").map(({ displayNumber }) => displayNumber);
  if (foreign.length === 0) return undefined;
  return (
    `Another tool's encryption key is at ${foreign.join(", ")}, and a number holds one only. Flows of Flowella do not ` +
    "open there until its key takes that place: flowella keys take-back. The other tool's Flows then stop working."
  );
}

/**
 * An app has one callback, and only that one gets Flow and template events; without them no Flow is published. Where
 * it is free it becomes ours; where another tool has it, only this account's messages are redirected to us.
 */
async function subscribe(
  context: Context,
  { wabaId, appId, appSecret, accessToken }: WhatsAppValues,
  webhook: Callback,
): Promise<{ notice?: string }> {
  const asApp = graphAsApp(context, appId, appSecret);
  const subscriptions = await listAppSubscriptions(asApp, appId);
  const current = subscriptions.find(({ object }) => object === "whatsapp_business_account");
  const graph = graphWith(context, accessToken);
  // The app's id in our address is ours alone: with it, another host is this server before it moved.
  const ours = new URL(webhook.url).pathname;
  if (current && !current.callback_url?.endsWith(ours)) {
    await subscribeApp(graph, wabaId, webhook);
    return {
      notice:
        "The Meta app delivers its events to another tool. Messages of this account now come here, but WhatsApp publishes " +
        "a Flow only once its Flow events do as well: use an app of its own, or point the app's webhook to the address above.",
    };
  }
  await subscribeAppCallback(asApp, appId, webhook, webhookFields);
  await subscribeApp(graph, wabaId);
  return {};
}

type Tried =
  | { readonly kind: "fine"; readonly accountName: string; readonly numbers: readonly PhoneNumber[] }
  | Extract<ConnectResult, { kind: "refused" }>;

/** Each value in the order in which one proves the next. */
async function tryValues(context: Context, { wabaId, appId, appSecret, accessToken }: WhatsAppValues): Promise<Tried> {
  const info = await attempt(debugToken(graphAsApp(context, appId, appSecret), accessToken));
  if (!info)
    return refused(
      "whatsapp.app_secret",
      "Meta does not accept the app id with this app secret. Copy both from the same app's Basic settings.",
    );
  if (!info.is_valid)
    return refused(
      "whatsapp.token_invalid",
      "The token is expired or was revoked. Generate a new one for the system user.",
    );
  if (info.app_id !== undefined && info.app_id !== appId) {
    return refused(
      "whatsapp.token_of_other_app",
      "The token belongs to another Meta app than the app id. Take both from the same app.",
    );
  }
  const missing = neededScopes.filter((scope) => !(info.scopes ?? []).includes(scope));
  if (missing.length > 0) {
    return refused(
      "whatsapp.scopes_missing",
      `The token lacks ${missing.join(" and ")}. Generate it again with both permissions.`,
    );
  }
  const graph = graphWith(context, accessToken);
  const account = await attempt(getAccount(graph, wabaId));
  if (!account) {
    return refused(
      "whatsapp.account_not_visible",
      "The token cannot see this WhatsApp account. Check its id, and assign the account to the system user.",
    );
  }
  const numbers = await listPhoneNumbers(graph, wabaId);
  if (numbers.length === 0)
    return refused(
      "whatsapp.no_numbers",
      "This WhatsApp account has no phone number yet. Add one in WhatsApp Manager.",
    );
  return { kind: "fine", accountName: account.name ?? wabaId, numbers };
}

/** The answer, or undefined where Meta refused; an outage is not a refusal and goes on up. */
async function attempt<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof OutsideError && error.remedy !== "retry") return undefined;
    throw error;
  }
}

async function save(
  context: Context,
  { portalId, wabaId, accessToken }: WhatsAppValues,
  app: MetaApp,
  numbers: readonly PhoneNumber[],
  known: string | undefined,
): Promise<string> {
  const tenant = context.store.of(portalId);
  const id = known ?? newId(context, "con");
  const connection = {
    id,
    portalId,
    system: "whatsapp" as const,
    externalId: wabaId,
    metaAppId: app.id,
    secrets: { accessToken },
  };
  const senders = numbers.map((number) => {
    const changed = { connection_id: id, display_number: number.display_phone_number };
    return write(
      tenant.db
        .insertInto("senders")
        .values({ ...newSender, id: number.id, created_at: context.now(), ...changed })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(changed)),
      1,
    );
  });
  await tenant.commit([saveConnection(context, connection, await context.vault.portal(portalId)), ...senders]);
  return id;
}

/** Nothing is known of its key yet. */
const newSender = { key_status: "none", key_id: null, key_code: null, key_checked_at: null } as const;

function refused(code: string, message: string): Extract<ConnectResult, { kind: "refused" }> {
  return { kind: "refused", code, message };
}
