/**
 * What is due by the clock and by no event. Whoever wakes the workers calls it (wakeups/types.ts); every chore looks
 * first whether there is anything to do.
 */

import { forgetPastHolds } from "./bookings/tidy.ts";
import { forgetTargets } from "./campaigns/forget.ts";
import { forgetCodes } from "./codes/proofs.ts";
import type { Context } from "./context.ts";
import { releaseStranded } from "./delivery/release.ts";
import { forgetOldEvents, type HealthLog } from "./health/events.ts";
import { forgetCounted } from "./insight/forget.ts";
import type { KeyKeeper } from "./keys/keeper.ts";
import { forgetOutbox } from "./people/forget.ts";
import { eraseDeparted, tellInstallers } from "./portals/departure.ts";
import type { InstallingAccess } from "./portals/hubspot.ts";
import { runRetention } from "./privacy/retention.ts";
import { provisionDue } from "./provisioning/due.ts";
import { forgetReminders } from "./reminders/forget.ts";
import { deleteUnfinished, forgetStops } from "./rescue/keep.ts";
import { doubtLeftovers, longestSendMs } from "./sending/store.ts";
import { codeOf } from "./telemetry/code.ts";
import { forgetVerifications } from "./verification/store.ts";
import { forgetExecutions } from "./workflows/store.ts";

export interface Chores {
  /** One round; a chore that fails does not keep the others from their turn. */
  run(): Promise<void>;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

export function chores(context: Context, keeper: KeyKeeper, health: HealthLog, hubspot: InstallingAccess): Chores {
  let running: Promise<void> | undefined;
  const list: readonly (readonly [name: string, work: () => Promise<unknown>])[] = [
    ["keys", keeper.tend],
    ["blobs", context.blobs.removeOrphans],
    ["health", () => context.store.everyPortal().commit([forgetOldEvents(context)])],
    ["sends_in_doubt", () => doubtLeftovers(context, longestSendMs)],
    ["workflow_executions", () => context.store.everyPortal().commit([forgetExecutions(context)])],
    ["codes", () => context.store.everyPortal().commit(forgetCodes(context))],
    ["unfinished_answers", () => deleteUnfinished(context)],
    ["stops", () => context.store.everyPortal().commit([forgetStops(context)])],
    ["reminders", () => context.store.everyPortal().commit([forgetReminders(context)])],
    ["verifications", () => context.store.everyPortal().commit([forgetVerifications(context)])],
    ["outbox", () => forgetOutbox(context)],
    ["past_holds", () => context.store.everyPortal().commit(forgetPastHolds(context))],
    ["broadcast_targets", () => forgetTargets(context)],
    ["retention", () => runRetention(context)],
    ["counted_events", () => forgetCounted(context)],
    ["stranded_steps", () => releaseStranded(context)],
    ["departed_told", () => tellInstallers(context)],
    // What is still counted in memory would be written after the portal's rows are gone.
    ["departed_erased", () => health.flush().then(() => eraseDeparted(context))],
    // Last: it asks HubSpot about many portals, and nobody else should wait for that.
    ["provisioning", () => provisionDue(context, hubspot)],
  ];
  const round = async (): Promise<void> => {
    for (const [chore, work] of list) {
      try {
        await work();
      } catch (error) {
        context.log.error("chore.failed", { chore, code: codeOf(error) });
      }
    }
  };
  const run = (): Promise<void> => {
    running ??= round().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    run,
    stop: async () => running,
  };
}
