/**
 * Takes away in HubSpot, and in calendars, what stands there of people who were forgotten. A row stays until that is done,
 * however long it takes; it names nobody.
 */
import { removeEvent } from "../bookings/removals.ts";
import type { Context } from "../context.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { type Row, tryCommit, write } from "../store/index.ts";
import { firstFreeAt } from "../store/leased.ts";
import { codeOf } from "../telemetry/code.ts";
import { perPortal } from "../wakeups/per-portal.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { removalLane } from "./copies.ts";

type Removal = Row<"hubspot_removals">;

interface RemovalParts {
  readonly context: Context;
  readonly hubspot: HubSpotAccess;
}

const share = 25;
/** Longer than HubSpot takes to time out, twice. */
const leaseMs = 2 * 60_000;
/** Waits after each failed try, in milliseconds; the last one repeats. */
const waits = [30_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000, 12 * 3_600_000] as const;
const longestWait = 24 * 3_600_000;

export function removalSleeper(parts: RemovalParts): Sleeper {
  const { context } = parts;
  return perPortal(removalLane, {
    work: async (portalId) => {
      for (const row of await dueRows(context, portalId)) await remove(parts, portalId, row);
    },
    waiting: (limit, only) => waitingPortals(context, limit, only),
  });
}

async function remove({ context, hubspot }: RemovalParts, portalId: string, row: Removal): Promise<void> {
  const tenant = context.store.of(portalId);
  const until = context.now() + leaseMs;
  const mine = tenant.db.updateTable("hubspot_removals").where("id", "=", row.id);
  const lease = { leased_until: until, attempts: row.attempts + 1 };
  const unchanged = mine.where("leased_until", "=", row.leased_until).where("attempts", "=", row.attempts);
  // Another process has it, or had its try since the row was read.
  if (!(await tryCommit(tenant, [write(unchanged.set(lease), 1)]))) return;
  try {
    if (row.object === "calendar_events") await removeEvent(context, portalId, row.object_id);
    else await hubspot.inTurn(portalId).remove(row.object, row.object_id);
    await tenant.commit([write(tenant.db.deleteFrom("hubspot_removals").where("id", "=", row.id))]);
    context.log.info("privacy.removed", { portal: portalId, object: row.object });
  } catch (error) {
    const reason = codeOf(error);
    const next_at = context.now() + (waits[row.attempts] ?? longestWait);
    context.log.warn("privacy.not_removed", { portal: portalId, object: row.object, code: reason });
    await tenant.commit([write(mine.set({ reason, next_at, leased_until: 0 }).where("leased_until", "=", until))]);
  }
}

async function dueRows({ store, now }: Context, portalId: string): Promise<Removal[]> {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("hubspot_removals")
      .selectAll()
      .where("next_at", "<=", now())
      .where("leased_until", "<=", now())
      .orderBy("next_at")
      .orderBy("id")
      .limit(share),
  );
}

/** Portals with something to take away; nothing can be taken away where the app is not installed any more. */
async function waitingPortals(
  { store }: Context,
  limit: number,
  only?: string,
): Promise<{ portalId: string; at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("hubspot_removals")
      .innerJoin("portals", "portals.id", "hubspot_removals.portal_id")
      .select(["portal_id", firstFreeAt])
      .where("portals.status", "=", "active")
      .$if(only !== undefined, (query) => query.where("portal_id", "=", only ?? ""))
      .groupBy("portal_id")
      .orderBy("at")
      .limit(limit),
  );
  return rows.map(({ portal_id: portalId, at }) => ({ portalId, at: Number(at) }));
}
