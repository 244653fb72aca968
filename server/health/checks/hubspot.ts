import { OutsideError } from "../../../core/errors.ts";
import type { Context } from "../../context.ts";
import { hubspotConnection } from "../../portals/connections.ts";
import type { HubSpotAccess } from "../../portals/hubspot.ts";
import { requiredScopes } from "../../portals/install.ts";
import { type Finding, finding } from "../finding.ts";

/** The portal's token works, and carries what we need. */
export async function checkHubSpot(context: Context, hubspot: HubSpotAccess, portalId: string): Promise<Finding[]> {
  const token = finding("hubspot_token", { portalId });
  const scopes = finding("hubspot_scopes", { portalId });
  try {
    // Renews the token on the way, where it is due.
    await hubspot.of(portalId).account();
    const connection = await hubspotConnection(context, portalId);
    const info = await hubspot.oauth.introspect(connection?.secrets.accessToken ?? "");
    const missing = requiredScopes.filter((scope) => !info.scopes.includes(scope));
    return [
      token.ok("HubSpot accepts this portal's token."),
      missing.length === 0
        ? scopes.ok("The token carries every scope.")
        : scopes.broken(
            `The portal has not granted: ${missing.join(", ")}.`,
            "hubspot-admin",
            `Install the app again and accept what it asks for: ${context.config.PUBLIC_BASE_URL}/oauth/install`,
          ),
    ];
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const again = `Install the app again: ${context.config.PUBLIC_BASE_URL}/oauth/install`;
    const passing = error.remedy === "retry";
    return [
      token.broken(
        `HubSpot refuses this portal (${error.code}): ${error.message}`,
        passing ? "operator" : "hubspot-admin",
        passing ? "Wait and run this again; if it stays, see status.hubspot.com." : again,
      ),
      scopes.skipped("HubSpot does not accept the token."),
    ];
  }
}
