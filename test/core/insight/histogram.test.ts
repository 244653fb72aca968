import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  boundsOf,
  bucketOf,
  countTime,
  emptyHistogram,
  type Histogram,
  histogramFrom,
  histogramText,
  percentilesOf,
} from "../../../core/insight/histogram.ts";

/** Half a year in seconds. */
const seconds = fc.integer({ min: 0, max: 15_768_000 });

function histogramOf(values: readonly number[], most?: number): Histogram {
  const histogram = emptyHistogram();
  for (const value of values) countTime(histogram, value, 1, most);
  return histogram;
}

const byRank = (values: readonly number[], share: number): number | undefined =>
  [...values].sort((one, other) => one - other)[Math.ceil(values.length * share) - 1];

describe("times", () => {
  it("each lies in the bucket that has it, and no bucket is wider than a sixteenth of its values", () => {
    fc.assert(
      fc.property(seconds, (value) => {
        const { low, width } = boundsOf(bucketOf(value));
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThan(low + width);
        expect(width).toBeLessThanOrEqual(Math.max(1, low / 16));
      }),
    );
  });

  it("median and p90 are those of all values, whichever days they lie in and however they were kept", () => {
    fc.assert(
      fc.property(fc.array(fc.array(seconds, { maxLength: 60 }), { minLength: 1, maxLength: 6 }), (days) => {
        const all = days.flat();
        const kept = days.map((day) => histogramText(histogramFrom(histogramText(histogramOf(day)))));
        const { count, median, p90, exact } = percentilesOf(kept);
        expect({ count, median, p90, exact }).toEqual({
          count: all.length,
          median: byRank(all, 0.5),
          p90: byRank(all, 0.9),
          exact: true,
        });
      }),
    );
  });

  it("what is taken out again leaves nothing behind", () => {
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 40 }), fc.array(seconds, { maxLength: 40 }), (stay, go) => {
        const histogram = histogramOf([...go, ...stay]);
        for (const value of go) countTime(histogram, value, -1);
        expect(percentilesOf([histogramText(histogram)])).toEqual(percentilesOf([histogramText(histogramOf(stay))]));
      }),
    );
  });

  it("of more times than are kept one by one, both are within one percent and say so", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 300, max: 15_768_000 }), { minLength: 21, maxLength: 200 }), (values) => {
        const { median = 0, p90 = 0, exact } = percentilesOf([histogramText(histogramOf(values, 20))]);
        expect(exact).toBe(false);
        expect(Math.abs(median / (byRank(values, 0.5) ?? 0) - 1)).toBeLessThan(0.01);
        expect(Math.abs(p90 / (byRank(values, 0.9) ?? 0) - 1)).toBeLessThan(0.01);
      }),
    );
  });

  it("what is taken out again after values were rounded leaves nothing behind, either", () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 10, maxLength: 40 }), (values) => {
        const histogram = histogramOf(values, 5);
        for (const value of values) countTime(histogram, value, -1, 5);
        expect([histogram.count, [...histogram.counts], [...histogram.values]]).toEqual([0, [], []]);
      }),
    );
  });

  it("without any there is no median", () => {
    expect(percentilesOf([])).toEqual({ count: 0, exact: true });
  });
});
