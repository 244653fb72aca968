/**
 * Disconnecting from our side: HubSpot removes the app from the account, and the portal is as one that left by itself
 * (departure.ts): what customers hand in is held for 30 days, then everything is erased.
 */
import { isDisconnected } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { hubspotConnection } from "./connections.ts";
import type { InstallingAccess } from "./hubspot.ts";
import { leaveWrites } from "./leave.ts";

export type Disconnected = { readonly kind: "disconnected" } | { readonly kind: "not-connected" };

/**
 * @param onGone called once the portal is marked, so that its installer is told
 * @throws OutsideError where HubSpot fails: then nothing has changed here, and it may be tried again
 */
export async function disconnect(
  context: Context,
  hubspot: InstallingAccess,
  portalId: string,
  onGone: () => void,
): Promise<Disconnected> {
  const connection = await hubspotConnection(context, portalId);
  if (!connection) return { kind: "not-connected" };
  try {
    await hubspot.setup(portalId).uninstall();
  } catch (error) {
    // A repetition of one whose answer was lost: the tokens died with the first.
    if (!hasLeft(error)) throw error;
  }
  // A refused renewal has marked it already.
  if (!(await hubspotConnection(context, portalId))) return { kind: "disconnected" };
  await context.store.everyPortal().commit(await leaveWrites(context, portalId, connection.id));
  context.log.info("portal.disconnected", { portal: portalId });
  onGone();
  return { kind: "disconnected" };
}

function hasLeft(error: unknown): boolean {
  if (isDisconnected(error)) return true;
  return error instanceof OutsideError && ["hubspot.token_invalid", "hubspot.not_connected"].includes(error.code);
}
