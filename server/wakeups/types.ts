/**
 * Being woken: one port, two engines (a timer loop beside SQLite, graphile-worker beside PostgreSQL).
 *
 * The engine decides nothing. What is due, in which order, how often it was tried and who works on it stand in the
 * tables of whoever is woken; a wake-up only says "look at this lane". It may come twice, come late, and come to
 * several processes at once, so whoever is woken claims its work with a lease. It never gets lost: the wake-up is part
 * of the commit of what it is for, and a lane whose process died is woken again elsewhere.
 */
import type { Wakeup, Write } from "../store/index.ts";

/**
 * A lane is `<sleeper>/<the rest>`, such as `delivery/4417203/hubspot`. One that covers a portal's work for one
 * destination keeps the engine fair: ten thousand steps of a busy portal are one wake-up, as one step of another is.
 *
 * A time that is past means at once; of several times for a lane the earliest counts.
 */
export type { Wakeup } from "../store/index.ts";

/** Whoever is woken: the owner of tables that hold work. */
export interface Sleeper {
  /** The first part of its lanes. */
  readonly name: string;
  /**
   * Does what is due in the lane, or a fair share of it.
   * @returns when to be woken for this lane again (now or earlier: at once, after others had their turn), or undefined
   *   when nothing waits in it. A lane that somebody else works on answers with the end of their lease.
   *   What it throws is logged, and the lane is woken again some seconds later.
   */
  run(lane: string): Promise<number | undefined>;
  /**
   * Lanes with work, earliest first, as the tables have it: due ones and those that wait for their time.
   * On SQLite this is the queue itself; on PostgreSQL a sweep now and then asks for what nobody was woken for.
   */
  upcoming(limit: number): Promise<readonly Wakeup[]>;
}

/** Work by the clock. Among many processes one does it, and a process that was down does not make up for lost turns. */
export interface Periodic {
  readonly name: string;
  /** Whole minutes; a divisor of 60, or of 1440 in whole hours. */
  readonly everyMinutes: number;
  /** What it throws is logged. */
  run(): Promise<unknown>;
}

export interface Work {
  readonly sleepers: readonly Sleeper[];
  readonly periodic: readonly Periodic[];
}

export interface Wakeups {
  /** Goes into the very commit that makes the work: no commit, no wake-up. Lanes may repeat. */
  writes(wakeups: readonly Wakeup[]): Write[];
  /** Begins to wake: everything that an earlier process left, then what comes. */
  start(work: Work): Promise<void>;
  /** Resolves when, by the clock that was handed in, nothing is due that this process can do now. */
  idle(): Promise<void>;
  /** Runs what is periodic once, now, in this process. */
  tick(): Promise<void>;
  /** Wakes nobody any more; resolves when all that was woken has finished. */
  stop(): Promise<void>;
}
