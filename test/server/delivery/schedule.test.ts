/** What an error means for a step, and that the documentation says the same. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { sortHubSpotError } from "../../../connectors/hubspot/errors.ts";
import { OutsideError } from "../../../core/errors.ts";
import { pauseAfter, probeWaits } from "../../../server/delivery/destinations.ts";
import {
  blamesDestination,
  horizonMs,
  judge,
  longestWaitMs,
  lookAfterMs,
  retryWaits,
  type Tried,
} from "../../../server/delivery/schedule.ts";
import { inboxWaits } from "../../../server/inbox/inbox.ts";
import { paceOf } from "../../../server/limits/gcra.ts";
import { limitTable } from "../../../server/limits/table.ts";
import { LeaseLost } from "../../../server/store/leased.ts";

const tried = (change: Partial<Tried> = {}): Tried => ({ failures: 0, begunAt: 0, now: 0, chance: 0.5, ...change });
const refusal = (status: number, headers: Record<string, string> = {}, body: unknown = {}, writes = true) =>
  sortHubSpotError({ status, headers: new Headers(headers), body, writes });

describe("what an error of HubSpot's means", () => {
  const verdicts: [string, unknown, unknown][] = [
    ["429 with Retry-After", refusal(429, { "retry-after": "90" }), { kind: "wait", afterMs: 90_000 }],
    ["429 of ten seconds", refusal(429, {}, { policyName: "TEN_SECONDLY_ROLLING" }), { kind: "wait", afterMs: 10_000 }],
    ["429 of one second", refusal(429, {}, { policyName: "SECONDLY" }), { kind: "wait", afterMs: 1_000 }],
    ["429 of the day", refusal(429, {}, { policyName: "DAILY" }), { kind: "wait", afterMs: 3_600_000 }],
    ["423 bulk lock", refusal(423), { kind: "wait", afterMs: 2_000 }],
    ["477 migrating", refusal(477, { "retry-after": "86400" }), { kind: "wait", afterMs: 86_400_000 }],
    ["500 on a read", refusal(500, {}, {}, false), { kind: "retry", afterMs: 2_500 }],
    ["500 on a write", refusal(500), { kind: "retry", afterMs: lookAfterMs }],
    ["503 on a write with Retry-After", refusal(503, { "retry-after": "60" }), { kind: "retry", afterMs: 60_000 }],
    ["401", refusal(401), { kind: "authorise", afterMs: 2_500 }],
    ["400", refusal(400), { kind: "dead" }],
    ["403", refusal(403), { kind: "dead" }],
    ["404", refusal(404), { kind: "dead" }],
    ["BAD_REFRESH_TOKEN", refusal(400, {}, { status: "BAD_REFRESH_TOKEN" }), { kind: "retry", afterMs: 2_500 }],
    ["a lease that we lost ourselves", new LeaseLost("late"), { kind: "wait", afterMs: lookAfterMs }],
    ["our own fault, perhaps after the call", new TypeError("a bug"), { kind: "retry", afterMs: lookAfterMs }],
  ];
  it.each(verdicts)("%s", (_name, error, verdict) => {
    expect(judge(error, tried())).toEqual(verdict);
  });
});

describe("the schedule", () => {
  it("has full jitter: anything from nothing to the longest wait", () => {
    const error = refusal(500, {}, {}, false);
    expect(judge(error, tried({ chance: 0 }))).toEqual({ kind: "retry", afterMs: 1 });
    expect(judge(error, tried({ failures: 4, chance: 1 - 2 ** -32 }))).toEqual({
      kind: "retry",
      afterMs: retryWaits[4],
    });
    expect(judge(error, tried({ failures: 400, chance: 1 - 2 ** -32 }))).toEqual({
      kind: "retry",
      afterMs: retryWaits[6],
    });
  });

  it("ends no sooner than after three days, however the dice fall, and then it does end", () => {
    expect(horizonMs).toBeGreaterThanOrEqual(3 * 24 * 3_600_000);
    for (const error of [refusal(500), refusal(401), new TypeError("a bug")]) {
      expect(judge(error, tried({ failures: 5_000, now: horizonMs - 1 })).kind).not.toBe("dead");
      expect(judge(error, tried({ failures: 1, now: horizonMs })).kind).toBe("dead");
    }
  });

  it("does not count waits that we were told, which have an end of their own", () => {
    expect(judge(refusal(429), tried({ now: horizonMs + 1 })).kind).toBe("wait");
    expect(judge(refusal(429), tried({ now: longestWaitMs })).kind).toBe("dead");
  });
});

it("a destination is blamed for its outages, not for its limits or our mistakes", () => {
  const blamed = [refusal(500), refusal(401), new OutsideError("x", { code: "hubspot.unreachable", remedy: "retry" })];
  const not = [refusal(429), refusal(400), refusal(477), new TypeError("a bug")];
  expect(blamed.map(blamesDestination)).toEqual([true, true, true]);
  expect(not.map(blamesDestination)).toEqual([false, false, false, false]);
});

it("docs/delivery.md says what the code does", async () => {
  const text = await readFile(new URL("../../../docs/delivery.md", import.meta.url), "utf8");
  const row = (name: string): string | undefined =>
    text
      .split("\n")
      .find((line) => line.startsWith(`| ${name} |`))
      ?.split("|")[2]
      ?.trim();
  expect(row("Waits after failures in a row")).toBe(retryWaits.map(inWords).join(", "));
  expect(row("A failing step is given up after")).toBe(inWords(horizonMs));
  expect(row("A step that is told to wait is given up after")).toBe(inWords(longestWaitMs));
  expect(row("What may have landed is looked for after, at least")).toBe(inWords(lookAfterMs));
  expect(row("Failures in a row that pause a destination")).toBe(String(pauseAfter));
  expect(row("Waits between probes")).toBe(probeWaits.map(inWords).join(", "));
  expect(row("Waits of the inbox")).toBe(inboxWaits.map(inWords).join(", "));
  for (const [name, limit] of Object.entries(limitTable)) {
    const { burst, intervalMs } = paceOf(limit);
    expect(row(`\`${name}\``)).toBe(
      `${limit.calls} in ${inWords(limit.windowMs)}: ${burst} at once, then one every ${intervalMs} ms`,
    );
  }
});

function inWords(ms: number): string {
  const units: [number, string][] = [
    [24 * 3_600_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1_000, "s"],
  ];
  const [size, unit] = units.find(([each]) => ms >= 2 * each || ms === each) ?? [1, "ms"];
  return `${ms / size} ${unit}`;
}
