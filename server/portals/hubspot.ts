/**
 * A portal's HubSpot, with a token that is always fresh.
 *
 * Tokens live 30 minutes and are renewed five minutes early, once however many callers wait for it: HubSpot's
 * certification counts every 401 against the app.
 */

import {
  createHubSpot,
  createHubSpotOAuth,
  type HubSpot,
  type HubSpotOAuth,
  isDisconnected,
} from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { write } from "../store/index.ts";
import { hubspotConnection, saveConnection } from "./connections.ts";

const renewEarlyMs = 5 * 60_000;
const timeoutMs = 15_000;

export interface HubSpotAccess {
  /** The portal's HubSpot. @throws OutsideError `hubspot.not_connected` (ask-admin) */
  of(portalId: string): HubSpot;
  /** The portal's HubSpot with this very token: before the connection is stored. */
  withToken(portalId: string, token: string): HubSpot;
  /** Renews the token now, whatever its age: for a 401 that came early. */
  renew(portalId: string): Promise<void>;
  readonly oauth: HubSpotOAuth;
}

export function hubspotAccess(context: Context): HubSpotAccess {
  const { config, now } = context;
  const oauth = createHubSpotOAuth({
    clientId: config.HUBSPOT_CLIENT_ID,
    clientSecret: config.HUBSPOT_CLIENT_SECRET,
    redirectUri: `${config.PUBLIC_BASE_URL}/oauth/callback`,
    apiBase: config.HUBSPOT_API_BASE,
    authorizeBase: config.HUBSPOT_AUTHORIZE_BASE,
  });
  const renewing = new Map<string, Promise<string>>();

  const renewOnce = (portalId: string): Promise<string> => {
    const running = renewing.get(portalId);
    if (running) return running;
    const renewal = renewTokens(context, oauth, portalId).finally(() => renewing.delete(portalId));
    renewing.set(portalId, renewal);
    return renewal;
  };

  const accessToken = async (portalId: string): Promise<string> => {
    const connection = await hubspotConnection(context, portalId);
    if (!connection) throw notConnected();
    if (connection.secrets.expiresAt - renewEarlyMs > now()) return connection.secrets.accessToken;
    return renewOnce(portalId);
  };

  const { HUBSPOT_API_BASE: apiBase, HUBSPOT_FORMS_BASE: formsBase } = config;
  return {
    oauth,
    of: (portalId) =>
      createHubSpot({ accessToken: () => accessToken(portalId), apiBase, formsBase, portalId, timeoutMs }),
    withToken: (portalId, token) =>
      createHubSpot({ accessToken: async () => token, apiBase, formsBase, portalId, timeoutMs }),
    renew: async (portalId) => {
      await renewOnce(portalId);
    },
  };
}

async function renewTokens(context: Context, oauth: HubSpotOAuth, portalId: string): Promise<string> {
  const connection = await hubspotConnection(context, portalId);
  if (!connection) throw notConnected();
  const tenant = context.store.of(portalId);
  try {
    const tokens = await oauth.refresh(connection.secrets.refreshToken);
    const secrets = {
      accessToken: tokens.accessToken,
      // HubSpot normally returns the same one; the newest is the one that counts.
      refreshToken: tokens.refreshToken,
      expiresAt: context.now() + tokens.expiresInMs,
      scopes: [...(tokens.scopes.length > 0 ? tokens.scopes : connection.secrets.scopes)],
    };
    const sealer = await context.vault.portal(portalId);
    await tenant.commit([saveConnection(context, { ...connection, portalId, system: "hubspot", secrets }, sealer)]);
    return secrets.accessToken;
  } catch (error) {
    // The app was uninstalled or its access withdrawn; only a new installation brings it back.
    if (isDisconnected(error)) {
      const refuse = tenant.db.updateTable("connections").set({ status: "refused" }).where("id", "=", connection.id);
      await tenant.commit([write(refuse, 1)]);
      context.log.warn("hubspot.connection_refused", { portal: portalId, code: error.code });
    }
    throw error;
  }
}

function notConnected(): OutsideError {
  return new OutsideError("This portal is not connected to HubSpot: install the app again.", {
    code: "hubspot.not_connected",
    remedy: "ask-admin",
  });
}
