/**
 * Installing: HubSpot's consent makes the portal, and its tokens go into the vault.
 */
import { createHash } from "node:crypto";
import { type Context, newId } from "../context.ts";
import { returnWrites } from "../delivery/replay.ts";
import { write } from "../store/index.ts";
import { saveConnection } from "./connections.ts";
import { isBeingErased } from "./departure.ts";
import type { HubSpotAccess } from "./hubspot.ts";
import { contactProperties } from "./properties.ts";
import { findPortal, savePortal } from "./store.ts";

/** Least first: what contacts, their properties and forms need. */
export const requiredScopes = [
  "oauth",
  "crm.objects.contacts.read",
  "crm.objects.contacts.write",
  "crm.schemas.contacts.read",
  "crm.schemas.contacts.write",
  "forms",
];

const stateLifeMs = 10 * 60_000;

/** A one-time state and the address of HubSpot's consent page for it. */
export async function beginInstall(context: Context, hubspot: HubSpotAccess): Promise<{ state: string; url: string }> {
  const state = Buffer.from(context.randomBytes(32)).toString("base64url");
  const every = context.store.everyPortal();
  const row = { state_hash: hashOf(state), expires_at: context.now() + stateLifeMs };
  await every.commit([
    write(every.db.deleteFrom("oauth_states").where("expires_at", "<", context.now())),
    write(every.db.insertInto("oauth_states").values(row), 1),
  ]);
  return { state, url: hubspot.oauth.authorizeUrl({ state, scopes: requiredScopes }) };
}

export type InstallResult =
  | { readonly kind: "installed"; readonly portalId: string; readonly uiDomain: string; readonly again: boolean }
  | { readonly kind: "refused"; readonly message: string };

/** Spends the state, exchanges the code, and makes or renews the portal; what was held for it goes on. */
export async function finishInstall(
  context: Context,
  hubspot: HubSpotAccess,
  { code, state }: { code: string; state: string },
): Promise<InstallResult> {
  if (!(await spendState(context, state))) {
    return {
      kind: "refused",
      message: "This installation link was used before or is too old. Start the installation again.",
    };
  }
  const tokens = await hubspot.oauth.exchange(code);
  const portalId = String(tokens.hubId);
  const account = await hubspot.withToken(portalId, tokens.accessToken).account();
  const installer = (await hubspot.oauth.introspect(tokens.accessToken)).userEmail;

  if (await isBeingErased(context, portalId)) {
    return {
      kind: "refused",
      message: "What this portal left behind is being erased. Start the installation again in a few minutes.",
    };
  }
  const known = await findPortal(context, portalId);
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
    installerSealed: installer ? sealer.seal(installer, "portals.installer") : null,
    clientId: context.config.HUBSPOT_CLIENT_ID,
  };
  await context.store
    .everyPortal()
    .commit([
      ...(key ? [key.write] : []),
      savePortal(context, portal),
      saveConnection(context, connection, sealer),
      ...(known ? await returnWrites(context, portalId) : []),
    ]);
  await hubspot.of(portalId).ensureContactProperties(contactProperties);
  context.log.info("portal.installed", { portal: portalId, again: known ? "yes" : "no" });
  return { kind: "installed", portalId, uiDomain: account.uiDomain, again: known !== undefined };
}

async function spendState(context: Context, state: string): Promise<boolean> {
  const every = context.store.everyPortal();
  const hash = hashOf(state);
  const query = every.db.selectFrom("oauth_states").select("expires_at").where("state_hash", "=", hash);
  const row = await every.first(query);
  if (!row) return false;
  try {
    await every.commit([write(every.db.deleteFrom("oauth_states").where("state_hash", "=", hash), 1)]);
  } catch {
    // Two callbacks with one state: the other one spent it.
    return false;
  }
  return row.expires_at > context.now();
}

function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}
