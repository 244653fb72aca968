/** Where 360dialog delivers a number's events here, and what it shows to prove that it is 360dialog. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Hook } from "../../connectors/whatsapp/routes/360dialog-hook.ts";
import type { Context } from "../context.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";

/** Set by us in 360dialog's configuration, and sent back with every event (WhatsApp reference 5.18). */
export const hookHeader = "X-Flowella-Secret";

export function hookOf({ config }: Pick<Context, "config">, connection: WhatsAppConnection, senderId: string): Hook {
  const url = `${config.PUBLIC_BASE_URL}/webhooks/360dialog/${connection.id}/${senderId}`;
  return { url, headers: { [hookHeader]: connection.secrets.dialog360?.hookSecret ?? "" } };
}

/** Whether events come here. 360dialog may leave the headers out when it is asked; where it shows them, they count. */
export function isOurs(wanted: Hook, there: Hook | undefined): boolean {
  if (there?.url !== wanted.url) return false;
  const shown = Object.entries(there.headers ?? {}).find(([name]) => name.toLowerCase() === hookHeader.toLowerCase());
  return shown === undefined || shown[1] === wanted.headers?.[hookHeader];
}

/** Whose connection an address of ours is; undefined for another tool's, and for one that was given up. */
export async function ownerOfHook(
  { store }: Context,
  hook: Hook,
): Promise<{ readonly portalId: string; readonly connectionId: string } | undefined> {
  const [, connectionId] = /\/webhooks\/360dialog\/([\w-]+)\/[\w-]+$/.exec(hook.url) ?? [];
  if (connectionId === undefined) return undefined;
  return ownerById(store, connectionId);
}

async function ownerById(store: Context["store"], connectionId: string) {
  const every = store.everyPortal();
  const row = await every.first(
    every.db
      .selectFrom("connections")
      .select("portal_id")
      .where("id", "=", connectionId)
      .where("system", "=", "whatsapp")
      .where("route", "=", "360dialog")
      .where("status", "=", "active"),
  );
  return row && { portalId: row.portal_id, connectionId };
}

/** Whom a delivery speaks for: one number of one account. */
export interface HookSpeaker {
  readonly portalId: string;
  readonly connection: WhatsAppConnection;
  readonly senderId: string;
}

/** The number that an address belongs to; undefined where there is none (any more). */
export async function speakerAt(
  context: Context,
  connectionId: string,
  senderId: string,
): Promise<HookSpeaker | undefined> {
  const owner = await ownerById(context.store, connectionId);
  if (!owner) return undefined;
  const { portalId } = owner;
  const connection = await whatsappConnection(context, portalId, connectionId);
  const known = connection?.secrets.dialog360?.apiKeys[senderId] !== undefined;
  return connection && known ? { portalId, connection, senderId } : undefined;
}

/** Compared in a time that tells nothing about the secret. */
export function showsSecret({ connection }: HookSpeaker, shown: string | undefined): boolean {
  const secret = connection.secrets.dialog360?.hookSecret;
  if (!secret || shown === undefined) return false;
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(secret), hash(shown));
}
