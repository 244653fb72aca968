/**
 * Runs a sleeper's lanes in this process as its tables say: the due ones now, a few at a time, whoever ran least
 * recently first.
 */
import { codeOf } from "../telemetry/code.ts";
import { type LaneParts, runLane } from "./run-lane.ts";
import type { Sleeper } from "./types.ts";

export interface LaneLoop {
  /**
   * Something was written for this lane that is due then: whatever it said before, it is looked at, by itself where this
   * loop has a timer. What is due later costs no look: a look reads all that waits, and that may be much.
   */
  wake(lane: string, at: number): void;
  look(): void;
  /** Resolves when nothing is due that can be done now. */
  idle(): Promise<void>;
  /** Whether something runs or is about to. */
  busy(): boolean;
  stop(): Promise<void>;
}

/** Waits for all of them: what one does may be work for another. */
export async function allIdle(loops: readonly LaneLoop[]): Promise<void> {
  do await Promise.all(loops.map((loop) => loop.idle()));
  while (loops.some((loop) => loop.busy()));
}

export interface LaneLoopOptions extends LaneParts {
  readonly sleeper: Sleeper;
  /** Lanes at work at once. */
  readonly together: number;
  /** Whether it wakes by itself when the next lane falls due. */
  readonly timer: boolean;
}

/** How many lanes are looked at beyond those that are known to be at work or at rest. */
const lookAhead = 200;
const longestSleepMs = 30_000;
/** A lane that says that nothing waits while its table still shows it is not asked again at once. */
const contradictionMs = 1_000;
const mostRemembered = 10_000;

export function laneLoop({ sleeper, together, timer: byItself, log, now }: LaneLoopOptions): LaneLoop {
  const running = new Map<string, Promise<void>>();
  /** Until when a lane wants to be left alone, as its own last run said. */
  const resting = new Map<string, number>();
  /** Lanes that were written to while they ran. */
  const woken = new Set<string>();
  /** Which run was a lane's last one. */
  const lastRun = new Map<string, number>();
  let runs = 0;
  let timer: NodeJS.Timeout | undefined;
  /** When the timer looks. */
  let sleepsUntil = Number.POSITIVE_INFINITY;
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const begin = (lane: string): void => {
    woken.delete(lane);
    runs += 1;
    if (lastRun.size > mostRemembered) lastRun.clear();
    lastRun.set(lane, runs);
    const run = runLane({ log, now }, sleeper, lane).then((nextAt) => {
      running.delete(lane);
      if (nextAt !== undefined && nextAt > now()) resting.set(lane, nextAt);
      else if (nextAt === undefined && !woken.has(lane)) resting.set(lane, now() + contradictionMs);
      if (woken.has(lane)) resting.delete(lane);
      look();
    });
    running.set(lane, run);
  };

  /** @returns when something falls due next, as far as it can be seen now */
  const beginDue = async (): Promise<number | undefined> => {
    const at = now();
    for (const [lane, until] of resting) if (until <= at) resting.delete(lane);
    const upcoming = await sleeper.upcoming(lookAhead + running.size + resting.size);
    const free = upcoming.filter(({ lane }) => !running.has(lane) && !resting.has(lane));
    const due = free
      .filter((wakeup) => wakeup.at <= at)
      .sort((one, other) => (lastRun.get(one.lane) ?? 0) - (lastRun.get(other.lane) ?? 0));
    for (const { lane } of due.slice(0, Math.max(together - running.size, 0))) if (!running.has(lane)) begin(lane);
    const later = [...resting.values(), ...free.map((wakeup) => wakeup.at).filter((time) => time > at)];
    return later.length === 0 ? undefined : later.reduce((one, other) => Math.min(one, other));
  };

  const pass = async (): Promise<void> => {
    let next: number | undefined;
    do {
      again = false;
      if (stopped) return;
      next = await beginDue();
    } while (again);
    if (byItself && !stopped) sleepUntil(next);
  };

  const sleepUntil = (next: number | undefined): void => {
    clearTimeout(timer);
    const wait = next === undefined ? longestSleepMs : Math.min(Math.max(next - now(), 10), longestSleepMs);
    sleepsUntil = now() + wait;
    timer = setTimeout(look, wait);
    timer.unref();
  };

  const look = (): void => {
    if (stopped) return;
    if (looking) {
      again = true;
      return;
    }
    looking = pass()
      .catch((error: unknown) => {
        log.error("wakeups.look_failed", { sleeper: sleeper.name, code: codeOf(error) });
        if (byItself) sleepUntil(now() + 1_000);
      })
      .finally(() => {
        looking = undefined;
        if (again) look();
      });
  };

  const settled = async (): Promise<void> => {
    while (looking || running.size > 0) await Promise.all([looking, ...running.values()]);
  };

  return {
    wake: (lane, at) => {
      if (running.has(lane)) {
        resting.delete(lane);
        woken.add(lane);
      } else if (at > now()) {
        const until = resting.get(lane);
        if (until !== undefined) resting.set(lane, Math.min(until, at));
        // A look that is under way may have read before this was written.
        if (byItself && looking) look();
        else if (byItself && !stopped && (at < sleepsUntil || sleepsUntil < now())) sleepUntil(at);
      } else {
        resting.delete(lane);
        // Whoever finishes looks again.
        if (byItself && running.size < together) look();
      }
    },
    look,
    idle: async () => {
      // Without a timer it has not followed what other processes did since.
      if (!byItself && running.size === 0) resting.clear();
      look();
      await settled();
    },
    busy: () => looking !== undefined || running.size > 0,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await settled();
    },
  };
}
