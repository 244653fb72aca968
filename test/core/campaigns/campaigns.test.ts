/** What a broadcast is decided by: shares, pace, days, failures, costs, comparison, stages, health. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  afterFailure,
  afterPress,
  afterStage,
  callsAtOnce,
  checkOf,
  compare,
  firstByRank,
  gradeOf,
  limitOfTier,
  mayPress,
  nextRoom,
  Occupied,
  obstacleOf,
  sizeOfShare,
  slotsFor,
  takeSlots,
  withPeople,
  writtenToday,
} from "../../../core/campaigns/index.ts";

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 22, 12);

describe("a share", () => {
  it("is exactly the first round(share × N) by rank, in whatever order people are given", () => {
    const ranks = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 8, maxLength: 8 }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(ranks, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const first = firstByRank(given, share);
        expect(first.size).toBe(Math.round(share * given.length));
        expect(firstByRank(given.toReversed(), share)).toEqual(first);
        const others = given.filter((rank) => !first.has(rank));
        for (const rank of first) for (const other of others) expect(rank < other).toBe(true);
      }),
    );
    expect(sizeOfShare(0.075, 1_000)).toBe(75);
    expect(sizeOfShare(0.1, 4)).toBe(0);
  });
});

describe("pacing", () => {
  it("has no second at the far side with more than the limit, however long calls take and wherever they are counted", () => {
    const calls = fc.array(
      fc.record({ takes: fc.integer({ min: 1, max: 700 }), counted: fc.double({ min: 0, max: 1, noNaN: true }) }),
      {
        minLength: 30,
        maxLength: 120,
      },
    );
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 12 }), (given, limit) => {
        const counted = farSide(given, limit).toSorted((one, other) => one - other);
        for (const [at, begin] of counted.entries()) {
          expect(counted.slice(at).filter((each) => each < begin + 1_000).length).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("loses no more than what the calls themselves take", () => {
    const quick = Array.from({ length: 400 }, () => ({ takes: 10, counted: 0.5 }));
    const counted = farSide(quick, 40);
    const seconds = ((counted.at(-1) ?? 0) - (counted[0] ?? 0)) / 1_000;
    expect(counted.length / seconds / 40).toBeGreaterThan(0.95);
  });

  it("spreads slots so that a second holds no more than the limit, and nearly as many", () => {
    for (const perSecond of [1, 7, 20, 80, 500, 1_000]) {
      const slots = slotsFor(perSecond);
      expect(Math.ceil(1_000_000 / slots.intervalUs)).toBeLessThanOrEqual(perSecond);
      expect(1_000_000 / slots.intervalUs / perSecond).toBeGreaterThan(0.95);
    }
  });

  it("hands out slots one after the other, and none of the past", () => {
    const slots = slotsFor(80);
    const first = takeSlots(undefined, 1_000_000, slots.lot, slots);
    expect(first.firstUs).toBe(1_000_000);
    const second = takeSlots(first.row, 1_000_000, slots.lot, slots);
    expect(second.firstUs).toBe(1_000_000 + slots.lot * slots.intervalUs);
    expect(takeSlots(second.row, 90_000_000, slots.lot, slots).firstUs).toBe(90_000_000);
  });

  it("waits a second where an earlier process has just sent", () => {
    const occupied = new Occupied(5, 1_000);
    expect(occupied.busyUntil(999, 5)).toBe(1_000);
    expect(occupied.busyUntil(1_000, 5)).toBeUndefined();
    expect(callsAtOnce(1)).toBeGreaterThan(0);
  });
});

/** When the far side counted each call: somewhere between its begin and its end. */
function farSide(calls: readonly { readonly takes: number; readonly counted: number }[], limit: number): number[] {
  const occupied = new Occupied();
  const ends: number[] = [];
  const counted: number[] = [];
  let at = 0;
  const answerUntil = (until: number): void => {
    for (const end of ends.toSorted((one, other) => one - other)) {
      if (end > until) break;
      occupied.answered(end);
      ends.splice(ends.indexOf(end), 1);
    }
  };
  for (const { takes, counted: share } of calls) {
    for (;;) {
      answerUntil(at);
      const busyUntil = occupied.busyUntil(at, limit);
      if (busyUntil === undefined) break;
      at = Math.max(at + 1, Math.min(busyUntil, ...ends));
    }
    occupied.leaves();
    ends.push(at + takes);
    counted.push(at + takes * share);
  }
  return counted;
}

describe("the limit of a day", () => {
  it("is Meta's word, and the smallest one where the word is not known", () => {
    expect(
      ["TIER_50", "TIER_250", "TIER_2K", "TIER_100K", "TIER_UNLIMITED", "NEW", undefined].map(limitOfTier),
    ).toEqual([50, 250, 2_000, 100_000, Number.POSITIVE_INFINITY, 250, 250]);
  });

  it("counts people of the last 24 hours, never fewer", () => {
    const morning = withPeople({}, now, 30);
    const both = withPeople(morning, now + 5 * hour, 12);
    expect(writtenToday(both, now + 6 * hour)).toBe(42);
    expect(writtenToday(both, now + 24 * hour)).toBe(42);
    expect(writtenToday(both, nextRoom(both, now + 6 * hour))).toBe(12);
    expect(nextRoom(both, now) - now).toBeGreaterThanOrEqual(24 * hour);
    expect(writtenToday(withPeople(both, now + 5 * hour, -2), now + 6 * hour)).toBe(40);
    // Room that is given back in a later stretch was taken in an earlier one.
    expect(writtenToday(withPeople(both, now + 6 * hour, -14), now + 6 * hour)).toBe(28);
  });
});

describe("what a failure means", () => {
  it("for somebody who is spared marketing: a day, two, four, and then no more", () => {
    const waits = [0, 1, 2, 3].map((tries) => afterFailure("whatsapp.withheld", tries));
    expect(waits).toEqual([
      { kind: "again", afterMs: 24 * hour },
      { kind: "again", afterMs: 48 * hour },
      { kind: "again", afterMs: 96 * hour },
      { kind: "final" },
    ]);
  });

  it.each(["whatsapp.template_unusable", "whatsapp.payment", "whatsapp.spam_limit", "whatsapp.token"])(
    "for everybody: %s",
    (code) => expect(afterFailure(code, 0)).toEqual({ kind: "pause" }),
  );

  it.each(["whatsapp.undeliverable", "whatsapp.opted_out", "whatsapp.experiment", "whatsapp.refused"])(
    "for this person alone: %s",
    (code) => expect(afterFailure(code, 0)).toEqual({ kind: "final" }),
  );
});

describe("the check", () => {
  const facts = {
    fits: { reachable: 2_600, no_number: 3 },
    payable: [
      { country: "IT", free: false, people: 2_000 },
      { country: "DE", free: false, people: 500 },
      { country: "IT", free: true, people: 100 },
    ],
    languages: [
      { language: "pt-br", people: 10 },
      { language: "it", people: 2_590 },
    ],
    templates: ["it", "pt_PT"],
    category: "marketing" as const,
    prices: { currency: "EUR", countries: { IT: { marketing: 0.06, utility: 0.03 } } },
    dailyLimit: 1_000,
    writtenToday: 400,
    perSecond: 80,
  };

  it("says how many days it takes, what it costs, and what the table has no price for", () => {
    expect(checkOf(facts)).toMatchObject({
      people: 2_603,
      leftToday: 600,
      overToday: 1_900,
      days: 3,
      seconds: 33,
      cost: { amount: 120, free: 100, unpriced: [{ country: "DE", people: 500 }] },
      languages: [
        { language: "it", template: "approved" },
        { language: "pt-br", template: "approved" },
      ],
    });
    const unlimited = checkOf({ ...facts, dailyLimit: Number.POSITIVE_INFINITY, prices: undefined });
    expect(unlimited).toMatchObject({ overToday: 0, days: 1, cost: { amount: 0 } });
    expect(unlimited.leftToday).toBeUndefined();
  });
});

describe("Flow against web form", () => {
  it("says nothing while there are too few, and how many it would take", () => {
    const early = compare({ sent: 40, completed: 12 }, { sent: 40, completed: 3 });
    expect(early).toMatchObject({ verdict: "too-few", needed: expect.any(Number) });
    expect(early.difference).toBeUndefined();
    expect(compare({ sent: 0, completed: 0 }, { sent: 0, completed: 0 }).needed).toBe(392);
  });

  it("names the better side only where chance does not explain it", () => {
    expect(compare({ sent: 500, completed: 150 }, { sent: 500, completed: 100 }).verdict).toBe("flow");
    expect(compare({ sent: 500, completed: 100 }, { sent: 500, completed: 150 }).verdict).toBe("link");
    const close = compare({ sent: 500, completed: 102 }, { sent: 500, completed: 100 });
    expect(close.verdict).toBe("no-difference");
    expect(close.difference?.low).toBeLessThan(0);
    expect(close.difference?.high).toBeGreaterThan(0);
  });

  it("has the bounds of the published example (Newcombe 1998, 56 of 70 against 48 of 80)", () => {
    const { difference } = compare({ sent: 70, completed: 56 }, { sent: 80, completed: 48 });
    expect(difference?.seen).toBeCloseTo(0.2, 4);
    expect(difference?.low).toBeCloseTo(0.0524, 3);
    expect(difference?.high).toBeCloseTo(0.3339, 3);
  });
});

describe("stages", () => {
  const plan = { internal: 2, pilot: 10 };

  it("go from colleagues over the pilot to the rest, each after a go; who is not there is left out", () => {
    expect(afterPress({ state: "ready", stage: "none" }, "start", plan)).toEqual({
      state: "running",
      stage: "internal",
    });
    expect(afterStage({ state: "running", stage: "internal" })).toEqual({ state: "deciding", stage: "internal" });
    expect(afterPress({ state: "deciding", stage: "internal" }, "go", plan)).toEqual({
      state: "running",
      stage: "pilot",
    });
    expect(afterPress({ state: "deciding", stage: "pilot" }, "go", plan)).toEqual({ state: "running", stage: "rest" });
    expect(afterStage({ state: "running", stage: "rest" })).toEqual({ state: "finished", stage: "rest" });
    expect(afterPress({ state: "ready", stage: "none" }, "start", { internal: 0, pilot: 0 })?.stage).toBe("rest");
  });

  it("take nothing that does not fit", () => {
    expect(afterPress({ state: "running", stage: "pilot" }, "go", plan)).toBeUndefined();
    expect(afterPress({ state: "stopped", stage: "pilot" }, "resume", plan)).toBeUndefined();
    expect(mayPress({ state: "finished" })).toEqual([]);
  });
});

describe("health", () => {
  const well = { flow: "published", numbers: ["GREEN"], template: { status: "approved", flagged: false } } as const;

  it.each([
    ["nothing", well, 0, undefined],
    ["a quality that was as low when somebody let it go on", { ...well, numbers: ["YELLOW"] }, 1, undefined],
    ["a quality that fell", { ...well, numbers: ["GREEN", "YELLOW"] }, 0, "quality_fell"],
    ["a low quality", { ...well, numbers: ["RED"] }, 1, "quality_low"],
    ["a paused template", { ...well, template: { status: "paused", flagged: false } }, 0, "template_paused"],
    ["no template", { flow: well.flow, numbers: well.numbers }, 0, "template_missing"],
    ["a Flow that is held back", { ...well, flow: "paused" }, 0, "flow_not_published"],
    ["no number", { ...well, numbers: [] }, 0, "no_sender"],
  ] as const)("stops it: %s", (_what, standing, before, obstacle) => {
    expect(obstacleOf(standing, before)).toBe(obstacle);
  });

  it("counts the worst of the numbers, and none where nothing is rated", () => {
    expect(gradeOf(["green", "RED"])).toBe(2);
    expect(gradeOf(["NA", undefined])).toBe(-1);
  });
});
