/** Kinds of questions that WhatsApp has no component for, and what stands on the screen instead. */
import { describe, expect, it } from "@jest/globals";
import { compile } from "../../../core/flow/index.ts";
import type { CompiledFlow } from "../../../core/flow/types.ts";
import type { Condition } from "../../../core/form/rules.ts";
import type { Field, Form } from "../../../core/form/types.ts";
import { readScreen } from "../../../core/submission/validate.ts";
import { choices, field, formOf } from "./forms.ts";
import { inputsInSight } from "./on-phone.ts";

const only = (one: Field, extra: Partial<Form> = {}) => {
  const compiled = compile(formOf([one], extra));
  expect(compiled.check).toEqual({ ok: true, problems: [] });
  return compiled;
};
const components = ({ flow }: CompiledFlow, screen = 0) => flow.screens[screen]?.layout.children ?? [];
const reading = ({ form, screens }: CompiledFlow, payload: Record<string, unknown>) => {
  const [screen] = screens;
  if (!screen) throw new Error("There is no screen.");
  const read = readScreen(form, screen, payload);
  return read.ok ? read.answers : read.problems.map(({ code }) => code);
};
const sight = ({ flow }: CompiledFlow, form: Record<string, unknown>, data = {}) => {
  const [screen] = flow.screens;
  return screen ? inputsInSight(screen, { form, data }) : [];
};

it("a time of day is typed, in the pattern that WhatsApp's reference gives", () => {
  const compiled = only(field("f", { kind: "time", title: "At what time of the day shall we call you?" }), {
    language: "de",
  });
  expect(components(compiled)).toMatchObject([
    { type: "TextSubheading" },
    {
      type: "TextInput",
      label: "Uhrzeit",
      pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
      "helper-text": "24 Stunden, etwa 09:30 oder 17:45.",
    },
    { type: "Footer" },
  ]);
  expect(reading(compiled, { f: "23:59" })).toEqual([{ fieldId: "f", value: "23:59" }]);
  expect(reading(compiled, { f: "24:00" })).toEqual(["not_a_time"]);
});

it("a signature is a typed name and a tick, and is named so", () => {
  const compiled = only(
    field("f", { kind: "signature", title: "Your signature", text: "I accept the offer.", required: true }),
  );
  expect(components(compiled).map(({ type }) => type)).toEqual([
    "TextSubheading",
    "TextBody",
    "TextInput",
    "OptIn",
    "Footer",
  ]);
  expect(compiled.report.lines[0]).toMatchObject({ outcome: "adapted", code: "signature.typed_name" });
  expect(compiled.report.lines[0]?.message).toMatch(/typed name with consent, not a drawn signature/);
  expect(reading(compiled, { f_name: "Ana", f_agreed: true })).toEqual([
    { fieldId: "f", part: "name", value: "Ana" },
    { fieldId: "f", part: "agreed", value: true },
  ]);
  expect(reading(compiled, { f_name: "Ana", f_agreed: false })).toEqual(["required"]);
});

it("a ranking is one list per place, and no option stands twice", () => {
  const compiled = only(field("f", { kind: "ranking", choices: choices(3), required: true }), { language: "fr" });
  expect(components(compiled).slice(1, -1)).toMatchObject([
    { type: "Dropdown", label: "Rang 1" },
    { type: "Dropdown", label: "Rang 2" },
    { type: "Dropdown", label: "Rang 3" },
  ]);
  expect(reading(compiled, { f__1: "c2", f__2: "c1", f__3: "c3" })).toMatchObject([
    { part: "1", value: "c2" },
    { part: "2" },
    {},
  ]);
  expect(reading(compiled, { f__1: "c2", f__2: "c2", f__3: "c3" })).toEqual(["duplicate_choice"]);
});

it("a long table goes over several screens, a few rows each, and is one question all the same", () => {
  const rows = Array.from({ length: 12 }, (_, at) => ({ key: `r${at}`, label: `Row ${at}`, required: true }));
  const compiled = only(
    field("f", { kind: "matrix", title: "Rate us", rows, columns: choices(4), multiple: false, required: true }),
  );
  expect(compiled.screens.map(({ inputs }) => inputs.length)).toEqual([4, 4, 4]);
  expect(compiled.screens.map(({ routes }) => routes)).toEqual([["PAGE_B"], ["PAGE_C"], []]);
  for (const screen of [0, 1, 2])
    expect(components(compiled, screen)).toContainEqual({ type: "TextSubheading", text: "Rate us" });
  expect(compiled.report.lines).toMatchObject([{ code: "matrix.row_by_row", screen: "PAGE_A" }]);
});

describe("an answer of one's own", () => {
  const other = { choices: choices(3), allowOther: true } as const;

  it("is typed below the list once “Other” is chosen, and replaces it", () => {
    const compiled = only(field("f", { kind: "single_choice", ...other, required: true }), { language: "it" });
    expect(sight(compiled, {})).toEqual(["f"]);
    expect(sight(compiled, { f: "__other" })).toEqual(["f", "f_other"]);
    expect(reading(compiled, { f: "__other", f_other: " Neon " })).toEqual([
      { fieldId: "f", value: "__other", chosen: [{ id: "__other", label: "Neon", value: "Neon" }] },
    ]);
    expect(reading(compiled, { f: "c1", f_other: "left from before" })).toEqual([{ fieldId: "f", value: "c1" }]);
    expect(reading(compiled, { f: "__other", f_other: "  " })).toEqual(["required"]);
    expect(compiled.report.lines).toMatchObject([{ outcome: "exact" }]);
  });

  it("stands beside options that are ticked, and counts without its tick", () => {
    const compiled = only(field("f", { kind: "multiple_choice", ...other, maxSelect: 2 }));
    expect(reading(compiled, { f: ["c1"], f_other: "Neon" })).toEqual([
      {
        fieldId: "f",
        value: ["c1", "__other"],
        chosen: [expect.objectContaining({ id: "c1" }), { id: "__other", label: "Neon", value: "Neon" }],
      },
    ]);
    expect(reading(compiled, { f: ["c1", "c2"], f_other: "Neon" })).toEqual(["too_many"]);
    expect(reading(compiled, { f: [], f_other: "" })).toEqual([]);
  });
});

describe("a list that is longer than WhatsApp takes", () => {
  const cities = choices(450, (place) => `${String.fromCharCode(65 + Math.floor(place / 20))}-town ${place}`);

  it("is asked in two steps on one screen, and only the chosen part counts", () => {
    const compiled = only(field("f", { kind: "dropdown", choices: cities, allowOther: true, required: true }));
    expect(compiled.screens).toHaveLength(1);
    const [, group] = components(compiled);
    expect(group).toMatchObject({ type: "Dropdown", label: "Choose a group" });
    expect(group?.["data-source"]).toContainEqual({ id: "1", title: "A-town 1 – C-town 50" });
    expect(sight(compiled, { f_group: "2" })).toEqual(["f_group", "f_list_2"]);
    expect(reading(compiled, { f_group: "2", f_list_1: "c1", f_list_2: "c60" })).toEqual([
      { fieldId: "f", value: "c60" },
    ]);
    expect(reading(compiled, { f_group: "2", f_list_1: "c1", f_list_2: "" })).toEqual(["required"]);
    expect(reading(compiled, { f_group: "__other", f_other: "Rome" })).toMatchObject([{ chosen: [{ label: "Rome" }] }]);
  });

  it("is ticked in several lists that count as one", () => {
    const compiled = only(
      field("f", {
        kind: "multiple_choice",
        choices: cities.slice(0, 45),
        allowOther: false,
        minSelect: 2,
        required: true,
      }),
    );
    expect(components(compiled).filter(({ type }) => type === "CheckboxGroup")).toHaveLength(3);
    expect(reading(compiled, { f_list_1: ["c3"], f_list_2: [], f_list_3: ["c40"] })).toEqual([
      { fieldId: "f", value: ["c3", "c40"] },
    ]);
    expect(reading(compiled, { f_list_1: ["c3"] })).toEqual(["too_few"]);
    expect(reading(compiled, {})).toEqual(["required"]);
  });
});

describe("what depends on an answer", () => {
  const yes: Condition = {
    op: "eq",
    subject: { kind: "field", field: "q" },
    operand: { kind: "constant", value: true },
  };
  const q = field("q", { kind: "boolean", trueLabel: "Yes", falseLabel: "No", required: true });
  const more = field("more", { kind: "short_text", required: true });
  const last = field("last", { kind: "short_text" });

  it("appears on the phone with it, by a condition or by a jump over it", () => {
    const shown = compile(formOf([q, { ...more, showIf: yes }, last]));
    const over = compile(
      formOf([q, more, last], {
        rules: [
          { after: "q", when: { op: "not", arg: yes }, do: [{ kind: "jump", to: { kind: "field", field: "last" } }] },
        ],
      }),
    );
    for (const compiled of [shown, over]) {
      expect(compiled.screens.map(({ fields, conditional }) => [fields, conditional])).toEqual([
        [["q", "more", "last"], ["more"]],
      ]);
      expect(sight(compiled, { q: "true" })).toEqual(["q", "more", "last"]);
      expect(sight(compiled, { q: "false", more: "typed before" })).toEqual(["q", "last"]);
    }
    expect(components(shown)).toContainEqual(
      expect.objectContaining({ type: "If", condition: "(${form.q} == 'true')" }),
    );
  });

  it("on text, numbers or several options is decided by the endpoint, on the next screen", () => {
    const number = field("n", { kind: "number" });
    const large: Condition = {
      op: "gt",
      subject: { kind: "field", field: "n" },
      operand: { kind: "constant", value: 5 },
    };
    const compiled = compile(formOf([number, { ...more, showIf: large }, last]));
    expect(compiled.screens).toMatchObject([
      { fields: ["n"], routes: ["PAGE_B"] },
      { fields: ["more", "last"], shownBy: { more: "show_more" }, routes: [] },
    ]);
    expect(compiled.flow.screens[1]?.data).toHaveProperty("show_more", { type: "boolean", __example__: true });
  });

  it("is passed over where a whole screen is for others", () => {
    const large: Condition = {
      op: "gt",
      subject: { kind: "field", field: "n" },
      operand: { kind: "constant", value: 5 },
    };
    const compiled = compile(
      formOf([field("n", { kind: "number" }), { ...more, showIf: large, screen: "new" }, { ...last, screen: "new" }]),
    );
    expect(compiled.screens.map(({ routes }) => routes)).toEqual([["PAGE_B", "PAGE_C"], ["PAGE_C"], []]);
  });
});

it("a form says how long it takes", () => {
  const short = only(field("f", { kind: "boolean", trueLabel: "Yes", falseLabel: "No" })).report.seconds;
  const long = compile(formOf(Array.from({ length: 20 }, (_, at) => field(`q${at}`, { kind: "long_text" })))).report
    .seconds;
  expect(short).toBeGreaterThan(3);
  expect(long).toBeGreaterThan(400);
});
