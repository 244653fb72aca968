/** Whatever comes when: no rolling window ever holds more calls than the limit, and no call waits without need. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Limit, paceOf, takePermits } from "../../../server/limits/gcra.ts";
import { limitTable } from "../../../server/limits/table.ts";

const limits = fc.oneof(
  fc.constantFrom<Limit>(...Object.values(limitTable)),
  fc.record({ calls: fc.integer({ min: 1, max: 500 }), windowMs: fc.integer({ min: 100, max: 60_000 }) }),
);

/** Most events in any closed window of this length. */
function fullest(times: readonly number[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  let from = 0;
  let most = 0;
  for (const [index, at] of sorted.entries()) {
    while ((sorted[from] ?? 0) <= at - windowMs) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

describe("the pace of a limit", () => {
  it("fits into every rolling window, even when each lot is used as late as it may be", () => {
    fc.assert(
      fc.property(
        limits,
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.boolean()), { minLength: 1, maxLength: 300 }),
        (limit, askers) => {
          const pace = paceOf(limit);
          const used: number[] = [];
          let tat = 0;
          let now = 1_000_000;
          for (const [pause, late] of askers) {
            now += pause;
            const taken = takePermits(tat, now, pace.lot, pace);
            tat = taken.tat;
            for (let each = 0; each < pace.lot; each += 1) used.push(taken.from + (late ? pace.leaseMs : 0));
          }
          expect(fullest(used, limit.windowMs)).toBeLessThanOrEqual(limit.calls);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("lets a burst through at once after a pause, and uses most of what is allowed in the long run", () => {
    const limit = limitTable.hubspot_api;
    const pace = paceOf(limit);
    const now = 1_000_000;
    let tat = 0;
    let atOnce = 0;
    for (;;) {
      const taken = takePermits(tat, now, pace.lot, pace);
      if (taken.from > now) break;
      tat = taken.tat;
      atOnce += pace.lot;
    }
    expect(atOnce).toBeGreaterThanOrEqual(limit.calls / 10);
    expect(1 / pace.intervalMs).toBeGreaterThan((0.7 * limit.calls) / limit.windowMs);
  });
});
