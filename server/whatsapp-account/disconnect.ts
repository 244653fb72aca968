/**
 * Giving an account up. Nothing is sent from it any more, and another portal may connect it. Flows that customers hold
 * already are still answered, so what belongs to it stays; connecting it here again takes up where it was.
 */
import { unsubscribeApp } from "../../connectors/whatsapp/accounts.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { write } from "../store/index.ts";

/** What stands in the place of the account's id once it was given up: the id itself is free for others. */
function leftId(wabaId: string, connectionId: string): string {
  return `${wabaId}:left:${connectionId}`;
}

/** @throws RefusedInput where the portal has no such account */
export async function disconnectAccount(context: Context, portalId: string, connectionId: string): Promise<void> {
  const connection = await whatsappConnection(context, portalId, connectionId);
  if (!connection) throw new RefusedInput("whatsapp.not_connected", "The portal has no such WhatsApp account.");
  // How to end a number's events at 360dialog is not documented: their address here is nobody's from now on.
  if (connection.route === "cloud-api") await unsubscribe(context, portalId, connection);
  const tenant = context.store.of(portalId);
  const left = { status: "refused" as const, external_id: leftId(connection.externalId, connectionId) };
  await tenant.commit([
    write(
      tenant.db
        .updateTable("connections")
        .set({ ...left, updated_at: context.now() })
        .where("id", "=", connectionId),
      1,
    ),
    // A number has one owner: as long as it stands here, no other portal can have it.
    write(tenant.db.deleteFrom("senders").where("connection_id", "=", connectionId)),
  ]);
  context.log.info("whatsapp.disconnected", { portal: portalId, connection: connectionId });
}

async function unsubscribe(context: Context, portalId: string, connection: WhatsAppConnection): Promise<void> {
  try {
    await unsubscribeApp(graphOf(context, connection), connection.externalId);
  } catch (error) {
    // A token that is over can end nothing at Meta; what still comes is nobody's, and is dropped.
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("whatsapp.not_unsubscribed", { portal: portalId, connection: connection.id, code: error.code });
  }
}

/** The portal's own connection of this account that it gave up earlier, made its own again. */
export async function takeBackLeft(context: Context, portalId: string, wabaId: string): Promise<string | undefined> {
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("connections").select(["id", "external_id"]).where("system", "=", "whatsapp");
  const rows = await tenant.all(query.where("status", "=", "refused"));
  const row = rows.find(({ id, external_id: external }) => external === leftId(wabaId, id));
  if (!row) return undefined;
  const back = tenant.db.updateTable("connections").set({ external_id: wabaId }).where("id", "=", row.id);
  await tenant.commit([write(back, 1)]);
  return row.id;
}
