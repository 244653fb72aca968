import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  addTo,
  contributionOf,
  costOf,
  emptyDay,
  emptyFact,
  type FactEvent,
  factWith,
  funnelOf,
  optInCounts,
  type Said,
  storedDay,
  withoutSmall,
} from "../../../core/insight/index.ts";

const message = { country: "IT", channel: "template" } as const;
const event = (kind: string, at: number, more: Partial<FactEvent> = {}): FactEvent => ({
  kind,
  screen: null,
  field_id: null,
  code: null,
  at,
  ...more,
});

const story: FactEvent[] = [
  event("sent", 1_000),
  event("delivered", 3_000),
  event("opened", 60_000),
  event("shown", 60_000, { screen: "B" }),
  event("submitted", 90_000, { screen: "B" }),
  event("shown", 90_000, { screen: "A" }),
  event("rejected", 95_000, { screen: "A", field_id: "a|b%", code: "format" }),
  event("back", 99_000, { screen: "A" }),
  event("shown", 99_000, { screen: "B" }),
  event("changed", 110_000, { screen: "B", field_id: "__proto__" }),
  event("submitted", 110_000, { screen: "B" }),
  event("shown", 110_000, { screen: "A" }),
  event("billed", 3_000, { code: "marketing.regular" }),
];

function figuresOf(portions: readonly (readonly FactEvent[])[]) {
  const day = emptyDay();
  let fact = emptyFact();
  for (const portion of portions) {
    const next = factWith(fact, portion);
    addTo(day, contributionOf(fact, message), -1);
    addTo(day, contributionOf(next, message), 1);
    fact = next;
  }
  const { counts, times } = storedDay(day);
  return { counts: Object.entries(JSON.parse(counts)).sort(), times: times.split("\n").sort() };
}

describe("a message's events", () => {
  it("make the same figures in any order and in any portions", () => {
    const whole = figuresOf([story]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(story, { minLength: story.length, maxLength: story.length }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 }),
        (events, sizes) => {
          const rest = [...events];
          const portions = [...sizes.map((size) => rest.splice(0, size)), rest];
          expect(figuresOf(portions)).toEqual(whole);
        },
      ),
    );
  });

  it.each(["__proto__", "constructor", "toString"])("of a screen called %s change nothing but the fact", (screen) => {
    const before = structuredClone(emptyFact());
    const fact = factWith(before, [event("shown", 1_000, { screen }), event("back", 2_000, { screen })]);
    expect(Object.entries(fact.screens)).toEqual([[screen, { shown: 1_000, last: 1_000, back: 1 }]]);
    expect(["back", "shown"].filter((name) => name in structuredClone({}) || name in Object)).toEqual([]);
    expect(before).toEqual(emptyFact());
  });

  it("count the screen that was shown last as the one that was left, whatever screens are called", () => {
    const { counts } = contributionOf(factWith(emptyFact(), story), message);
    expect(counts.get("left|A")).toBe(1);
    expect(counts.has("left|B")).toBe(false);
    const done = contributionOf(factWith(emptyFact(), [...story, event("accepted", 120_000)]), message);
    expect([...done.counts.keys()].filter((key) => key.startsWith("left"))).toEqual([]);
  });

  it("that only tell of a failure count nowhere", () => {
    const failed = factWith(emptyFact(), [event("failed", 5)]);
    expect(contributionOf(failed, message).counts.size).toBe(0);
  });
});

describe("the funnel", () => {
  const counts = (reached: Record<string, number>) =>
    new Map(Object.entries(reached).map(([stage, count]) => [`stage|${stage}`, count]));

  it("leaves out opening where none was seen, and has no share of nobody", () => {
    const steps = funnelOf(counts({ sent: 4, delivered: 0, opened: 0 }), []);
    expect(steps.map(({ stage, ofBefore }) => [stage, ofBefore])).toEqual([
      ["sent", undefined],
      ["delivered", 0],
      ["read", undefined],
      ["started", undefined],
      ["completed", undefined],
      ["landed", undefined],
    ]);
  });
});

describe("small groups", () => {
  const group = (value: string, sent: number) => ({ value, sent });
  const shown = (groups: readonly { value: string; sent: number }[]) =>
    withoutSmall(groups).map(({ value, others, parts }) => [
      others ? "others" : value,
      parts.reduce((sum, { sent }) => sum + sent, 0),
    ]);

  it("become one, and no group can be found by taking the others from the whole", () => {
    expect(shown([group("IT", 40), group("DE", 9), group("MT", 3), group("LU", 4)])).toEqual([
      ["IT", 40],
      ["DE", 9],
      ["others", 7],
    ]);
    expect(shown([group("IT", 40), group("DE", 9), group("MT", 1)])).toEqual([
      ["IT", 40],
      ["others", 10],
    ]);
    expect(shown([group("IT", 5)])).toEqual([["IT", 5]]);
  });
});

describe("what messages cost", () => {
  const prices = {
    currency: "EUR",
    countries: { IT: { marketing: 0.06, utility: 0.03 }, "*": { marketing: 0.1, utility: 0.05 } },
  };
  const billed = (category: string, country: string, messages: number) => ({ category, country, messages });

  it("is what was billed, by the business's own prices", () => {
    const messages = {
      billed: [billed("marketing", "IT", 100), billed("utility", "FR", 10)],
      free: 5,
      untold: 0,
      completed: 13,
    };
    expect(costOf(messages, prices)).toMatchObject({ state: "known", currency: "EUR", amount: 6.5, perCompleted: 0.5 });
  });

  it("names no small country among those without a price", () => {
    const messages = {
      billed: [
        billed("marketing", "DE", 40),
        billed("marketing", "FR", 9),
        billed("marketing", "MT", 1),
        billed("utility", "LU", 2),
        billed("utility", "MC", 1),
      ],
      free: 0,
      untold: 0,
      completed: 0,
    };
    expect(costOf(messages, { currency: "EUR", countries: {} }).unpriced).toEqual([
      { country: "DE", others: false, category: "marketing", messages: 40 },
      { country: "", others: true, category: "marketing", messages: 10 },
      { country: "", others: true, category: "utility", messages: 3 },
    ]);
  });

  it("is unknown without prices, and not zero", () => {
    const cost = costOf({ billed: [billed("marketing", "IT", 1)], free: 9, untold: 0, completed: 1 }, undefined);
    expect(cost.state).toBe("unknown");
    expect(cost.amount).toBeUndefined();
    expect(costOf({ billed: [], free: 0, untold: 7, completed: 1 }, prices).state).toBe("unknown");
    expect(costOf({ billed: [], free: 3, untold: 7, completed: 1 }, prices).state).toBe("unknown");
  });

  it("is partly known where some have no price, and nothing where all are free", () => {
    const some = {
      billed: [billed("marketing", "IT", 1), billed("authentication", "IT", 1)],
      free: 0,
      untold: 0,
      completed: 0,
    };
    expect(costOf(some, prices)).toMatchObject({ state: "partly", amount: 0.06 });
    expect(costOf({ billed: [], free: 3, untold: 0, completed: 1 }, undefined)).toMatchObject({
      state: "known",
      amount: 0,
    });
  });
});

describe("opt-ins", () => {
  const said = (at: number, state: Said["state"], via = "question"): Said => ({
    id: `cns_${at}`,
    state,
    via,
    source: "",
    flowId: "",
    day: `2026-10-0${at}`,
    at,
  });
  const counted = (all: readonly Said[]) => optInCounts(all).map(({ day, key }) => [day, key]);

  it("count once until somebody says STOP, which counts on the day they were gained", () => {
    const all = [said(1, "given"), said(2, "given", "form_box"), said(3, "withdrawn", "word"), said(4, "withdrawn")];
    const expected = [
      ["2026-10-01", "gained|question|"],
      ["2026-10-01", "stopped|question|"],
    ];
    expect(counted(all)).toEqual(expected);
    expect(counted(all.toReversed())).toEqual(expected);
  });

  it("START takes a STOP back, and a new agreement after STOP counts anew", () => {
    expect(counted([said(1, "given"), said(2, "withdrawn"), said(3, "resumed")])).toEqual([
      ["2026-10-01", "gained|question|"],
    ]);
    expect(counted([said(1, "given"), said(2, "withdrawn"), said(3, "given", "operator")])).toHaveLength(3);
    expect(counted([said(1, "declined"), said(2, "withdrawn")])).toEqual([]);
  });
});
