import { codeOf } from "../telemetry/code.ts";
import type { Log } from "../telemetry/log.ts";
import { asJob } from "../telemetry/scope.ts";
import type { Sleeper } from "./types.ts";

/** How long a lane rests whose run failed as a whole, in milliseconds. */
export const afterFailureMs = 5_000;

export interface LaneParts {
  readonly log: Log;
  readonly now: () => number;
}

/** Whom a lane belongs to: another version of this server may ask for one that nobody here knows. */
export function sleeperName(lane: string): string {
  return lane.slice(0, Math.max(lane.indexOf("/"), 0));
}

/** Never fails: a run that does is logged, and the lane wants to be woken again a little later. */
export async function runLane(parts: LaneParts, sleeper: Sleeper, lane: string): Promise<number | undefined> {
  try {
    // Whatever request happened to wake it, a lane is nobody's work but its own.
    return await asJob({}, () => sleeper.run(lane));
  } catch (error) {
    parts.log.error("wakeups.lane_failed", { lane, code: codeOf(error) });
    return parts.now() + afterFailureMs;
  }
}
