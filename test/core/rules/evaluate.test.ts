import { describe, expect, it } from "@jest/globals";
import type { Action, Comparison, Condition, Operand, Rule } from "../../../core/form/rules.ts";
import { type Form, formSchema } from "../../../core/form/types.ts";
import { evaluate } from "../../../core/rules/index.ts";
import type { Answer, AnswerValue } from "../../../core/submission/types.ts";
import { choices, formOf } from "../submission/screens.ts";

const fields = ["a", "b", "c", "d"].map((id) => ({ id, kind: "short_text" }));

function withRules(rules: Rule[], extra: Partial<Form> = {}): Form {
  return formSchema.parse({ ...formOf(...fields), rules, ...extra });
}

/** Every field is answered by what stands here; the others were passed without an answer. */
function run(form: Form, values: Record<string, AnswerValue> = {}, hidden?: Record<string, string>) {
  const answersOf = (fieldId: string): Answer[] =>
    Object.hasOwn(values, fieldId) ? [{ fieldId, value: values[fieldId] ?? "" }] : [];
  return evaluate(form, answersOf, hidden);
}

const always: Condition = { op: "always" };
const field = (id: string, part?: string) => ({ kind: "field" as const, field: id, ...(part && { part }) });
const constant = (value: string | number | boolean): Operand => ({ kind: "constant", value });
const is = (op: Comparison, id: string, operand: Operand): Condition => ({ op, subject: field(id), operand });
const to = (id: string): Action => ({ kind: "jump", to: { kind: "field", field: id } });
const end = (ending?: string): Action => ({ kind: "jump", to: { kind: "ending", ...(ending && { ending }) } });
const rule = (after: string, when: Condition, ...actions: Action[]): Rule => ({ after, when, do: actions });
const calc = (op: "set" | "add" | "subtract" | "multiply" | "divide", value: number | string): Action => ({
  kind: "calc",
  op,
  variable: "score",
  value: { kind: "constant", value },
});
const score = { variables: [{ name: "score", kind: "number" as const, initial: 6 }] };

describe("the way", () => {
  it("is every field in order without rules, also what no section lists", () => {
    const form = { ...withRules([]), sections: [{ id: "s", items: ["c", "a", "c", "gone"] }] };
    expect(run(form)).toEqual({ fields: ["c", "a", "b", "d"], variables: {}, end: { kind: "ended" } });
  });

  it("follows the first jump whose condition holds", () => {
    const form = withRules([
      rule("a", is("eq", "a", constant("x")), to("c")),
      rule("a", is("startsWith", "a", constant("x")), to("d")),
      rule("c", always, end()),
    ]);
    expect(run(form, { a: "x" }).fields).toEqual(["a", "c"]);
    expect(run(form, { a: "xy" }).fields).toEqual(["a", "d"]);
    expect(run(form, { a: "y" }).fields).toEqual(["a", "b", "c"]);
    expect(run(form).fields).toEqual(["a", "b", "c"]);
  });

  it("may begin behind the first question, by a hidden value that the form sets or the message brings", () => {
    const returning: Condition = { op: "eq", subject: { kind: "hidden", name: "from" }, operand: constant("shop") };
    const form = withRules([rule("@start", returning, to("c"))], { hidden: [{ name: "from", value: "web" }] });
    expect(run(form).fields).toEqual(["a", "b", "c", "d"]);
    expect(run(form, {}, { from: "shop" }).fields).toEqual(["c", "d"]);
    const set = { ...form, hidden: [{ name: "from", value: "shop" }] };
    expect(run(set).fields).toEqual(["c", "d"]);
  });

  it("never runs back, nor to itself, nor to a question that is not there: the next rule or question follows", () => {
    const form = withRules([
      rule("c", always, to("a")),
      rule("c", always, to("c")),
      rule("c", always, to("nowhere")),
      rule("c", always, end()),
    ]);
    expect(run(form).fields).toEqual(["a", "b", "c"]);
    expect(run(withRules([rule("d", always, to("a"))])).fields).toEqual(["a", "b", "c", "d"]);
  });

  it("stops at the first field where the customer has not been", () => {
    const known = (id: string) => (id === "a" ? [] : undefined);
    expect(evaluate(withRules([rule("a", always, to("c"))]), known)).toEqual({
      fields: ["a", "c"],
      variables: {},
      end: { kind: "waiting", field: "c" },
    });
  });

  it("does not see what was answered on another way, nor what comes later", () => {
    const form = withRules([
      rule("a", is("eq", "a", constant("skip")), to("c")),
      rule("c", is("eq", "b", constant("x")), end()),
      rule("a", is("eq", "d", constant("x")), end()),
    ]);
    expect(run(form, { a: "skip", b: "x", d: "x" }).fields).toEqual(["a", "c", "d"]);
    expect(run(form, { b: "x", d: "x" }).fields).toEqual(["a", "b", "c"]);
  });

  it("ends with the ending that was jumped to, else the default one, else the first", () => {
    const endings = ["one", "two", "three"].map((id) => ({ id, title: id, isDefault: id === "two" }));
    const form = (...rules: Rule[]) => withRules(rules, { endings });
    expect(run(form(rule("a", always, end("three")))).end).toEqual({ kind: "ended", ending: "three" });
    expect(run(form(rule("a", always, end("gone")))).end).toEqual({ kind: "ended", ending: "two" });
    expect(run(form()).end).toEqual({ kind: "ended", ending: "two" });
    const without = withRules([], { endings: endings.map((ending) => ({ ...ending, isDefault: false })) });
    expect(run(without).end).toEqual({ kind: "ended", ending: "one" });
  });
});

describe("calculations", () => {
  const scored = (...rules: Rule[]) => run(withRules(rules, score), { a: "x" }).variables["score"];

  it("are made one after the other, a later one on the result of an earlier one", () => {
    expect(scored(rule("a", always, calc("add", 4)), rule("a", always, calc("multiply", 3)))).toBe(30);
    expect(scored(rule("a", always, calc("add", 4)), rule("a", always, calc("set", 1)))).toBe(1);
    expect(
      scored(rule("a", is("eq", "a", constant("y")), calc("add", 4)), rule("b", always, calc("subtract", 2))),
    ).toBe(4);
  });

  it("are made behind a jump too, but not on a way that was not taken", () => {
    expect(scored(rule("a", always, to("c")), rule("a", always, calc("add", 1)))).toBe(7);
    expect(scored(rule("a", always, to("c")), rule("b", always, calc("add", 1)))).toBe(6);
  });

  it("decide by the results so far", () => {
    const high: Condition = { op: "gt", subject: { kind: "variable", name: "score" }, operand: constant(9) };
    const form = withRules([rule("a", always, calc("add", 4)), rule("a", high, to("d"))], score);
    expect(run(form).fields).toEqual(["a", "d"]);
  });

  it("change nothing where there is no result", () => {
    expect(scored(rule("a", always, calc("divide", 0)))).toBe(6);
    expect(scored(rule("a", always, calc("divide", 4)))).toBe(1.5);
    expect(scored(...Array.from({ length: 400 }, () => rule("a", always, calc("multiply", 1e12))))).toBeLessThan(
      Infinity,
    );
    expect(scored(rule("a", always, calc("add", "many")), rule("a", always, calc("add", "2")))).toBe(8);
    expect(scored(rule("a", always, { ...calc("add", 1), variable: "other" } as Action))).toBe(6);
  });

  it("take other variables, and set texts", () => {
    const form = withRules(
      [
        rule("a", always, { kind: "calc", op: "add", variable: "n", value: { kind: "variable", name: "m" } }),
        rule("a", always, { kind: "calc", op: "set", variable: "t", value: { kind: "constant", value: "gold" } }),
        rule("a", always, { kind: "calc", op: "add", variable: "t", value: { kind: "constant", value: 1 } }),
        rule("a", { op: "eq", subject: { kind: "variable", name: "t" }, operand: constant("gold") }, end()),
      ],
      {
        variables: [
          { name: "n", kind: "number", initial: 1 },
          { name: "m", kind: "number", initial: 2 },
          { name: "t", kind: "text", initial: "" },
        ],
      },
    );
    expect(run(form)).toMatchObject({ fields: ["a"], variables: { n: 3, m: 2, t: "gold" } });
  });
});

describe("conditions", () => {
  const form = (when: Condition, extra: Partial<Form> = {}) => withRules([rule("a", when, end())], extra);
  const holds = (when: Condition, value?: AnswerValue) =>
    run(form(when), value === undefined ? {} : { a: value }).fields.length === 1;

  it.each<[Comparison, AnswerValue, string | number | boolean, boolean]>([
    ["eq", "x", "x", true],
    ["eq", "x", "X", false],
    ["eq", 7, "7", true],
    ["eq", "7.0", 7, true],
    ["eq", true, "true", true],
    ["eq", false, true, false],
    ["eq", ["x", "y"], "y", true],
    ["eq", ["x", "y"], "z", false],
    ["ne", "x", "y", true],
    ["ne", "x", "x", false],
    ["ne", ["x", "y"], "y", false],
    ["ne", ["x", "y"], "z", true],
    ["contains", "hello", "ell", true],
    ["contains", ["x"], "x", true],
    ["notContains", "hello", "ell", false],
    ["notContains", "hello", "lo!", true],
    ["startsWith", "hello", "he", true],
    ["endsWith", "hello", "he", false],
    ["endsWith", "hello", "lo", true],
    ["lt", 5, 5, false],
    ["le", 5, 5, true],
    ["gt", 10, 9, true],
    ["gt", "10", 9, true],
    ["ge", 4, 5, false],
    ["lt", "abc", 5, false],
    ["gt", "abc", 5, false],
    ["on", "2026-01-01", "2026-01-01", true],
    ["notOn", "2026-01-01", "2026-01-01", false],
    ["before", "2025-12-31", "2026-01-01", true],
    ["before", "2026-01-01", "2026-01-01", false],
    ["beforeOrOn", "2026-01-01", "2026-01-01", true],
    ["after", "2026-01-02", "2026-01-01", true],
    ["afterOrOn", "2025-12-31", "2026-01-01", false],
    ["after", "someday", "2026-01-01", false],
  ])("%s: %j against %j is %j", (op, value, other, expected) => {
    expect(holds(is(op, "a", constant(other)), value)).toBe(expected);
  });

  it.each(["eq", "ne", "contains", "notContains", "lt", "ge", "notOn"] as Comparison[])(
    "%s with an unanswered question is false",
    (op) => expect(holds(is(op, "a", constant("x")))).toBe(false),
  );

  it("combine", () => {
    const yes = always;
    const no: Condition = { op: "not", arg: always };
    expect(holds({ op: "and", args: [yes, yes] })).toBe(true);
    expect(holds({ op: "and", args: [yes, no] })).toBe(false);
    expect(holds({ op: "or", args: [no, yes] })).toBe(true);
    expect(holds({ op: "or", args: [] })).toBe(false);
    expect(holds({ op: "not", arg: is("eq", "a", constant("x")) })).toBe(true);
    const among = { subject: field("a"), operands: [constant("x"), constant("y")] };
    expect(holds({ op: "in", ...among }, "y")).toBe(true);
    expect(holds({ op: "notIn", ...among }, "y")).toBe(false);
    expect(holds({ op: "notIn", ...among }, "z")).toBe(true);
    expect(holds({ op: "notIn", ...among })).toBe(false);
  });

  it("know what is answered, and look at one line of a question", () => {
    expect(holds({ op: "answered", subject: field("a") }, "x")).toBe(true);
    expect(holds({ op: "answered", subject: field("a") })).toBe(false);
    const parts: Answer[] = [{ fieldId: "a", part: "city", value: "Rome" }];
    const runParts = (when: Condition) => evaluate(form(when), (id) => (id === "a" ? parts : [])).fields.length === 1;
    expect(runParts({ op: "eq", subject: field("a", "city"), operand: constant("Rome") })).toBe(true);
    expect(runParts({ op: "eq", subject: field("a", "street"), operand: constant("Rome") })).toBe(false);
    expect(runParts({ op: "answered", subject: field("a") })).toBe(true);
    expect(runParts({ op: "answered", subject: field("a", "street") })).toBe(false);
  });

  it("compare with choices and variables", () => {
    const picked = {
      ...formOf({ id: "a", kind: "single_choice", choices: choices("red") }, { id: "b", kind: "date" }),
      ...score,
    };
    const when = (operand: Operand) => ({ ...picked, rules: [rule("a", is("eq", "a", operand), end())] });
    expect(run(when({ kind: "choice", choice: "red" }), { a: "red" }).fields).toEqual(["a"]);
    expect(run(when({ kind: "choice", choice: "gone" }), { a: "red" }).fields).toEqual(["a", "b"]);
    expect(run(when({ kind: "variable", name: "score" }), { a: "6" }).fields).toEqual(["a"]);
    expect(run(when({ kind: "variable", name: "gone" }), { a: "6" }).fields).toEqual(["a", "b"]);
  });

  it("may name what every object has without finding it", () => {
    const subject = { kind: "variable" as const, name: "constructor" };
    expect(holds({ op: "ne", subject, operand: constant("x") })).toBe(false);
    const hidden: Condition = { op: "answered", subject: { kind: "hidden", name: "__proto__" } };
    expect(holds(hidden)).toBe(false);
  });
});
