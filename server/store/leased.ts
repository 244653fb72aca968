/** Rows that wait for their time and are leased to whoever works on them (`next_at`, `leased_until`). */
import { sql } from "kysely";

/** Whoever works on a row took longer than its lease: another process may have it by now. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** Longer than any single call, so that whoever has a row next finds what was made; a mail takes longest. Milliseconds. */
export const callMs = 60_000;

/** To be asked right before a call. @param until of the lease @throws LeaseLost where the call may outlast it */
export function checkRowLease(now: number, until: number): void {
  if (now >= until - callMs) throw new LeaseLost("The lease on the row may run out before the call ends.");
}

/** When the first of them can be worked on: it is due, and nobody's lease on it holds. Epoch milliseconds, as `at`. */
export const firstFreeAt = sql<number>`min(case when leased_until > next_at then leased_until else next_at end)`.as(
  "at",
);
