/**
 * Delivery as whoever wakes us sees it (wakeups/types.ts): one lane of its own for each destination of each portal, so
 * that ten thousand steps of a busy portal count no more than one step of another.
 */
import { type Context, newId } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { codeOf } from "../telemetry/code.ts";
import { asJob } from "../telemetry/scope.ts";
import type { Sleeper, Wakeup } from "../wakeups/types.ts";
import { destinationState } from "./destinations.ts";
import { dueSteps, nextLook, upcomingDestinations } from "./due.ts";
import type { DeliveryParts } from "./job.ts";
import { type Lease, leaseMs, newLease, prolong } from "./lease.ts";
import type { DueStep } from "./plan.ts";
import { runStep } from "./run-step.ts";
import { keepLane } from "./store.ts";
import { deliveryLane, placeOf, sleeperName } from "./wake.ts";

/** So many people of one destination at once in this process: their calls mostly wait. */
const together = 8;
/** One that has just failed is tried with fewer, so that time-outs do not tie up what others need. */
const togetherWhileFailing = 2;
/** After so many steps others get their turn. */
const share = 24;

export interface DeliverySleeper extends Sleeper {
  /** Begins no more steps; those that run end with their `run`. */
  stop(): void;
}

export function deliverySleeper(parts: DeliveryParts): DeliverySleeper {
  const { context } = parts;
  const holder = newId(context, "wrk");
  const running = new Map<DueStep, Lease>();
  let stopped = false;
  // The real clock: a lease is kept because this process lives, whatever time it is told.
  const heart = setInterval(() => {
    if (running.size === 0) return;
    const { until } = newLease(context);
    const kept = [...running];
    context.store
      .everyPortal()
      .commit(kept.map(([due]) => keepLane(context, due, holder, until)))
      .then(() => {
        for (const [, lease] of kept) prolong(context, lease, until);
      })
      .catch((error: unknown) => context.log.error("delivery.lease_not_kept", { code: codeOf(error) }));
  }, leaseMs / 3).unref();

  const run = async (lane: string): Promise<number | undefined> => {
    const place = placeOf(lane);
    if (!place || (await findPortal(context, place.portalId))?.status !== "active") return undefined;
    const { portalId, destination } = place;
    const mine = new Set<Promise<void>>();
    let done = 0;
    for (;;) {
      const state = await destinationState(context, portalId, destination);
      const paused = state?.state === "paused";
      if (paused && state.probe_at > context.now() && mine.size === 0) return state.probe_at;
      const room =
        stopped || done >= share ? 0 : (paused ? 1 : state?.failures ? togetherWhileFailing : together) - mine.size;
      const mayStart = room > 0 && !(paused && state.probe_at > context.now());
      const due = mayStart ? await dueSteps(context, portalId, destination, room) : [];
      if (due.length === 0 && mine.size === 0) break;
      for (const each of due) {
        done += 1;
        const lease = newLease(context);
        running.set(each, lease);
        const about = { request: each.row.request_id ?? undefined, submission: each.row.submission_id };
        const work = asJob(about, () => runStep(parts, holder, each, lease, paused ? state : undefined))
          .catch((error: unknown) =>
            context.log.error("delivery.step_broke", { step: each.row.id, code: codeOf(error) }),
          )
          .finally(() => {
            mine.delete(work);
            running.delete(each);
          });
        mine.add(work);
      }
      if (mine.size > 0) await Promise.race(mine);
    }
    if (stopped) return undefined;
    return done >= share ? context.now() : nextTime(context, portalId, destination);
  };

  return {
    name: sleeperName,
    run,
    upcoming: async (limit): Promise<Wakeup[]> =>
      (await upcomingDestinations(context, limit)).map(({ portalId, destination, at }) => ({
        lane: deliveryLane(portalId, destination),
        at,
      })),
    stop: () => {
      stopped = true;
      clearInterval(heart);
    },
  };
}

async function nextTime(context: Context, portalId: string, destination: string): Promise<number | undefined> {
  const at = await nextLook(context, portalId, destination);
  if (at === undefined) return undefined;
  const state = await destinationState(context, portalId, destination);
  return state?.state === "paused" ? Math.max(at, state.probe_at) : at;
}
