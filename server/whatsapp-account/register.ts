/** Registering numbers for the Cloud API, with a two-step PIN that we keep (WhatsApp reference 5.13). */
import { getPhoneNumber, registerNumber } from "../../connectors/whatsapp/accounts.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { bringNumbersUp } from "../keys/numbers.ts";
import { saveConnection, type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphOf, unableTo } from "../portals/graph.ts";
import { homeOf, onPhoneOnly } from "./home.ts";

export type Registered =
  | { readonly kind: "registered" }
  /** The number has a PIN that we do not know, or cannot be registered now. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/**
 * @param pin the number's two-step PIN where it has one; else the one we set before, else a new one
 * @throws OutsideError where Meta cannot say now
 */
export async function registerSender(
  context: Context,
  portalId: string,
  numberId: string,
  pin?: string,
): Promise<Registered> {
  const tenant = context.store.of(portalId);
  const sender = await tenant.first(tenant.db.selectFrom("senders").selectAll().where("id", "=", numberId));
  const connection = sender && (await whatsappConnection(context, portalId, sender.connection_id));
  if (!connection) return { kind: "refused", code: "whatsapp.unknown_sender", message: "There is no such number." };
  const byHand = unableTo(context, connection, "register");
  if (byHand) {
    return { kind: "refused", code: "whatsapp.route_cannot", message: `${byHand.says} ${byHand.instead}` };
  }
  const graph = graphOf(context, connection);
  const home = await homeOf(graph, await getPhoneNumber(graph, numberId));
  if (home !== "cloud") {
    const message = home === "phone" ? onPhoneOnly(sender.display_number) : inBoth;
    return { kind: "refused", code: "whatsapp.number_in_phone_app", message };
  }
  const known = connection.secrets.pins[numberId];
  const used = pin ?? known ?? newPin(context);
  // Kept before it is set: a PIN that Meta has and nobody knows locks the number out.
  if (used !== known) await keepPin(context, portalId, connection, numberId, used);
  try {
    await registerNumber(graph, numberId, used);
  } catch (error) {
    if (!(error instanceof OutsideError) || error.remedy === "retry") throw error;
    if (used !== known && !error.mayHaveLanded) await keepPin(context, portalId, connection, numberId, known);
    return { kind: "refused", code: error.code, message: `${error.message} ${registrationHelp}` };
  }
  // A number that is registered anew may have lost its key (WhatsApp reference 5.8).
  const place = { portalId, connectionId: connection.id };
  await bringNumbersUp(context, place, graph);
  return { kind: "registered" };
}

/** Registering such a number would take it out of the app (WhatsApp reference 5.14). */
const inBoth =
  "The number is in the WhatsApp Business app on a phone as well, and registering it would take it out of there. See in the app, under Settings > Account > Business platform.";
const registrationHelp =
  "If the number has a two-step PIN, give that one. Whoever forgot it resets it in WhatsApp Manager.";

async function keepPin(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  numberId: string,
  pin: string | undefined,
): Promise<void> {
  const { [numberId]: _, ...others } = connection.secrets.pins;
  const pins = pin === undefined ? others : { ...others, [numberId]: pin };
  const { id, externalId, metaAppId } = connection;
  const kept = { id, portalId, system: "whatsapp" as const, externalId, metaAppId };
  const secrets = { ...connection.secrets, pins };
  const sealer = await context.vault.portal(portalId);
  await context.store.of(portalId).commit([saveConnection(context, { ...kept, secrets }, sealer)]);
}

function newPin({ randomBytes }: Context): string {
  // Four bytes for six digits: no digit is likelier than another by more than one in four thousand.
  const number = Buffer.from(randomBytes(4)).readUInt32BE() % 1_000_000;
  return String(number).padStart(6, "0");
}
