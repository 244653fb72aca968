/** Any form with rules, and answers to its screens: for properties of the planner and of the conversation. */
import fc from "fast-check";
import type { CompiledScreen } from "../../../core/flow/types.ts";
import type { Action, Comparison, Condition, Operand, Rule, Subject } from "../../../core/form/rules.ts";
import { type Field, type FieldId, type Form, formSchema } from "../../../core/form/types.ts";
import type { Upload } from "../../../core/submission/uploads.ts";
import { upload } from "../uploads.ts";
import { choices, field } from "./forms.ts";

/** What the data source of generated forms always has. */
export const stock = choices(3);

const makers: ((id: string) => Field)[] = [
  (id) => field(id, { kind: "short_text" }),
  (id) => field(id, { kind: "number" }),
  (id) => field(id, { kind: "date" }),
  (id) => field(id, { kind: "boolean", trueLabel: "Yes", falseLabel: "No" }),
  (id) => field(id, { kind: "single_choice", choices: choices(3), allowOther: false }),
  (id) => field(id, { kind: "dropdown", choices: choices(3), allowOther: false }),
  (id) => field(id, { kind: "multiple_choice", choices: choices(3), allowOther: false }),
  (id) => field(id, { kind: "contact_info", parts: [{ key: "email", label: "E-mail", required: false }] }),
  (id) => field(id, { kind: "statement" }),
];
const rarer: ((id: string) => Field)[] = [
  (id) => field(id, { kind: "payment" }),
  (id) => field(id, { kind: "file" }),
  (id) => field(id, { kind: "dropdown", choices: [], choicesFrom: { source: "stock" }, allowOther: false }),
];
const kinds = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...makers) },
  { weight: 1, arbitrary: fc.constantFrom(...rarer) },
);

export const formsWithRules: fc.Arbitrary<Form> = fc
  .record({
    made: fc.oneof(
      { weight: 4, arbitrary: fc.array(fc.tuple(kinds, fc.boolean()), { maxLength: 14, size: "max" }) },
      { weight: 1, arbitrary: fc.array(fc.tuple(kinds, fc.boolean()), { minLength: 30, maxLength: 60, size: "max" }) },
    ),
    cuts: fc.array(fc.nat(60), { maxLength: 5 }),
  })
  .chain(({ made, cuts }) => {
    const plain = made.map(([make, required], index): Field => ({ ...make(`f${index}`), required }));
    const ids = plain.map(({ id }) => id);
    const edges = [...new Set([0, ...cuts.filter((at) => at < ids.length), ids.length])].toSorted((a, b) => a - b);
    const sections = edges
      .slice(0, -1)
      .map((from, index) => ({ id: `s${index}`, items: ids.slice(from, edges[index + 1]) }));
    return conditionsFor(plain).chain((fields) =>
      fc
        .record({
          rules: fc.array(fc.oneof(ruleOver(fields), ...fields.map((one, at) => ownRule(one, at, ids))), {
            maxLength: fields.length > 20 ? 60 : 10,
            size: "max",
          }),
          hidden: fc.constantFrom([], [{ name: "h", value: "yes" }]),
          endings: fc.constantFrom([], [{ id: "e1", title: "One", isDefault: false }]),
        })
        .map((rest) =>
          formSchema.parse({
            source: { tool: "typeform", formId: "f", revision: "1" },
            title: "A form",
            language: "en",
            sections,
            fields: Object.fromEntries(fields.map((one) => [one.id, one])),
            variables: [{ name: "score", kind: "number", initial: 0 }],
            notices: [],
            ...rest,
          }),
        ),
    );
  });

/** Some questions depend on the one before, as HubSpot's do, on anything, or on what is known of the contact. */
function conditionsFor(fields: readonly Field[]): fc.Arbitrary<Field[]> {
  const conditions = fields.map((one, at): fc.Arbitrary<Condition | undefined> => {
    const before = fields[at - 1];
    const own: fc.Arbitrary<Condition>[] = before
      ? [
          fc.constantFrom(...likelyOperands(before)).map((operand) => ({
            op: "eq",
            subject: { kind: "field", field: before.id },
            operand,
          })),
          conditionOver(fields.slice(0, at)),
        ]
      : [];
    const unknown: Condition = { op: "not", arg: { op: "answered", subject: { kind: "known", field: one.id } } };
    return fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant(unknown) },
      ...own.map((arbitrary) => ({ weight: 1, arbitrary })),
    );
  });
  return fc
    .tuple(...conditions)
    .map((chosen) => fields.map((one, at) => ({ ...one, ...(chosen[at] && { showIf: chosen[at] }) })));
}

function ruleOver(fields: readonly Field[]): fc.Arbitrary<Rule> {
  const ids = fields.map(({ id }) => id);
  const anyField = fc.constantFrom(...ids, "gone");
  const after = fc.oneof({ weight: 9, arbitrary: anyField }, { weight: 1, arbitrary: fc.constant("@start" as const) });
  const jump: fc.Arbitrary<Action> = fc
    .oneof(
      { weight: 5, arbitrary: anyField.map((id) => ({ kind: "field" as const, field: id })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<{ kind: "ending"; ending?: string }>(
          { kind: "ending" },
          { kind: "ending", ending: "e1" },
        ),
      },
    )
    .map((to) => ({ kind: "jump", to }));
  const calculation: fc.Arbitrary<Action> = fc
    .tuple(fc.constantFrom("set", "add", "subtract", "multiply", "divide"), fc.integer({ min: -2, max: 3 }))
    .map(([op, value]) => ({ kind: "calc", op, variable: "score", value: { kind: "constant", value } }));
  const actions = fc.array(fc.oneof({ weight: 3, arbitrary: jump }, calculation), { minLength: 1, maxLength: 2 });
  return fc.record({ after, when: conditionOver(fields), do: actions });
}

/** The usual rule: what was answered just now leads over the next questions. */
function ownRule(owner: Field, at: number, ids: readonly string[]): fc.Arbitrary<Rule> {
  const ahead = fc.constantFrom(...ids.slice(at + 1), ...(at + 1 < ids.length ? [] : [owner.id]));
  return fc.tuple(fc.constantFrom(...likelyOperands(owner)), ahead).map(([operand, target]) => ({
    after: owner.id,
    when: { op: "eq", subject: { kind: "field", field: owner.id }, operand },
    do: [{ kind: "jump", to: { kind: "field", field: target } }],
  }));
}

function likelyOperands({ kind }: Field): Operand[] {
  if (kind === "boolean") return [{ kind: "constant", value: true }];
  if (kind === "number") return [0, 1, 2].map((value) => ({ kind: "constant", value }));
  if (kind === "date") return [{ kind: "constant", value: "2026-01-02" }];
  if (kind === "short_text") return ["a", "ab"].map((value) => ({ kind: "constant", value }));
  return ["c1", "c2"].map((choice) => ({ kind: "choice", choice }));
}

function conditionOver(fields: readonly Field[]): fc.Arbitrary<Condition> {
  const operand: fc.Arbitrary<Operand> = fc.oneof(
    fc.constantFrom<Operand>(
      ...["a", "2026-01-02", 0, 2, true, "yes"].map((value) => ({ kind: "constant" as const, value })),
    ),
    fc.constantFrom<Operand>({ kind: "choice", choice: "c1" }, { kind: "choice", choice: "c2" }),
    fc.constant<Operand>({ kind: "variable", name: "score" }),
  );
  const subject: fc.Arbitrary<Subject> = fc.constantFrom<Subject>(
    ...fields.map(({ id }) => ({ kind: "field" as const, field: id })),
    { kind: "hidden", name: "h" },
    { kind: "variable", name: "score" },
    { kind: "field", field: "gone" },
  );
  const leaf: fc.Arbitrary<Condition> = fc.record({
    op: fc.constantFrom<Comparison>("eq", "ne", "contains", "lt", "ge", "before", "afterOrOn", "startsWith"),
    subject,
    operand,
  });
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 2, arbitrary: fc.constant<Condition>({ op: "always" }) },
    { weight: 1, arbitrary: leaf.map((arg): Condition => ({ op: "not", arg })) },
    { weight: 1, arbitrary: subject.map((one): Condition => ({ op: "answered", subject: one })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("and" as const, "or" as const), fc.array(leaf, { maxLength: 3 }))
        .map(([op, args]): Condition => ({ op, args })),
    },
  );
}

/** What a customer types on one screen. `dice`: any numbers, used up one by one. Undefined values are not answered. */
export function typeIn(form: Form, screen: CompiledScreen, dice: () => number) {
  const payload: Record<string, Raw> = {};
  const values = new Map<FieldId, unknown>();
  for (const { name, fieldId, part } of screen.inputs) {
    const one = form.fields[fieldId];
    if (!one) throw new Error(`No field ${fieldId}.`);
    const typed = typedInto(one, dice);
    const skipped = (!one.required || part !== undefined) && dice() % 3 === 0;
    if (!typed || skipped) {
      values.set(fieldId, undefined);
      continue;
    }
    payload[name] = typed.raw;
    values.set(fieldId, typed.value);
  }
  return { payload, values };
}

type Raw = string | string[] | Upload[];

function typedInto(one: Field, dice: () => number): { raw: Raw; value: unknown } | undefined {
  const pick = <T>(list: readonly T[]): T => list[dice() % list.length] as T;
  const same = <T extends string | string[]>(raw: T) => ({ raw, value: raw });
  switch (one.kind) {
    case "short_text":
      return same(pick(["a", "ab", "b", "yes", "2"]));
    case "contact_info":
      return same("ana@example.org");
    case "date":
      return same(pick(["2026-01-01", "2026-01-02", "2026-01-03"]));
    case "number": {
      const raw = pick(["0", "1", "2", "3"]);
      return { raw, value: Number(raw) };
    }
    case "boolean": {
      const raw = pick(["true", "false"]);
      return { raw, value: raw === "true" };
    }
    case "single_choice":
    case "dropdown":
      return same(pick(["c1", "c2", "c3"]));
    case "multiple_choice":
      return same(pick([["c1"], ["c1", "c2"], ["c2", "c3"], ["c1", "c2", "c3"]]));
    case "file": {
      const name = pick(["a.jpg", "b.pdf"]);
      return { raw: [upload(name)], value: [name] };
    }
    default:
      return undefined;
  }
}
