/** What answers claim of limited places, and what a decision does about it, without any server. */
import { describe, expect, it } from "@jest/globals";
import {
  type Capacity,
  type ConversationFlow,
  capacityProblems,
  capacitySchema,
  decide,
  type Places,
  type SessionView,
  type Situation,
  withLimits,
} from "../../../core/conversation/index.ts";
import type { CompiledScreen } from "../../../core/flow/types.ts";
import type { Form } from "../../../core/form/types.ts";
import { choices, formOf, screenOf } from "../submission/screens.ts";
import { fresh, submit } from "./flow.ts";

const form: Form = formOf(
  { id: "name", kind: "short_text", required: true },
  { id: "extras", kind: "multiple_choice", choices: choices("bus", "lunch") },
  { id: "size", kind: "dropdown", choices: choices("1", "2", "5") },
  { id: "day", kind: "date" },
);

/** All on one screen, and the extras as the compiler asks for a list that changes. */
const plain = screenOf("PAGE_A", ["name", "size", "day"]);
const screen: CompiledScreen = {
  ...plain,
  inputs: [
    ...plain.inputs,
    { name: "extras", fieldId: "extras", prefill: "p", prefillType: "array", choices: "choices_extras" },
  ],
};

function flowWith(capacity: Capacity): ConversationFlow {
  return { form: withLimits(form, capacity), screens: [screen], dataApiVersion: "3.0", capacity };
}

const taken = (field: string, choice: string, count: number, own = 0) => ({ field, choice, taken: count, own });
const knowing = (...all: Places["taken"]): Situation => ({
  now: 1,
  effects: {},
  places: { taken: all, released: false },
});
const everything = submit("PAGE_A", { name: "Ana", extras: ["bus", "lunch"], size: "5", day: "2027-03-01" });
const capacity: Capacity = [
  { total: 100, amountField: "size" },
  { field: "extras", choices: { bus: 50 }, each: 80 },
  { field: "day", each: 30, amountField: "size" },
];

describe("claims", () => {
  it("come with the answers: places of the form, of each chosen option, of a day, as many as the amount says", () => {
    const decision = decide(flowWith(capacity), fresh, everything, knowing());
    expect(decision).toMatchObject({
      kind: "accept",
      claims: [
        { field: "", choice: "", amount: 5, limit: 100 },
        { field: "extras", choice: "bus", amount: 1, limit: 50 },
        { field: "extras", choice: "lunch", amount: 1, limit: 80 },
        { field: "day", choice: "2027-03-01", amount: 5, limit: 30 },
      ],
    });
  });

  it("leave out what is not limited and what was not answered, and count one where no amount was given", () => {
    const limits: Capacity = [
      { total: 9, amountField: "size" },
      { field: "extras", choices: { lunch: 1 } },
    ];
    const decision = decide(flowWith(limits), fresh, submit("PAGE_A", { name: "Ana", extras: ["bus"] }), knowing());
    expect(decision).toMatchObject({ kind: "accept", claims: [{ field: "", amount: 1, limit: 9 }] });
  });

  it("are none in a Flow without limits, which needs to know nothing", () => {
    const decision = decide(flowWith([]), fresh, everything, { now: 1, effects: {} });
    expect(decision).toMatchObject({ kind: "accept" });
    expect(decision).not.toHaveProperty("claims");
  });
});

describe("what is taken", () => {
  it("is needed before anything is decided, and nothing is refused while nobody can tell", () => {
    const flow = flowWith(capacity);
    const need = { kind: "need", effect: { kind: "capacity", key: "places" } };
    expect(decide(flow, fresh, everything, { now: 1, effects: {} })).toEqual(need);
    expect(decide(flow, fresh, { kind: "open" }, { now: 1, effects: {} })).toEqual(need);
    expect(decide(flow, fresh, everything, { now: 1, effects: {}, places: "failed" })).toMatchObject({
      kind: "accept",
    });
    expect(decide(flow, fresh, everything)).toMatchObject({ kind: "accept" });
  });

  it.each([
    ["an option of several", taken("extras", "lunch", 80), "“LUNCH” has just been taken. Please choose another."],
    [
      "a day",
      taken("day", "2027-03-01", 26),
      "Only 4 places are left for “2027-03-01”. Please take fewer, or choose another.",
    ],
    ["the form", taken("", "", 99), "Only 1 place is left. Please take fewer, or choose another."],
    ["the whole form", taken("", "", 100), "There is no place left. Please write to us in the chat."],
  ])("is said of %s, on the same screen with everything typed", (_name, row, words) => {
    expect(decide(flowWith(capacity), fresh, everything, knowing(row))).toMatchObject({
      kind: "show",
      screen: "PAGE_A",
      errorMessage: words,
      data: expect.objectContaining({ prefill_name: "Ana" }),
    });
  });

  it("is never held against whoever holds it", () => {
    const flow: ConversationFlow = { ...flowWith(capacity), reopen: { kind: "change", until: 2 } };
    const payloads = { PAGE_A: { name: "Ana", extras: ["bus"] } };
    const done: SessionView = { payloads, state: { kind: "accepted", submissionId: "sub_1" } };
    const full = knowing(taken("extras", "bus", 50, 1), taken("", "", 100, 1));
    expect(decide(flow, done, submit("PAGE_A", { name: "Ana", extras: ["bus"] }), full)).toMatchObject({
      kind: "repeat",
    });
    expect(decide(flow, done, submit("PAGE_A", { name: "Eva", extras: ["bus"] }), full)).toMatchObject({
      kind: "correct",
    });
    expect(decide(flow, done, submit("PAGE_A", { name: "Eva", size: "2" }), full)).toMatchObject({ kind: "show" });
  });

  it("closes an optional question to nobody: who need not choose goes on without", () => {
    const flow = flowWith([{ field: "extras", each: 1 }]);
    const full = knowing(taken("extras", "bus", 1), taken("extras", "lunch", 1));
    expect(decide(flow, fresh, { kind: "open" }, full)).toMatchObject({ kind: "show" });
    expect(decide(flow, fresh, submit("PAGE_A", { name: "Ana" }), full)).toMatchObject({ kind: "accept" });
    expect(decide(flow, fresh, submit("PAGE_A", { name: "Ana", extras: ["bus"] }), full)).toMatchObject({
      kind: "show",
    });
  });
});

describe("limits", () => {
  it("mark lists of options only, and leave a form that they do not touch as it is", () => {
    expect(withLimits(form, [{ total: 3 }])).toBe(form);
    expect(withLimits(form, [{ field: "day", each: 3 }])).toBe(form);
    expect(withLimits(form, [{ field: "extras", each: 3 }]).fields["extras"]).toMatchObject({
      choicesFrom: { source: "@form" },
    });
  });

  it("are read once per question and with something to limit", () => {
    const reads = (limits: unknown) => capacitySchema.safeParse(limits).success;
    expect(reads(capacity)).toBe(true);
    expect(reads([{ total: 1 }, { total: 2 }])).toBe(false);
    expect(reads([{ field: "day" }])).toBe(false);
    expect(reads([{ total: -1 }])).toBe(false);
    expect(reads([{ total: 1, each: 2 }])).toBe(false);
  });

  it("that the form cannot have are named", () => {
    expect(capacityProblems(form, capacity)).toEqual([]);
    const wrong: Capacity = [
      { field: "name", each: 1 },
      { field: "extras", choices: { boat: 1 }, amountField: "extras" },
      { total: 1, amountField: "gone" },
    ];
    expect(capacityProblems(form, wrong).map((problem) => problem.slice(0, 30))).toEqual([
      "The answers to name cannot be ",
      "The question extras has no opt",
      "The question extras does not s",
      "The form has no question gone ",
    ]);
  });
});
