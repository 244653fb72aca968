/**
 * A portal's HubSpot, with a token that is always fresh and within what HubSpot allows.
 *
 * Tokens live 30 minutes and are renewed five minutes early, by one process at a time however many wait for it:
 * HubSpot's certification counts every 401 against the app. A refused renewal is the only sign that a portal left.
 */
import { createHubSpot, createHubSpotOAuth, type HubSpot, type HubSpotOAuth } from "../../connectors/hubspot/index.ts";
import type { Context } from "../context.ts";
import { limiter } from "../limits/limiter.ts";
import { type TokenParts, tokenKeeper } from "./tokens.ts";

const timeoutMs = 15_000;

export interface HubSpotAccess {
  /** The portal's HubSpot. @throws OutsideError `hubspot.not_connected` (ask-admin) */
  of(portalId: string): HubSpot;
  /** The portal's HubSpot with this very token: before the connection is stored. */
  withToken(portalId: string, token: string): HubSpot;
  /**
   * Renews the token, whatever its age: for a 401 that came early.
   * @param since epoch ms; a token that somebody got after that is good enough
   */
  renew(portalId: string, since?: number): Promise<void>;
  readonly oauth: HubSpotOAuth;
}

/** @param onGone called once a portal was found to have left */
export function hubspotAccess(context: Context, onGone: TokenParts["onGone"] = () => undefined): HubSpotAccess {
  const { config } = context;
  const oauth = createHubSpotOAuth({
    clientId: config.HUBSPOT_CLIENT_ID,
    clientSecret: config.HUBSPOT_CLIENT_SECRET,
    redirectUri: `${config.PUBLIC_BASE_URL}/oauth/callback`,
    apiBase: config.HUBSPOT_API_BASE,
    authorizeBase: config.HUBSPOT_AUTHORIZE_BASE,
  });
  const tokens = tokenKeeper({ context, oauth, onGone });
  const limits = limiter(context, config.OUTBOUND_LIMITS);
  const paceOf = (portalId: string) => ({
    before: (kind: "api" | "search" | "forms") => limits.take(`hubspot_${kind}`, portalId),
    full: (kind: "api" | "search" | "forms", waitMs: number) =>
      limits.holdOff(`hubspot_${kind}`, portalId, context.now() + waitMs),
  });

  const { HUBSPOT_API_BASE: apiBase, HUBSPOT_FORMS_BASE: formsBase } = config;
  const connect = (portalId: string, accessToken: () => Promise<string>): HubSpot =>
    createHubSpot({ accessToken, apiBase, formsBase, portalId, timeoutMs, pace: paceOf(portalId) });
  return {
    oauth,
    of: (portalId) => connect(portalId, () => tokens.fresh(portalId)),
    withToken: (portalId, token) => connect(portalId, async () => token),
    renew: async (portalId, since) => {
      await tokens.renew(portalId, since);
    },
  };
}
