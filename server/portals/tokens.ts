/**
 * HubSpot's tokens, renewed under a lock that all processes share: a lease on the connection's row. Whoever does not get
 * it waits for what the other one gets.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type HubSpotOAuth, isDisconnected } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { StoreConflict, write } from "../store/index.ts";
import { type HubSpotConnection, hubspotConnection, saveConnection } from "./connections.ts";
import { leaveWrites } from "./leave.ts";
import { takeRefreshLease } from "./refresh-lease.ts";
import { findPortal } from "./store.ts";

export interface TokenParts {
  readonly context: Context;
  readonly oauth: HubSpotOAuth;
  readonly onGone: (portalId: string) => void;
}

export interface TokenKeeper {
  /** An access token with minutes left. */
  fresh(portalId: string): Promise<string>;
  /** @param since epoch ms; a token that somebody stored after that time is good enough; default: now */
  renew(portalId: string, since?: number): Promise<string>;
}

const renewEarlyMs = 5 * 60_000;
/** Longer than the call and the look at its token that may follow it. */
const lockMs = 60_000;
const lookEveryMs = 200;
const longestWaitMs = 20_000;

export function tokenKeeper(parts: TokenParts): TokenKeeper {
  const { context } = parts;
  const renewing = new Map<string, Promise<string>>();

  const renewOnce = (portalId: string, since: Since): Promise<string> => {
    const running = renewing.get(portalId);
    if (running) return running;
    const renewal = renewShared(parts, portalId, since).finally(() => renewing.delete(portalId));
    renewing.set(portalId, renewal);
    return renewal;
  };

  return {
    fresh: async (portalId) => {
      const connection = await hubspotConnection(context, portalId);
      if (!connection) throw notConnected();
      if (isFresh(connection, context.now())) return connection.secrets.accessToken;
      return renewOnce(portalId, "stale");
    },
    renew: (portalId, since = context.now()) => renewOnce(portalId, since),
  };
}

function isFresh({ secrets }: HubSpotConnection, now: number): boolean {
  return secrets.expiresAt - renewEarlyMs > now;
}

/** Which token needs no renewal any more: one that is not `stale`, or one that was stored after this time. */
type Since = "stale" | number;

async function renewShared(parts: TokenParts, portalId: string, since: Since): Promise<string> {
  const { context } = parts;
  const tenant = context.store.of(portalId);
  for (let waited = 0; waited < longestWaitMs; waited += lookEveryMs) {
    // The row first: a renewal that ends between the two looks is seen in the tokens then.
    const row = await tenant.first(
      tenant.db
        .selectFrom("connections")
        .select(["id", "updated_at", "refreshing_until"])
        .where("system", "=", "hubspot")
        .where("status", "=", "active"),
    );
    const connection = await hubspotConnection(context, portalId);
    if (!row || connection?.id !== row.id) throw notConnected();
    const now = context.now();
    const renewed = since === "stale" ? isFresh(connection, now) : row.updated_at > since;
    if (renewed) return connection.secrets.accessToken;
    if (row.refreshing_until <= now) {
      const until = now + lockMs;
      const read = { id: row.id, refreshingUntil: row.refreshing_until, updatedAt: row.updated_at };
      try {
        await tenant.commit([takeRefreshLease(context, portalId, read, until)]);
        return await renewLocked(parts, portalId, connection, until);
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
      }
    }
    await sleep(lookEveryMs);
  }
  throw new OutsideError("Another process is renewing HubSpot's token. This goes on by itself.", {
    code: "hubspot.refreshing",
    remedy: "retry",
    retryAfterMs: 5_000,
  });
}

async function renewLocked(
  { context, oauth, onGone }: TokenParts,
  portalId: string,
  connection: HubSpotConnection,
  until: number,
): Promise<string> {
  const tenant = context.store.of(portalId);
  const unlock = write(
    tenant.db
      .updateTable("connections")
      .set({ refreshing_until: 0 })
      .where("id", "=", connection.id)
      .where("refreshing_until", "=", until),
    1,
  );
  try {
    await sameApp(context, portalId);
    const tokens = await oauth.refresh(connection.secrets.refreshToken);
    const secrets = {
      accessToken: tokens.accessToken,
      // HubSpot normally returns the same one; the newest is the one that counts.
      refreshToken: tokens.refreshToken,
      expiresAt: context.now() + tokens.expiresInMs,
      scopes: [...(tokens.scopes.length > 0 ? tokens.scopes : connection.secrets.scopes)],
    };
    const sealer = await context.vault.portal(portalId);
    const renewed = saveConnection(context, { ...connection, portalId, system: "hubspot", secrets }, sealer);
    await tenant.commit([renewed, unlock]);
    return secrets.accessToken;
  } catch (error) {
    if (isDisconnected(error)) {
      await context.store.everyPortal().commit([...(await leaveWrites(context, portalId, connection.id)), unlock]);
      context.log.warn("portal.gone", { portal: portalId, code: error.code });
      onGone(portalId);
    } else {
      // Not a refusal: the next one may try at once. Where even this fails, the lease ends by itself.
      await tenant.commit([unlock]).catch(() => undefined);
    }
    throw error;
  }
}

/**
 * HubSpot refuses another app's tokens with the very words it has for a portal that left (HubSpot reference 8.4): a
 * mistyped client id must not send every portal away.
 */
async function sameApp(context: Context, portalId: string): Promise<void> {
  const portal = await findPortal(context, portalId);
  if (!portal?.clientId || portal.clientId === context.config.HUBSPOT_CLIENT_ID) return;
  throw new OutsideError(
    "This portal installed another HubSpot app than the one that this server is set up for. Set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET of that app, or install this one.",
    { code: "hubspot.app_settings", remedy: "ask-admin" },
  );
}

function notConnected(): OutsideError {
  return new OutsideError("This portal is not connected to HubSpot: install the app again.", {
    code: "hubspot.not_connected",
    remedy: "ask-admin",
  });
}
