import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { applyEdits, editsSchema } from "../../../core/edits/index.ts";
import { compile } from "../../../core/flow/index.ts";
import { type Choice, type Field, type Form, formSchema } from "../../../core/form/types.ts";
import { allComponents } from "./on-phone.ts";

const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 120, unit: "grapheme" }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: "binary" }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "",
      "   ",
      "\u200b\u200d",
      "\ud800",
      "👨‍👩‍👧‍👦".repeat(40),
      "مرحبا بكم في الاستبيان الخاص بنا، كيف يمكننا مساعدتك اليوم؟",
      "\u202ereversed",
      "x".repeat(5000),
      "word ".repeat(1000),
      "A plain question of ordinary length?",
      "`",
      "`1 == 1`",
      "${data.x}",
      "${form.f1} and ${data.prefill_f1}",
      "$\u0000{data.x}",
      "$<b></b>{data.x}",
      "<script>alert('x')</script><p>Hello <b>there</b></p>",
      "&#36;{data.x} &#96;",
      "*bold* _it_ ~~no~~ [link](https://example.com)",
      "*a ".repeat(1500),
      "{{field:x}}",
      "null",
      "Yes",
    ),
  },
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const whole = fc.oneof(fc.integer({ min: -3, max: 400 }), fc.constantFrom(0, 1, 80, 20_000, 2_147_483_647));
const day = fc.constantFrom("2026-01-01", "2026-12-31", "2026-02-30", "never", "", "1800-01-01", "${data.x}");
const id = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "error",
      "error_message",
      "screen",
      "data",
      "version",
      "flow_token",
      "q_error",
      "constructor",
    ),
  },
);

const choiceList: fc.Arbitrary<Choice[]> = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 25 }), fc.constantFrom(0, 20, 21, 200, 201, 300)),
    fc.array(hostile, { minLength: 1, maxLength: 6 }),
    fc.oneof(
      { weight: 9, arbitrary: fc.constant("") },
      { weight: 1, arbitrary: fc.constantFrom("${data.x}", "same", " ") },
    ),
  )
  .map(([count, labels, odd]) =>
    Array.from({ length: count }, (_, index) => {
      const label = labels[index % labels.length] ?? "";
      return { id: odd && index < 2 ? odd : `c${index}`, label, value: label };
    }),
  );

const source = fc.option(fc.constant({ source: "stock" }), { nil: undefined, freq: 9 });
const parts = fc.array(
  fc.record({
    key: fc.oneof(fc.constantFrom("city", "email", "phone_number"), hostile),
    label: hostile,
    required: fc.boolean(),
  }),
  { maxLength: 15 },
);
const ends = fc.record({ left: optional(hostile), center: optional(hostile), right: optional(hostile) });

/** What a kind adds to the common keys; every kind of the schema is here. */
const specific: Record<Field["kind"], fc.Arbitrary<object>> = {
  short_text: fc.record({
    minLength: optional(whole),
    maxLength: optional(whole),
    pattern: optional(fc.oneof(hostile, fc.constantFrom("^\\d{4}$", "(?<!a)b", "["))),
  }),
  long_text: fc.record({ minLength: optional(whole), maxLength: optional(whole) }),
  email: fc.constant({}),
  phone: fc.record({ defaultCountry: optional(fc.constantFrom("IN", "")) }),
  url: fc.constant({}),
  number: fc.record({
    min: optional(fc.double({ noNaN: true, noDefaultInfinity: true })),
    max: optional(whole),
    integer: optional(fc.boolean()),
  }),
  date: fc.record({ min: optional(day), max: optional(day) }),
  time: fc.constant({}),
  single_choice: fc.record({ choices: choiceList, allowOther: fc.boolean(), choicesFrom: source }),
  multiple_choice: fc.record({
    choices: choiceList,
    allowOther: fc.boolean(),
    choicesFrom: source,
    minSelect: optional(whole),
    maxSelect: optional(whole),
  }),
  dropdown: fc.record({ choices: choiceList, allowOther: fc.boolean() }),
  picture_choice: fc.record({ choices: choiceList, allowOther: fc.boolean(), multiple: fc.boolean() }),
  boolean: fc.record({ trueLabel: hostile, falseLabel: hostile }),
  consent: fc.record({ text: hostile, link: optional(fc.oneof(hostile, fc.webUrl())) }),
  rating: fc.record({ steps: fc.integer({ min: 1, max: 300 }) }),
  opinion_scale: fc.record({ from: whole, to: whole, labels: ends }),
  nps: fc.record({ labels: ends }),
  ranking: fc.record({ choices: choiceList }),
  matrix: fc.record({ rows: parts, columns: choiceList, multiple: fc.boolean() }),
  file: fc.record({
    accepts: optional(
      fc.array(fc.oneof(hostile, fc.constantFrom("image/*", "image/jpeg", "application/pdf", "audio/*"))),
    ),
    minFiles: optional(whole),
    maxFiles: optional(whole),
    maxBytes: optional(whole),
  }),
  address: fc.record({ parts }),
  contact_info: fc.record({ parts }),
  signature: fc.record({ text: optional(hostile) }),
  payment: fc.constant({}),
  statement: fc.constant({}),
  unsupported: fc.constant({}),
};

const anyField = fc
  .tuple(
    id,
    fc.record({ title: hostile, description: optional(hostile), required: fc.boolean() }),
    fc.oneof(...Object.entries(specific).map(([kind, more]) => more.map((extra) => ({ kind, ...extra })))),
  )
  .map(([fieldId, common, extra]) => ({ id: fieldId, ...common, source: { id: fieldId, type: extra.kind }, ...extra }));

/** What edits and importers add to a question; ids that are not there are part of it. */
const subject = fc.oneof(
  id.map((field) => ({ kind: "field", field })),
  id.map((field) => ({ kind: "known", field })),
  hostile.map((name) => ({ kind: "hidden", name })),
);
const condition = fc.oneof(
  subject.map((one) => ({ op: "answered", subject: one })),
  fc.tuple(subject, hostile).map(([one, value]) => ({ op: "ne", subject: one, operand: { kind: "constant", value } })),
  fc.tuple(subject, fc.constantFrom("c0", "c1", "gone")).map(([one, choice]) => ({
    op: "not",
    arg: { op: "eq", subject: one, operand: { kind: "choice", choice } },
  })),
  fc.constant({ op: "or", args: [] }),
);
const quote = fc.array(
  fc.oneof(
    hostile,
    id.map((field) => ({ kind: "field", field })),
    fc.constant({ kind: "variable", name: "score" }),
  ),
  { maxLength: 4 },
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 6 });
const recalls = rarely(fc.record({ title: optional(quote), description: optional(quote) }));
const extras = fc.record({
  showIf: rarely(condition),
  label: rarely(hostile),
  prefill: rarely(fc.constantFrom({ from: "contact", property: "city" }, { from: "value", value: "x" })),
  recall: recalls,
  screen: rarely(fc.constantFrom("new", "same")),
  hide: rarely(fc.constant(true)),
  policy: rarely(fc.constantFrom("ask", "leave_out", "last_digits", "secure_page")),
});
const rules = fc.array(
  fc.record({
    after: fc.oneof(id, fc.constant("@start")),
    when: fc.oneof(condition, fc.constant({ op: "always" })),
    do: fc.array(
      fc.oneof(
        id.map((field) => ({ kind: "jump", to: { kind: "field", field } })),
        fc.constant({ kind: "jump", to: { kind: "ending" } }),
        fc.constant({ kind: "calc", op: "divide", variable: "score", value: { kind: "constant", value: 0 } }),
      ),
      { maxLength: 3 },
    ),
  }),
  { maxLength: 12 },
);

const anyForm: fc.Arbitrary<Form> = fc
  .record({
    fields: fc.oneof(
      { weight: 12, arbitrary: fc.array(fc.tuple(anyField, extras), { maxLength: 12, size: "max" }) },
      { weight: 2, arbitrary: fc.array(fc.tuple(anyField, extras), { minLength: 40, maxLength: 200, size: "max" }) },
      { weight: 1, arbitrary: fc.array(fc.tuple(anyField, extras), { minLength: 480, maxLength: 500, size: "max" }) },
    ),
    rules,
    renamed: fc.boolean(),
    cuts: fc.array(fc.nat(200), { maxLength: 8 }),
    title: hostile,
    description: optional(hostile),
    sectionTexts: fc.array(fc.tuple(optional(hostile), optional(hostile), recalls), { minLength: 1, maxLength: 4 }),
    submitLabel: optional(hostile),
    thankYou: optional(hostile),
    language: fc.constantFrom("en", "es", "", "de-DE"),
    hidden: fc.array(fc.record({ name: hostile, value: optional(hostile) }), { maxLength: 2 }),
  })
  .map(({ fields, cuts, sectionTexts, renamed, ...rest }) => {
    // Short ids repeat: with names of their own, all of many fields remain.
    const named = fields.map(([one, more], index) => ({ ...one, ...more, id: renamed ? `f${index}` : one.id }));
    const byId = new Map(named.map((one) => [one.id, one]));
    const ids = [...byId.keys()];
    const edges = [...new Set([0, ...cuts.filter((at) => at < ids.length), ids.length])].toSorted((a, b) => a - b);
    const sections = edges.slice(0, -1).map((from, index) => {
      const [title, description, recall] = sectionTexts[index % sectionTexts.length] ?? [];
      return { id: `s${index}`, title, description, recall, items: ids.slice(from, edges[index + 1]) };
    });
    return formSchema.parse({
      source: { tool: "typeform", formId: "f", revision: "1" },
      ...rest,
      sections,
      fields: Object.fromEntries(byId),
      notices: [],
    });
  });

describe("any form", () => {
  it("becomes valid Flow JSON, with one report line for every field and no requirement lost", () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const { flow, screens, report, check, publishable } = compile(form);
        expect(check).toEqual({ ok: true, problems: [] });

        const ids = Object.keys(form.fields).toSorted();
        const lines = report.lines.filter(({ kind }) => kind !== "hidden");
        expect(lines.map(({ fieldId }) => fieldId).toSorted()).toEqual(ids);
        expect(report.lines).toHaveLength(ids.length + form.hidden.length);
        expect(report.lines.every(({ message, code }) => message.trim() !== "" && code !== "")).toBe(true);

        const ours = screens.flatMap(({ inputs, shownBy = {}, texts = [] }) => [
          ...inputs.flatMap(({ name }) => [`\${form.${name}}`, `\${data.prefill_${name}}`, `\${data.choices_${name}}`]),
          ...Object.values(shownBy).map((key) => `\${data.${key}}`),
          ...texts.map(({ key }) => `\${data.${key}}`),
        ]);
        const every = flow.screens.flatMap(({ layout }) => allComponents(layout.children));
        const conditions = new Set(every.flatMap((one) => (one.type === "If" ? [String(one["condition"])] : [])));
        const bound = stringsIn(flow).filter((text) => /\$\{|`/.test(text) && !conditions.has(text));
        expect(bound.filter((text) => !ours.includes(text))).toEqual([]);
        for (const text of [...conditions].flatMap((one) => one.match(/\$\{[^}]*\}|`/g) ?? []))
          expect(ours).toContain(text);

        for (const [index, screen] of screens.entries()) {
          const components = allComponents(flow.screens[index]?.layout.children ?? []);
          const names = screen.inputs.map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          for (const { name, fieldId, part, prefill, role } of screen.inputs) {
            const component = components.find((child) => child["name"] === name);
            const least = component?.["min-uploaded-photos"] ?? component?.["min-uploaded-documents"];
            const required = form.fields[fieldId]?.kind === "file" ? least !== undefined : component?.["required"];
            // What is put together of several inputs, the endpoint insists on.
            if (role === undefined || role === "group") expect(required).toBe(requiredBy(form.fields[fieldId], part));
            expect(component?.["init-value"]).toBe(prefill && `\${data.${prefill}}`);
          }
        }

        const lost = lines.filter(({ outcome, kind, fieldId, code }) => {
          const unasked = code === "logic.unreachable" || code === "policy.left_out" || form.fields[fieldId]?.hide;
          return outcome === "dropped" && kind !== "statement" && form.fields[fieldId]?.required && !unasked;
        });
        if (lost.length > 0 || screens.every(({ inputs }) => inputs.length === 0)) expect(publishable).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it("has a fix for every adapted line, and all of them together can be applied", () => {
    let fixed = 0;
    fc.assert(
      fc.property(anyForm, (form) => {
        const adapted = compile(form).report.lines.filter(({ outcome }) => outcome === "adapted");
        const edits = adapted.flatMap(({ fix }) => fix ?? []);
        expect(edits).toHaveLength(adapted.length);
        const edited = applyEdits(form, editsSchema.parse({ version: 1, edits }));
        expect(edited.notices.filter(({ code }) => code === "edit.passed_over")).toEqual([]);
        const { check, report } = compile(edited);
        expect(check.ok).toBe(true);
        for (const { fieldId, code, fix } of adapted) {
          const after = report.lines.find((line) => line.fieldId === fieldId);
          // Either the change is gone, or somebody has said that it is fine.
          if (fix?.kind === "accept") expect(after?.code !== code || after.accepted).toBe(true);
          else expect(after?.code).not.toBe(code);
          fixed += 1;
        }
      }),
      { numRuns: 60 },
    );
    expect(fixed).toBeGreaterThan(50);
  });

  it("becomes the same Flow every time", () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(compile(structuredClone(form))).toEqual(compile(form));
      }),
      { numRuns: 30 },
    );
  });
});

function requiredBy(field: Field | undefined, part: string | undefined): boolean | undefined {
  if (field?.kind === "matrix") return field.rows.find(({ key }) => key === part)?.required;
  if (part === undefined || !field || !("parts" in field)) return field?.required;
  return field.parts.find(({ key }) => key === part)?.required;
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
