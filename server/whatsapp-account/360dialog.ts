/**
 * An account that is reached through 360dialog: connecting a number of it, and bringing it into order again. Its
 * connection is one of its own: an account with a Meta app is never turned into one that needs no signature.
 */
import { setHook } from "../../connectors/whatsapp/routes/360dialog-hook.ts";
import type { Cannot } from "../../connectors/whatsapp/routes/route.ts";
import { OutsideError } from "../../core/errors.ts";
import { type Context, newId } from "../context.ts";
import { bringNumbersUp } from "../keys/numbers.ts";
import type { RingPlace } from "../keys/ring.ts";
import {
  external360Id,
  ownerOfAccount,
  saveConnection,
  type WhatsAppConnection,
  whatsappConnection,
} from "../portals/connections.ts";
import { graphOf, routeOf } from "../portals/graph.ts";
import { write } from "../store/index.ts";
import { nameOf } from "./360dialog-facts.ts";
import { hookOf, ownerOfHook } from "./360dialog-hooks.ts";
import { type Dialog360Values, tryKey } from "./360dialog-values.ts";
import type { Check } from "./check-values.ts";
import { takeBackLeft } from "./disconnect.ts";
import type { AccountParts } from "./parts.ts";
import { refreshAccount } from "./refresh.ts";
import { sendersOf } from "./senders.ts";

export type Connect360Result =
  | {
      readonly kind: "connected";
      readonly connectionId: string;
      readonly accountName: string;
      readonly senders: readonly { readonly id: string; readonly displayNumber: string; readonly key: string }[];
      readonly checks: readonly Check[];
      /** What has to be done by hand with this account. */
      readonly byHand: readonly Pick<Cannot, "title" | "says" | "instead">[];
    }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      readonly checks?: readonly Check[];
    };

/** Connects one number, or renews its key. @throws OutsideError where 360dialog cannot say now */
export async function connect360(parts: AccountParts, values: Dialog360Values): Promise<Connect360Result> {
  const { context, rings } = parts;
  const { portalId, wabaId } = values;
  const { D360_PARTNER_ID, D360_PARTNER_API_KEY } = context.config;
  if (values.partnerAccountId !== undefined && !(D360_PARTNER_ID && D360_PARTNER_API_KEY)) {
    const message = "This server has no credentials of a 360dialog partner. Leave 360dialog's id of the account empty.";
    return { kind: "refused", code: "360dialog.no_partner", message };
  }
  const owner = await ownerOfAccount(context, wabaId);
  if (owner) {
    const where = owner.portalId === portalId ? "with a Meta app of its own" : "to another HubSpot portal";
    const message = `This WhatsApp account is connected ${where}. Disconnect it there first.`;
    return { kind: "refused", code: "whatsapp.owned_elsewhere", message };
  }
  const externalId = external360Id(portalId, wabaId);
  const own = await ownerOfAccount(context, externalId);
  const tried = await tryKey(context, values, {
    ownedHere: async (hook) => {
      const there = await ownerOfHook(context, hook);
      if (!there || there.connectionId === own?.connectionId) return undefined;
      const where = there.portalId === portalId ? "under another account id" : "to another HubSpot portal";
      const message = `This number is connected ${where}. Disconnect it there first.`;
      return { code: "whatsapp.number_owned_elsewhere", message };
    },
  });
  if (tried.kind === "refused") return tried;
  const connectionId =
    own?.connectionId ?? (await takeBackLeft(context, portalId, externalId)) ?? newId(context, "con");
  await save(context, values, { portalId, connectionId }, externalId);
  await repair360(parts, portalId, connectionId);
  const place = { portalId, connectionId };
  rings.changed(place);
  const connection = await whatsappConnection(context, portalId, connectionId);
  const senders = await sendersOf(context, portalId, connectionId);
  context.log.info("whatsapp.connected", {
    portal: portalId,
    connection: connectionId,
    senders: senders.length,
    via: "360dialog",
  });
  return {
    kind: "connected",
    connectionId,
    accountName: nameOf(wabaId),
    senders: senders.map(({ id, display_number: displayNumber, key_status: key }) => ({ id, displayNumber, key })),
    checks: tried.checks,
    byHand: connection ? routeOf(context, connection).cannot.map(inWords) : [],
  };
}

/** Sends the account's events here again and gives its numbers our key. @throws OutsideError */
export async function repair360(
  { context, apps, rings }: AccountParts,
  portalId: string,
  connectionId: string,
  takeBack: readonly string[] = [],
): Promise<boolean> {
  const connection = await whatsappConnection(context, portalId, connectionId);
  if (connection?.route !== "360dialog") return false;
  const graph = graphOf(context, connection);
  for (const { id } of await sendersOf(context, portalId, connectionId)) {
    await setHook(graph, id, hookOf(context, connection, id));
  }
  const place = { portalId, connectionId };
  await bringNumbersUp(context, place, graph, { takeBack });
  rings.changed(place);
  try {
    await refreshAccount(context, apps, portalId, connectionId);
  } catch (error) {
    // It is looked at again soon; what was repaired stays.
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("whatsapp.account_not_read", { portal: portalId, connection: connectionId, code: error.code });
  }
  return true;
}

function inWords({ title, says, instead }: Cannot): Pick<Cannot, "title" | "says" | "instead"> {
  return { title, says, instead };
}

async function save(
  context: Context,
  { wabaId, number = "", apiKey, partnerAccountId }: Dialog360Values,
  { portalId, connectionId }: RingPlace,
  externalId: string,
): Promise<void> {
  const there = await sendersOf(context, portalId, connectionId);
  const digits = (text: string) => text.replace(/\D/g, "");
  const senderId =
    there.find((sender) => digits(sender.display_number) === digits(number))?.id ?? newId(context, "num");
  const before = await secretsOf(context, portalId, connectionId);
  // Keys of numbers that were given up are not kept.
  const kept = Object.entries(before?.apiKeys ?? {}).filter(([id]) => there.some((sender) => sender.id === id));
  const account = partnerAccountId ?? before?.partnerAccountId;
  const dialog360 = {
    wabaId,
    apiKeys: { ...Object.fromEntries(kept), [senderId]: apiKey },
    hookSecret: before?.hookSecret ?? Buffer.from(context.randomBytes(32)).toString("base64url"),
    ...(account !== undefined && { partnerAccountId: account }),
  };
  const connection = {
    ...{ id: connectionId, portalId, system: "whatsapp" as const, externalId, metaAppId: null },
    route: "360dialog" as const,
    secrets: { accessToken: "", via: "360dialog" as const, dialog360 },
  };
  const tenant = context.store.of(portalId);
  const changed = { connection_id: connectionId, display_number: number };
  const sender = { id: senderId, key_status: "none" as const, key_id: null, key_code: null, key_checked_at: null };
  await tenant.commit([
    saveConnection(context, connection, await context.vault.portal(portalId)),
    write(
      tenant.db
        .insertInto("senders")
        .values({ ...sender, created_at: context.now(), ...changed })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(changed)),
      1,
    ),
  ]);
}

async function secretsOf(
  context: Context,
  portalId: string,
  connectionId: string,
): Promise<WhatsAppConnection["secrets"]["dialog360"]> {
  return (await whatsappConnection(context, portalId, connectionId))?.secrets.dialog360;
}
