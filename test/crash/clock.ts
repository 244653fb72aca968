/**
 * Time that runs faster than ours, so that the schedule's waits do not make the test last days. The stand-ins and every
 * server process read the same one: a start, a factor, and what was added by hand.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

export interface FastTime {
  /** Epoch milliseconds at which both clocks agreed. */
  readonly since: number;
  readonly factor: number;
}

export interface FastClock {
  now(): number;
  /** What our own clock shows when this one shows `at`. */
  realAt(at: number): number;
  /** Everything that was ever added, milliseconds. */
  shift: number;
}

export function fastClock({ since, factor }: FastTime): FastClock {
  return {
    shift: 0,
    now() {
      return Math.floor(since + (Date.now() - since) * factor + this.shift);
    },
    realAt(at) {
      return since + (at - this.shift - since) / factor;
    },
  };
}

/** Shorter ones are pauses for breath (a poll, a flush), which are no part of any schedule. */
const shortestMs = 1_000;
/** How long node-postgres waits for a connection: to this machine, at its own pace. */
const connectingMs = 10_000;

/**
 * Makes this process's timers follow a fast clock: time-outs of calls, the beat that keeps leases, waits for the next
 * thing due. Must be called before anything else is loaded.
 */
export function hurry(factor: number): void {
  const hurried = (ms: number | undefined): number | undefined =>
    ms === undefined || ms <= shortestMs || ms === connectingMs ? ms : ms / factor;
  const { setTimeout: wait, setInterval: repeat } = globalThis;
  const { setTimeout: sleep } = timers;
  const timeout = AbortSignal.timeout;
  globalThis.setTimeout = Object.assign(
    (work: () => void, ms?: number, ...rest: []) => wait(work, hurried(ms), ...rest),
    wait,
  );
  globalThis.setInterval = Object.assign(
    // The processes' own sign of life is told by the database's clock, which nobody hurries.
    (work: () => void, ms?: number, ...rest: []) =>
      repeat(work, ms !== undefined && ms < 9_000 ? ms : hurried(ms), ...rest),
    repeat,
  );
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, hurried(ms) ?? ms);
  timers.setTimeout = (ms, value, options) => sleep(hurried(ms), value, options);
  syncBuiltinESMExports();
}
