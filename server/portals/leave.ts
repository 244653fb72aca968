import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { goneWrites } from "./departure.ts";

/** Marks the portal as gone and throws its tokens away: HubSpot does not say that they die (HubSpot reference 4.2). */
export async function leaveWrites(context: Context, portalId: string, connectionId: string): Promise<Write[]> {
  const { db } = context.store.of(portalId);
  const sealer = await context.vault.portal(portalId);
  const nothing = JSON.stringify({ accessToken: "", refreshToken: "", expiresAt: 0, scopes: [] });
  const forget = db
    .updateTable("connections")
    .set({ secrets_sealed: sealer.seal(nothing, "connections.secrets") })
    .where("id", "=", connectionId);
  return [...goneWrites(context, portalId, connectionId), write(forget, 1)];
}
