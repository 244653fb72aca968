/**
 * Wake-ups of a single process: its tables are the queue. A commit tells the loop once it is written, and a timer waits
 * for what falls due later; after a new start the tables still say the same.
 */
import { codeOf } from "../telemetry/code.ts";
import { allIdle, type LaneLoop, laneLoop } from "./lane-loop.ts";
import { type LaneParts, sleeperName } from "./run-lane.ts";
import type { Periodic, Wakeups, Work } from "./types.ts";

export interface TimerOptions extends LaneParts {
  /** Lanes of one sleeper at work at once. */
  readonly together?: number;
}

export function timerWakeups({ log, now, together = 24 }: TimerOptions): Wakeups {
  let loops = new Map<string, LaneLoop>();
  let work: Work = { sleepers: [], periodic: [] };
  let timers: NodeJS.Timeout[] = [];
  const working = new Map<string, Promise<void>>();

  const runPeriodic = ({ name, run }: Periodic): Promise<void> => {
    const running = working.get(name);
    if (running) return running;
    const turn = (async () => run())()
      .then(() => undefined)
      .catch((error: unknown) => log.error("wakeups.periodic_failed", { name, code: codeOf(error) }))
      .finally(() => working.delete(name));
    working.set(name, turn);
    return turn;
  };

  return {
    writes: (wakeups) => [
      {
        afterwards: () => {
          for (const { lane, at } of wakeups) loops.get(sleeperName(lane))?.wake(lane, at);
        },
      },
    ],
    start: async (given) => {
      work = given;
      loops = new Map(
        given.sleepers.map((sleeper) => [sleeper.name, laneLoop({ sleeper, together, timer: true, log, now })]),
      );
      for (const loop of loops.values()) loop.look();
      timers = given.periodic.map((periodic) =>
        setInterval(() => void runPeriodic(periodic), periodic.everyMinutes * 60_000).unref(),
      );
    },
    idle: () => allIdle([...loops.values()]),
    tick: async () => {
      for (const periodic of work.periodic) await runPeriodic(periodic);
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...[...loops.values()].map((loop) => loop.stop()), ...working.values()]);
    },
  };
}
