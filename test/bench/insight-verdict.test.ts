import { expect, it } from "@jest/globals";
import { failuresOf, speedOf } from "./insight-verdict.ts";

it("a benchmark of figures fails where one is wrong, hardly faster than raw, or grows with the events", () => {
  const small = { ours: [9, 1, 2], raw: [20] };
  const good = speedOf("funnel", small, { ours: [90, 3, 4], raw: [500, 60] });
  expect(good).toEqual({ name: "funnel", oursMs: 3, rawMs: 60, faster: 20, smallMs: 1, grown: 3 });
  expect(failuresOf("sqlite", 0, [good])).toEqual([]);
  const bad = speedOf("series", small, { ours: [3.5, 4], raw: [60] });
  expect(failuresOf("sqlite", 2, [good, bad])).toEqual([
    "sqlite: 2 figures are wrong",
    "sqlite: series is 17.14 times as fast as raw, not 20",
    "sqlite: series takes 3.5 times as long at ten times the events",
  ]);
  expect(failuresOf("postgres", 0, [speedOf("times", undefined, { ours: [], raw: [] })])).toHaveLength(2);
});
