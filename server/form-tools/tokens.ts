/**
 * Tokens of form tools, renewed under a lease that all processes share: Typeform takes a refresh token only once, so two
 * renewals at a time would lose the account.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { takeRefreshLease } from "../portals/refresh-lease.ts";
import { StoreConflict, write } from "../store/index.ts";
import { refuseConnection, renewedWrite, type ToolConnection, toolConnection } from "./connection.ts";
import { type AccountName, labels, oauthOf } from "./tools.ts";

const renewEarlyMs = 5 * 60_000;
/** Longer than the call may take. */
const leaseMs = 60_000;
const lookEveryMs = 200;
const longestWaitMs = 20_000;

/** The tokens of this moment, renewed ahead of their end. @throws OutsideError `forms.not_connected`, or what renewing throws */
export async function freshConnection(context: Context, portalId: string, tool: AccountName): Promise<ToolConnection> {
  const connection = await toolConnection(context, portalId, tool);
  if (connection?.status !== "active") throw notConnected(tool, connection !== undefined);
  const { expiresAt } = connection.secrets;
  if (expiresAt === undefined || expiresAt - renewEarlyMs > context.now()) return connection;
  return renewed(context, portalId, tool, connection);
}

/** Tokens that are not those of `stale`. One that cannot be renewed is marked, so that somebody connects again. */
export async function renewed(
  context: Context,
  portalId: string,
  tool: AccountName,
  stale: ToolConnection,
): Promise<ToolConnection> {
  const tenant = context.store.of(portalId);
  for (let waited = 0; waited < longestWaitMs; waited += lookEveryMs) {
    const current = await toolConnection(context, portalId, tool);
    if (current?.status !== "active") throw notConnected(tool, current !== undefined);
    if (current.secrets.accessToken !== stale.secrets.accessToken) return current;
    if (current.refreshingUntil <= context.now()) {
      const until = context.now() + leaseMs;
      try {
        await tenant.commit([takeRefreshLease(context, portalId, current, until)]);
        return await renewLeased(context, portalId, tool, current, until);
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
      }
    }
    await sleep(lookEveryMs);
  }
  throw new OutsideError(`Another process is renewing ${labels[tool]}'s token. This goes on by itself.`, {
    code: "forms.refreshing",
    remedy: "retry",
    retryAfterMs: 5_000,
  });
}

async function renewLeased(
  context: Context,
  portalId: string,
  tool: AccountName,
  connection: ToolConnection,
  until: number,
): Promise<ToolConnection> {
  const tenant = context.store.of(portalId);
  const refresh = oauthOf(context, tool)?.refresh;
  const { refreshToken } = connection.secrets;
  try {
    if (!refresh || !refreshToken) throw notConnected(tool, true);
    const tokens = await refresh(refreshToken);
    await tenant.commit([await renewedWrite(context, portalId, connection, tokens, until)]);
  } catch (error) {
    if (isRefused(error)) {
      await refuseConnection(context, portalId, connection);
      context.log.warn("forms.disconnected", { portal: portalId, tool, code: error.code });
    } else {
      const unlock = tenant.db.updateTable("connections").set({ refreshing_until: 0 }).where("id", "=", connection.id);
      // Where even this fails, the lease ends by itself.
      await tenant.commit([write(unlock.where("refreshing_until", "=", until))]).catch(() => undefined);
    }
    throw error;
  }
  const renewed = await toolConnection(context, portalId, tool);
  if (!renewed) throw notConnected(tool, false);
  return renewed;
}

/** The tool, or the lack of anything to renew with, says that these tokens are over. */
function isRefused(error: unknown): error is OutsideError {
  return error instanceof OutsideError && /\.(disconnected|not_connected)$/.test(error.code);
}

function notConnected(tool: AccountName, again: boolean): OutsideError {
  const what = again
    ? `${labels[tool]} no longer accepts the connected account`
    : `No ${labels[tool]} account is connected`;
  const room = tool === "pipedrive" ? "pipedrive" : tool === "google-calendar" ? "bookings" : "forms";
  return new OutsideError(`${what}: connect it with \`flowella ${room} connect\`.`, {
    code: "forms.not_connected",
    remedy: "ask-admin",
  });
}
