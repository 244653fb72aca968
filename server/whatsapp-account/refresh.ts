/** Keeps what is known of accounts current: once a day, and as soon as Meta tells that something changed. */
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { whatsappConnection } from "../portals/connections.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import { StoreConflict, write } from "../store/index.ts";
import { readTemplates } from "../templates/follow.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { read360Facts } from "./360dialog-facts.ts";
import { readFacts } from "./facts.ts";
import { askAgain, dailyMs, dueStates, factsOf, keepFacts, sleeperName, stateRow } from "./store.ts";

/** Longer than reading takes: whoever begins has so long before another process may. */
const leaseMs = 5 * 60_000;
const longestWaitMs = 6 * 3_600_000;

/** Asks Meta now and keeps the answer. @throws OutsideError where Meta cannot say */
export async function refreshAccount(
  context: Context,
  apps: MetaApps,
  portalId: string,
  connectionId: string,
): Promise<void> {
  const connection = await whatsappConnection(context, portalId, connectionId);
  const app = connection?.metaAppId ? await apps.byId(connection.metaAppId) : undefined;
  const row = await stateRow(context, portalId, connectionId);
  const facts =
    connection?.route === "360dialog"
      ? await read360Facts(context, portalId, connection)
      : connection && app && (await readFacts(context, connection, app, factsOf(row)));
  if (!facts) return;
  await context.store.of(portalId).commit([keepFacts(context, portalId, connectionId, facts, row?.due_at)]);
  if (facts.account.token.state !== "refused") await readTemplates(context, portalId, connectionId);
}

export function accountSleeper(context: Context, apps: MetaApps): Sleeper {
  return {
    name: sleeperName,
    run: async (lane) => {
      const [, portalId = "", connectionId = ""] = lane.split("/");
      const row = await stateRow(context, portalId, connectionId);
      if (!row) return undefined;
      if (row.due_at > context.now()) return row.due_at;
      const tenant = context.store.of(portalId);
      const mine = (change: { due_at: number; failures?: number }, due: number) =>
        write(
          tenant.db
            .updateTable("account_states")
            .set(change)
            .where("connection_id", "=", connectionId)
            .where("due_at", "=", due),
          1,
        );
      const lease = context.now() + leaseMs;
      try {
        await tenant.commit([mine({ due_at: lease }, row.due_at)]);
      } catch (error) {
        // Another process reads it.
        if (error instanceof StoreConflict) return context.now() + leaseMs;
        throw error;
      }
      try {
        await refreshAccount(context, apps, portalId, connectionId);
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        context.log.warn("whatsapp.account_not_read", { portal: portalId, connection: connectionId, code: error.code });
        const wait = Math.min(2 ** row.failures * 5 * 60_000, longestWaitMs);
        const change = { due_at: context.now() + wait, failures: row.failures + 1 };
        // Where Meta told something meanwhile, it is due at once, and stays so.
        await tenant.commit([mine(change, lease)]).catch((conflict: unknown) => {
          if (!(conflict instanceof StoreConflict)) throw conflict;
        });
      }
      return (await stateRow(context, portalId, connectionId))?.due_at ?? context.now() + dailyMs;
    },
    upcoming: (limit) => dueStates(context, limit),
  };
}

/** Accounts that were connected before anything was kept of them are read for the first time. */
export async function noticeAccounts(context: Context): Promise<void> {
  const every = context.store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("connections")
      .select(["portal_id", "id"])
      .where("system", "=", "whatsapp")
      .where("status", "=", "active")
      .where("id", "not in", every.db.selectFrom("account_states").select("connection_id")),
  );
  for (const { portal_id: portalId, id } of rows) {
    await context.store.of(portalId).commit(askAgain(context, portalId, id, undefined));
  }
}
