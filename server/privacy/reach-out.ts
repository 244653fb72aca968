/**
 * Sees to the places where something of an erased person stands outside of our database: each is tried until the tool has
 * deleted it, or says that it will not. A place is leased to one process, and its row says how it ended.
 */
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { tryCommit, write } from "../store/index.ts";
import { firstFreeAt } from "../store/leased.ts";
import { codeOf } from "../telemetry/code.ts";
import { perPortal } from "../wakeups/per-portal.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { erasuresLane, type PlaceRow, placeOf } from "./erase-places.ts";
import { type ReachOutParts, seeTo } from "./reach-out-calls.ts";

const share = 25;
/** Longer than the tools take to time out, call after call. */
const leaseMs = 3 * 60_000;
/** Waits after each failed try, in milliseconds; the last one repeats. */
const waits = [30_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000, 12 * 3_600_000] as const;
const longestWait = 24 * 3_600_000;
/** About a month: then somebody has to see to it by hand. */
const mostTries = 34;

export function reachOutSleeper(parts: ReachOutParts): Sleeper {
  const { context } = parts;
  return perPortal(erasuresLane, {
    work: async (portalId) => {
      for (const row of await dueRows(context, portalId)) await handle(parts, portalId, row);
    },
    waiting: (limit, only) => waitingPortals(context, limit, only),
  });
}

type End =
  | { readonly status: "done" }
  | { readonly status: "left"; readonly reason: string }
  | { readonly status: "waiting"; readonly reason: string; readonly at: number };

async function handle(parts: ReachOutParts, portalId: string, row: PlaceRow): Promise<void> {
  const { context } = parts;
  const tenant = context.store.of(portalId);
  const until = context.now() + leaseMs;
  const mine = tenant.db.updateTable("erasure_places").where("id", "=", row.id).where("status", "=", "waiting");
  const lease = { leased_until: until, attempts: row.attempts + 1 };
  const unchanged = mine.where("leased_until", "=", row.leased_until).where("attempts", "=", row.attempts);
  // Another process has it, had its try since the row was read, or somebody saw to it by hand.
  if (!(await tryCommit(tenant, [write(unchanged.set(lease), 1)]))) return;
  const end = await endOf(parts, portalId, { ...row, ...lease });
  const { status } = end;
  const change = {
    status,
    reason: status === "done" ? null : end.reason,
    leased_until: 0,
    updated_at: context.now(),
    ...(status === "waiting" && { next_at: end.at }),
    ...(status === "done" && { place_sealed: null }),
  };
  await tenant.commit([write(mine.set(change).where("leased_until", "=", until))]);
  const line = status === "done" ? "info" : "warn";
  context.log[line]("privacy.reached_out", {
    portal: portalId,
    place: row.kind,
    status,
    code: change.reason ?? "done",
  });
}

async function endOf(parts: ReachOutParts, portalId: string, row: PlaceRow): Promise<End> {
  const { context } = parts;
  try {
    const place = await placeOf(context, portalId, row);
    const left = place && (await seeTo(parts, portalId, row, place));
    return left === undefined ? { status: "done" } : { status: "left", reason: left };
  } catch (error) {
    const reason = codeOf(error);
    const final = error instanceof OutsideError && error.remedy === "give-up";
    if (final || row.attempts >= mostTries) return { status: "left", reason };
    return { status: "waiting", reason, at: context.now() + (waits[row.attempts - 1] ?? longestWait) };
  }
}

async function dueRows({ store, now }: Context, portalId: string): Promise<PlaceRow[]> {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("erasure_places")
      .selectAll()
      .where("status", "=", "waiting")
      .where("next_at", "<=", now())
      .where("leased_until", "<=", now())
      .orderBy("next_at")
      .orderBy("id")
      .limit(share),
  );
}

/** Portals with a place to see to; nothing can be reached for one where the app is not installed any more. */
async function waitingPortals(
  { store }: Context,
  limit: number,
  only?: string,
): Promise<{ portalId: string; at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("erasure_places")
      .innerJoin("portals", "portals.id", "erasure_places.portal_id")
      .select(["portal_id", firstFreeAt])
      .where("erasure_places.status", "=", "waiting")
      .where("portals.status", "=", "active")
      .$if(only !== undefined, (query) => query.where("portal_id", "=", only ?? ""))
      .groupBy("portal_id")
      .orderBy("at")
      .limit(limit),
  );
  return rows.map(({ portal_id: portalId, at }) => ({ portalId, at: Number(at) }));
}
