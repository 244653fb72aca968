/** The names of an account's teams, for whoever gives a team a role. */
import { OutsideError } from "../../core/errors.ts";
import type { SettingsRolesReady } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { hubspotConnection } from "../portals/connections.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";

/** Undefined where the account does not let us read them, or HubSpot cannot be asked: then ids are entered by hand. */
export async function teamsOf(
  context: Context,
  hubspot: HubSpotAccess,
  portalId: string,
): Promise<SettingsRolesReady["teams"]> {
  const granted = (await hubspotConnection(context, portalId))?.secrets.scopes ?? [];
  // A call without its permission would count against the app in HubSpot's certification.
  if (!granted.includes("settings.users.teams.read")) return undefined;
  try {
    return await hubspot.of(portalId).users.teams();
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("settings.teams_unread", { portal: portalId, code: error.code });
    return undefined;
  }
}
