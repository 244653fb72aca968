/**
 * A portal's HubSpot, with a token that is always fresh and within what HubSpot allows.
 *
 * Tokens live 30 minutes and are renewed five minutes early, by one process at a time however many wait for it:
 * HubSpot's certification counts every 401 against the app. A refused renewal is the only sign that a portal left.
 */
import {
  type CallKind,
  createHubSpot,
  createHubSpotOAuth,
  createHubSpotSetup,
  type HubSpot,
  type HubSpotOAuth,
  type HubSpotSetup,
} from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { hubspotSecrets } from "../config.ts";
import type { Context } from "../context.ts";
import { limiter } from "../limits/limiter.ts";
import { measuredCall } from "../telemetry/calls.ts";
import { type TokenParts, tokenKeeper } from "./tokens.ts";

type Pace = NonNullable<Parameters<typeof createHubSpot>[0]["pace"]>;

const timeoutMs = 15_000;
/** How long a person's click waits for a permit. */
const patienceMs = 1_000;

export interface HubSpotAccess {
  /**
   * The portal's HubSpot for somebody who waits for the answer: where the limit is used up, it is HubSpot that says so.
   * @throws OutsideError `hubspot.not_connected` (ask-admin)
   */
  of(portalId: string): HubSpot;
  /**
   * The same for work that can wait its turn.
   * @param mayCall asked right before each call; what it throws keeps the call from being made
   * @throws OutsideError `limit.busy` when the turn is far away
   */
  inTurn(portalId: string, mayCall?: () => void): HubSpot;
  /** The portal's HubSpot with this very token: before the connection is stored. */
  withToken(portalId: string, token: string): HubSpot;
  /**
   * Renews the token, whatever its age: for a 401 that came early.
   * @param since epoch ms; a token that somebody got after that is good enough
   */
  renew(portalId: string, since?: number): Promise<void>;
  readonly oauth: HubSpotOAuth;
}

/** The same for those who install, repair and disconnect. */
export interface InstallingAccess extends HubSpotAccess {
  /** What the app makes in the portal, and leaving it. */
  setup(portalId: string): HubSpotSetup;
}

/** @param onGone called once a portal was found to have left */
export function hubspotAccess(context: Context, onGone: TokenParts["onGone"] = () => undefined): InstallingAccess {
  const { config } = context;
  const oauth = createHubSpotOAuth({
    clientId: config.HUBSPOT_CLIENT_ID,
    clientSecrets: hubspotSecrets(config),
    redirectUri: `${config.PUBLIC_BASE_URL}/oauth/callback`,
    apiBase: config.HUBSPOT_API_BASE,
    authorizeBase: config.HUBSPOT_AUTHORIZE_BASE,
  });
  const tokens = tokenKeeper({ context, oauth, onGone });
  const limits = limiter(context, config.OUTBOUND_LIMITS);
  const full = (portalId: string) => (kind: CallKind, waitMs: number) =>
    limits.holdOff(`hubspot_${kind}`, portalId, context.now() + waitMs);
  const through: Pace["through"] = (method, call) => measuredCall(context, { system: "hubspot", method }, call);
  const inTurn = (portalId: string, mayCall: () => void = () => undefined) => ({
    through,
    before: async (kind: CallKind) => {
      await limits.take(`hubspot_${kind}`, portalId);
      mayCall();
    },
    full: full(portalId),
  });
  const atOnce = (portalId: string) => ({
    through,
    before: (kind: CallKind) => limits.take(`hubspot_${kind}`, portalId, patienceMs).catch(unlessBusy),
    full: full(portalId),
  });

  const { HUBSPOT_API_BASE: apiBase, HUBSPOT_FORMS_BASE: formsBase } = config;
  const connect = (portalId: string, accessToken: () => Promise<string>, pace: Pace): HubSpot =>
    createHubSpot({ accessToken, apiBase, formsBase, portalId, timeoutMs, pace });
  return {
    oauth,
    of: (portalId) => connect(portalId, () => tokens.fresh(portalId), atOnce(portalId)),
    inTurn: (portalId, mayCall) => connect(portalId, () => tokens.fresh(portalId), inTurn(portalId, mayCall)),
    setup: (portalId) =>
      createHubSpotSetup({ accessToken: () => tokens.fresh(portalId), apiBase, timeoutMs, pace: atOnce(portalId) }),
    withToken: (portalId, token) => connect(portalId, async () => token, atOnce(portalId)),
    renew: async (portalId, since) => {
      await tokens.renew(portalId, since);
    },
  };
}

function unlessBusy(error: unknown): void {
  if (!(error instanceof OutsideError && error.code === "limit.busy")) throw error;
}
