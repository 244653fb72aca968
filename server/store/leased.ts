/** Rows that wait for their time and are leased to whoever works on them (`next_at`, `leased_until`). */
import { sql } from "kysely";

/** Whoever worked on a row took longer than its lease: another process may have it by now. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** When the first of them can be worked on: it is due, and nobody's lease on it holds. Epoch milliseconds, as `at`. */
export const firstFreeAt = sql<number>`min(case when leased_until > next_at then leased_until else next_at end)`.as(
  "at",
);
