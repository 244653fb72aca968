/**
 * Making an account the portal's own, however it was connected: stored, its numbers given our key, its events sent here,
 * and its state read. Every step may be repeated; doing it again repairs what is broken.
 */
import {
  type Callback,
  listAppSubscriptions,
  subscribeApp,
  subscribeAppCallback,
  webhookFields,
} from "../../connectors/whatsapp/accounts.ts";
import type { Graph } from "../../connectors/whatsapp/client.ts";
import type { PhoneNumber } from "../../connectors/whatsapp/types.ts";
import { OutsideError } from "../../core/errors.ts";
import { type Context, newId } from "../context.ts";
import { bringNumbersUp, type KnownNumber } from "../keys/numbers.ts";
import { ownerOfAccount, saveConnection, type WhatsAppSecrets, whatsappConnection } from "../portals/connections.ts";
import { graphAsApp, graphOf, graphWith } from "../portals/graph.ts";
import type { MetaApp, MetaApps } from "../portals/meta-apps.ts";
import { write } from "../store/index.ts";
import { repair360 } from "./360dialog.ts";
import { takeBackLeft } from "./disconnect.ts";
import type { AccountParts } from "./parts.ts";
import { refreshAccount } from "./refresh.ts";
import { backAgain } from "./store.ts";

export type { AccountParts } from "./parts.ts";

export interface NewAccount {
  readonly portalId: string;
  readonly wabaId: string;
  readonly accountName: string;
  readonly app: MetaApp;
  readonly accessToken: string;
  readonly via: WhatsAppSecrets["via"];
  readonly numbers: readonly PhoneNumber[];
}

export interface Connected {
  readonly kind: "connected";
  readonly connectionId: string;
  readonly accountName: string;
  readonly senders: readonly { readonly id: string; readonly displayNumber: string; readonly key: string }[];
  /** For the app's own webhook settings: Flow and template events go there, not to the account's override. */
  readonly webhook: { readonly url: string; readonly verifyToken: string };
  /** What still has to be done, and by whom. */
  readonly notice?: string;
}

/** Why the account cannot be this portal's: one owner for each account and each number. */
export async function ownedElsewhere(
  context: Context,
  { portalId, wabaId, numbers }: Pick<NewAccount, "portalId" | "wabaId" | "numbers">,
): Promise<{ readonly code: string; readonly message: string } | undefined> {
  const owner = await ownerOfAccount(context, wabaId);
  if (owner && owner.portalId !== portalId) {
    const message = "This WhatsApp account is connected to another HubSpot portal. Disconnect it there first.";
    return { code: "whatsapp.owned_elsewhere", message };
  }
  const every = context.store.everyPortal();
  const ids = numbers.map(({ id }) => id);
  const query = every.db.selectFrom("senders").select("display_number").where("id", "in", ids);
  const taken = await every.first(query.where("portal_id", "!=", portalId));
  if (!taken) return undefined;
  return {
    code: "whatsapp.number_owned_elsewhere",
    message: `The number ${taken.display_number} is connected to another HubSpot portal. Disconnect it there first.`,
  };
}

/** @throws OutsideError where Meta refuses a step; what was done before stays, and the next try goes on from it */
export async function attach({ context, apps, rings }: AccountParts, account: NewAccount): Promise<Connected> {
  const { portalId, wabaId, app, accessToken } = account;
  const connectionId = await save(context, account);
  const graph = graphWith(context, accessToken);
  const place = { portalId, connectionId };
  const numbers = await bringNumbersUp(context, place, graph);
  rings.changed(place);
  const webhook = webhookOf(context, app);
  const subscribed = await subscribe(context, graph, { wabaId, app, webhook });
  await backAgain(context, portalId, connectionId);
  await look(context, apps, portalId, connectionId);
  const senders = numbers.map(({ id, displayNumber, status }) => ({ id, displayNumber, key: status }));
  context.log.info("whatsapp.connected", {
    portal: portalId,
    connection: connectionId,
    senders: senders.length,
    via: account.via,
  });
  const notice = [subscribed.notice, keyNotice(numbers)].filter((sentence) => sentence !== undefined).join(" ");
  const { accountName } = account;
  return { kind: "connected", connectionId, accountName, senders, webhook, ...(notice && { notice }) };
}

/** Brings the keys and the events of an account into order again. @throws OutsideError */
export async function repairAccount(
  { context, apps, rings }: AccountParts,
  portalId: string,
  connectionId: string,
  takeBack: readonly string[] = [],
): Promise<boolean> {
  const connection = await whatsappConnection(context, portalId, connectionId);
  if (connection?.route === "360dialog") return repair360({ context, apps, rings }, portalId, connectionId, takeBack);
  const app = connection?.metaAppId ? await apps.byId(connection.metaAppId) : undefined;
  if (!connection || !app) return false;
  const graph = graphOf(context, connection);
  const place = { portalId, connectionId };
  await bringNumbersUp(context, place, graph, { takeBack });
  rings.changed(place);
  await subscribe(context, graph, { wabaId: connection.externalId, app, webhook: webhookOf(context, app) });
  await look(context, apps, portalId, connectionId);
  return true;
}

/** The first look at an account must not undo its connecting: it is looked at again soon. */
async function look(context: Context, apps: MetaApps, portalId: string, connectionId: string): Promise<void> {
  try {
    await refreshAccount(context, apps, portalId, connectionId);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("whatsapp.account_not_read", { portal: portalId, connection: connectionId, code: error.code });
  }
}

function webhookOf({ config }: Context, app: MetaApp): Callback {
  return { url: `${config.PUBLIC_BASE_URL}/webhooks/meta/${app.id}`, verifyToken: app.verifyToken };
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
  graph: Graph,
  { wabaId, app, webhook }: { readonly wabaId: string; readonly app: MetaApp; readonly webhook: Callback },
): Promise<{ notice?: string }> {
  if (!(await takeCallback(context, app))) {
    await subscribeApp(graph, wabaId, webhook);
    return {
      notice:
        "The Meta app delivers its events to another tool. Messages of this account now come here, but WhatsApp publishes " +
        "a Flow only once its Flow events do as well: use an app of its own, or point the app's webhook to the address above.",
    };
  }
  await subscribeApp(graph, wabaId);
  return {};
}

/** Makes the app's one callback ours. @returns false where another tool has it. @throws OutsideError */
export async function takeCallback(context: Context, app: MetaApp): Promise<boolean> {
  const webhook = webhookOf(context, app);
  const asApp = graphAsApp(context, app.appId, app.secret);
  const subscriptions = await listAppSubscriptions(asApp, app.appId);
  const current = subscriptions.find(({ object }) => object === "whatsapp_business_account");
  // The app's id in our address is ours alone: with it, another host is this server before it moved.
  if (current && !current.callback_url?.endsWith(new URL(webhook.url).pathname)) return false;
  await subscribeAppCallback(asApp, app.appId, webhook, webhookFields);
  return true;
}

async function save(context: Context, account: NewAccount): Promise<string> {
  const { portalId, wabaId, accessToken, app, via, numbers } = account;
  const tenant = context.store.of(portalId);
  const owner = await ownerOfAccount(context, wabaId);
  const known = owner?.connectionId ?? (await takeBackLeft(context, portalId, wabaId));
  const id = known ?? newId(context, "con");
  // PINs outlive a new token: the number keeps its own.
  const pins = known === undefined ? {} : ((await whatsappConnection(context, portalId, known))?.secrets.pins ?? {});
  const connection = {
    ...{ id, portalId, system: "whatsapp" as const, externalId: wabaId, metaAppId: app.id },
    secrets: { accessToken, via, pins },
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
