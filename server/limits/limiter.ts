/**
 * Outbound limits, shared by all processes: one row a key, permits leased a few at a time. Whoever comes while there is
 * no room waits its turn; only a wait that would tie up a worker is refused, with the time to come back.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { tryCommit, write } from "../store/index.ts";
import { type Limit, type Pace, paceOf, takePermits } from "./gcra.ts";
import { type LimitName, limitTable } from "./table.ts";

export interface Limiter {
  /**
   * Resolves when one call may go out.
   * @param key whose limit it is, such as the portal
   * @param patienceMs how long the caller can wait
   * @throws OutsideError `limit.busy` (retry, with the wait) when that is further away; no permit is used up then
   */
  take(name: LimitName, key: string, patienceMs?: number): Promise<void>;
  /** The other side said that it is full: nobody calls before then, in any process. */
  holdOff(name: LimitName, key: string, untilMs: number): Promise<void>;
}

/** A call waits here so long at most, in milliseconds; longer waits free the worker for others. */
export const longestWaitMs = 10_000;

interface Lot {
  left: number;
  readonly from: number;
  readonly until: number;
}

type Ground = Pick<Context, "store" | "now">;

export function limiter(
  ground: Ground,
  changed: Partial<Record<LimitName, Limit>> = {},
  wait: (ms: number) => Promise<void> = async (ms) => {
    await sleep(ms);
  },
): Limiter {
  const paces = new Map<LimitName, Pace>();
  const lots = new Map<string, Lot>();
  /** One at a time per key in this process: the row is contested by other processes only. */
  const queues = new Map<string, Promise<unknown>>();

  const paceFor = (name: LimitName): Pace => {
    const known = paces.get(name) ?? paceOf(changed[name] ?? limitTable[name]);
    paces.set(name, known);
    return known;
  };

  const inTurn = <Result>(row: string, work: () => Promise<Result>): Promise<Result> => {
    const turn = (queues.get(row) ?? Promise.resolve()).then(work, work);
    queues.set(row, turn);
    const forget = () => {
      if (queues.get(row) === turn) queues.delete(row);
    };
    turn.then(forget, forget);
    return turn;
  };

  /** @returns from when on the permit may be used */
  const permit = async (name: LimitName, row: string, patienceMs: number): Promise<number> => {
    const now = ground.now();
    const lot = lots.get(row);
    if (lot && lot.left > 0 && now <= lot.until && lot.from - now <= patienceMs) {
      lot.left -= 1;
      return lot.from;
    }
    const pace = paceFor(name);
    const taken = await takeShared(ground, row, pace, patienceMs);
    const until = taken.from + pace.leaseMs;
    lots.set(row, { left: pace.lot - 1, from: taken.from, until });
    if (lots.size > mostLots) lots.clear();
    return taken.from;
  };

  return {
    take: async (name, key, patienceMs = longestWaitMs) => {
      const row = `${name}/${key}`;
      const from = await inTurn(row, () => permit(name, row, patienceMs));
      const ms = from - ground.now();
      if (ms > 0) await wait(ms);
    },
    holdOff: (name, key, untilMs) => {
      const row = `${name}/${key}`;
      return inTurn(row, async () => {
        lots.delete(row);
        const { burst, intervalMs } = paceFor(name);
        await raiseTo(ground, row, untilMs + (burst - 1) * intervalMs);
      });
    },
  };
}

const mostLots = 10_000;

async function takeShared(ground: Ground, row: string, pace: Pace, patienceMs: number): Promise<{ from: number }> {
  for (;;) {
    const now = ground.now();
    const tat = await tatOf(ground, row);
    // A clock that was ahead must not stop everybody for as long.
    const sane = tat === undefined || tat > now + mostAheadMs ? now : tat;
    const taken = takePermits(sane, now, pace.lot, pace);
    if (taken.from - now > patienceMs) throw busy(taken.from - now);
    if (await change(ground, row, tat, taken.tat)) return taken;
  }
}

/** Further ahead than any hold that a vendor asks for. */
const mostAheadMs = 25 * 3_600_000;

async function raiseTo(ground: Ground, row: string, to: number): Promise<void> {
  for (;;) {
    const tat = await tatOf(ground, row);
    if ((tat ?? 0) >= to || (await change(ground, row, tat, to))) return;
  }
}

async function tatOf({ store }: Ground, row: string): Promise<number | undefined> {
  const every = store.everyPortal();
  return (await every.first(every.db.selectFrom("limits").select("tat").where("key", "=", row)))?.tat;
}

/** @returns false when another process changed the row in the meantime */
async function change({ store }: Ground, row: string, before: number | undefined, tat: number): Promise<boolean> {
  const every = store.everyPortal();
  const { db } = every;
  const query =
    before === undefined
      ? db
          .insertInto("limits")
          .values({ key: row, tat })
          .onConflict((conflict) => conflict.column("key").doNothing())
      : db.updateTable("limits").set({ tat }).where("key", "=", row).where("tat", "=", before);
  return tryCommit(every, [write(query, 1)]);
}

function busy(waitMs: number): OutsideError {
  return new OutsideError("The other side's limit is used up for the moment. This goes on by itself.", {
    code: "limit.busy",
    remedy: "retry",
    retryAfterMs: Math.ceil(waitMs),
  });
}
