/**
 * Installing: HubSpot's consent makes the portal, its tokens go into the vault, and what the app needs in the portal is
 * made. The installation stands once the tokens are stored; what could not be made is reported and made later.
 */
import type { Account, Tokens } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { missingScopes, optionalScopes, requiredScopes } from "../../core/portal/scopes.ts";
import { type Context, newId } from "../context.ts";
import { returnWrites } from "../delivery/replay.ts";
import { auditWrite } from "../privacy/audit.ts";
import { provision } from "../provisioning/provision.ts";
import type { ProvisionReport } from "../provisioning/report.ts";
import { codeOf } from "../telemetry/code.ts";
import { saveConnection } from "./connections.ts";
import { isBeingErased } from "./departure.ts";
import type { InstallingAccess } from "./hubspot.ts";
import { newState, spendState } from "./oauth-states.ts";
import { findPortal, type Portal, savePortal } from "./store.ts";

export { optionalScopes, requiredScopes } from "../../core/portal/scopes.ts";

/**
 * A one-time state and the address of HubSpot's consent page for it.
 * @param portalId the portal that it is for, where the link names one: no other may come back
 */
export async function beginInstall(
  context: Context,
  hubspot: InstallingAccess,
  portalId?: string,
): Promise<{ state: string; url: string }> {
  const state = await newState(context, portalId);
  const url = hubspot.oauth.authorizeUrl({ state, scopes: requiredScopes, optionalScopes, accountId: portalId });
  return { state, url };
}

export type InstallRefusal =
  | { readonly reason: "state_unknown" | "state_used" | "state_expired" }
  /** The person pressed Cancel. */
  | { readonly reason: "denied" }
  /** The account's tier has not what a required scope stands for, or the person may not grant it. */
  | { readonly reason: "scopes_unavailable" }
  /** Another of HubSpot's codes, such as that of an approval that is waited for. */
  | { readonly reason: "hubspot_refused"; readonly code: string }
  | { readonly reason: "scopes_missing"; readonly scopes: readonly string[] }
  | { readonly reason: "other_portal"; readonly wanted: string; readonly got: string }
  | { readonly reason: "being_erased" }
  | { readonly reason: "code_used" | "app_settings" }
  | { readonly reason: "hubspot_failing"; readonly message: string };

export type InstallResult =
  | {
      readonly kind: "installed";
      readonly portal: Portal;
      readonly again: boolean;
      readonly report: ProvisionReport;
      readonly scopes: readonly string[];
    }
  | { readonly kind: "refused"; readonly refusal: InstallRefusal };

/** What HubSpot's redirect says: a code, or an OAuth error such as `access_denied`. */
export type ConsentAnswer = { readonly state: string } & ({ readonly code: string } | { readonly error: string });

/** Spends the state, exchanges the code, and makes or renews the portal; what was held for it goes on. */
export async function finishInstall(
  context: Context,
  hubspot: InstallingAccess,
  answer: ConsentAnswer,
): Promise<InstallResult> {
  const state = await spendState(context, answer.state);
  if (state.kind !== "good") return refused({ reason: `state_${state.kind}` });
  if ("error" in answer) return refused(refusalOf(answer.error));
  try {
    const tokens = await hubspot.oauth.exchange(answer.code);
    const refusal = await unfit(context, tokens, state.portalId);
    if (!refusal) return await install(context, hubspot, tokens);
    await dropTokens(context, hubspot, tokens);
    return refused(refusal);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    if (error.code === "hubspot.bad_code") return refused({ reason: "code_used" });
    if (error.code === "hubspot.app_settings") return refused({ reason: "app_settings" });
    return refused({ reason: "hubspot_failing", message: error.message });
  }
}

function refused(refusal: InstallRefusal): InstallResult {
  return { kind: "refused", refusal };
}

/** OAuth's own words (HubSpot reference 4.1); HubSpot documents no list, so others are passed on as they are. */
function refusalOf(error: string): InstallRefusal {
  if (error === "access_denied") return { reason: "denied" };
  if (error === "invalid_scope" || error === "insufficient_scope") return { reason: "scopes_unavailable" };
  return { reason: "hubspot_refused", code: /^[a-z_]{1,40}$/i.test(error) ? error : "unknown" };
}

/** Why these tokens must not be kept, if so. */
async function unfit(
  context: Context,
  tokens: Tokens,
  wanted: string | undefined,
): Promise<InstallRefusal | undefined> {
  if (wanted !== undefined && wanted !== tokens.hubId) return { reason: "other_portal", wanted, got: tokens.hubId };
  const missing = missingScopes(tokens.scopes);
  if (missing.length > 0) return { reason: "scopes_missing", scopes: missing };
  if (await isBeingErased(context, tokens.hubId)) return { reason: "being_erased" };
  return undefined;
}

/** HubSpot normally gives a portal that is connected the refresh token that it has already: that one must live on. */
async function dropTokens(context: Context, hubspot: InstallingAccess, tokens: Tokens): Promise<void> {
  if ((await findPortal(context, tokens.hubId))?.status === "active") return;
  try {
    await hubspot.oauth.revoke(tokens.refreshToken);
  } catch (error) {
    context.log.warn("portal.tokens_not_dropped", { portal: tokens.hubId, code: codeOf(error) });
  }
}

async function install(context: Context, hubspot: InstallingAccess, tokens: Tokens): Promise<InstallResult> {
  const portalId = tokens.hubId;
  const account = await hubspot.withToken(portalId, tokens.accessToken).account();
  const { userEmail, appId, userId } = await hubspot.oauth.introspect(tokens.accessToken);
  const known = await findPortal(context, portalId);
  await store(context, { portalId, tokens, account, userEmail, userId, appId, known: known !== undefined });
  context.log.info("portal.installed", { portal: portalId, again: known ? "yes" : "no" });
  const report = await provision(context, hubspot, portalId);
  const portal = await findPortal(context, portalId);
  if (!portal) throw new Error("The portal that was just stored is not there.");
  return { kind: "installed", portal, again: known !== undefined, report, scopes: tokens.scopes };
}

interface Granted {
  readonly portalId: string;
  readonly tokens: Tokens;
  readonly account: Account;
  readonly userEmail: string | undefined;
  readonly userId: string | undefined;
  readonly appId: string | undefined;
  readonly known: boolean;
}

async function store(context: Context, granted: Granted): Promise<void> {
  const { portalId, tokens, account, userEmail, userId, appId, known } = granted;
  const key = known ? undefined : context.vault.newPortalKey(portalId);
  const sealer = key?.sealer ?? (await context.vault.portal(portalId));
  const connection = {
    // The row that is there keeps its id.
    id: newId(context, "con"),
    portalId,
    system: "hubspot" as const,
    externalId: portalId,
    metaAppId: null,
    secrets: {
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken,
      expiresAt: context.now() + tokens.expiresInMs,
      scopes: [...tokens.scopes],
    },
  };
  const portal = {
    id: portalId,
    world: context.world,
    uiDomain: account.uiDomain,
    installerSealed: userEmail ? sealer.seal(userEmail, "portals.installer") : null,
    installerUserId: userId,
    clientId: context.config.HUBSPOT_CLIENT_ID,
    appId,
    accountType: account.accountType,
    dataHosting: account.dataHostingLocation,
  };
  await context.store.everyPortal().commit([
    ...(key ? [key.write] : []),
    savePortal(context, portal),
    saveConnection(context, connection, sealer),
    ...(known ? await returnWrites(context, portalId) : []),
    auditWrite(context, portalId, {
      actor: userId === undefined ? "system" : `user:${userId}`,
      action: "connected",
      subject: "hubspot",
    }),
  ]);
}
