/**
 * From what a customer puts into the components of a screen to the submission: nothing is lost on the way, whatever the
 * kind of question. The customer reads the Flow alone and knows nothing of the form behind it.
 */
import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { type ConversationFlow, decide, type SessionView } from "../../../core/conversation/index.ts";
import { compile } from "../../../core/flow/index.ts";
import type { CompiledFlow, Component } from "../../../core/flow/types.ts";
import { type Field, type Form, formSchema } from "../../../core/form/types.ts";
import type { Answer } from "../../../core/submission/types.ts";
import { after, fresh } from "../conversation/flow.ts";
import { upload } from "../uploads.ts";
import { choices, field } from "./forms.ts";
import { inSight } from "./on-phone.ts";

const many = (least: number, most: number) => fc.integer({ min: least, max: most }).map((count) => choices(count));
const rows = fc
  .integer({ min: 1, max: 14 })
  .map((count) =>
    Array.from({ length: count }, (_, at) => ({ key: `r${at}`, label: `Row ${at}`, required: at % 2 === 0 })),
  );
const parts = ["address", "city", "country"].map((key) => ({ key, label: key, required: key === "city" }));

const kinds: fc.Arbitrary<(id: string) => Field>[] = [
  fc
    .constantFrom("short_text", "long_text", "email", "url", "number", "date", "time", "nps", "file")
    .map((kind) => (id) => field(id, kind === "nps" ? { kind, labels: {} } : { kind })),
  fc.constant((id) => field(id, { kind: "phone", defaultCountry: "IT" })),
  fc.tuple(many(1, 260), fc.boolean()).map(
    ([list, allowOther]) =>
      (id) =>
        field(id, { kind: "single_choice", choices: list, allowOther }),
  ),
  fc.tuple(many(1, 260), fc.boolean()).map(
    ([list, allowOther]) =>
      (id) =>
        field(id, { kind: "dropdown", choices: list, allowOther }),
  ),
  fc.tuple(many(2, 90), fc.boolean()).map(
    ([list, allowOther]) =>
      (id) =>
        field(id, { kind: "multiple_choice", choices: list, allowOther }),
  ),
  fc.tuple(many(1, 30), fc.boolean()).map(
    ([list, multiple]) =>
      (id) =>
        field(id, { kind: "picture_choice", choices: list, multiple, allowOther: true }),
  ),
  fc.constant((id) => field(id, { kind: "boolean", trueLabel: "Yes", falseLabel: "No" })),
  fc.constant((id) => field(id, { kind: "consent", text: "I agree" })),
  fc.constant((id) => field(id, { kind: "signature", text: "I confirm" })),
  fc.integer({ min: 1, max: 300 }).map((steps) => (id) => field(id, { kind: "rating", steps })),
  fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 12 })).map(
    ([from, more]) =>
      (id) =>
        field(id, { kind: "opinion_scale", from, to: from + more, labels: {} }),
  ),
  many(1, 12).map((list) => (id) => field(id, { kind: "ranking", choices: list })),
  fc.tuple(rows, many(1, 9), fc.boolean()).map(
    ([list, columns, multiple]) =>
      (id) =>
        field(id, { kind: "matrix", rows: list, columns, multiple }),
  ),
  fc.constant((id) => field(id, { kind: "address", parts })),
  fc.constant((id) => field(id, { kind: "statement" })),
];

const forms: fc.Arbitrary<Form> = fc
  .array(fc.tuple(fc.oneof(...kinds), fc.boolean()), { minLength: 1, maxLength: 8, size: "max" })
  .map((made) => {
    const fields = made.map(([make, required], index) => ({ ...make(`f${index}`), required }));
    return formSchema.parse({
      source: { tool: "google-forms", formId: "f", revision: "1" },
      title: "A form",
      language: "en",
      sections: [{ id: "s", items: fields.map(({ id }) => id) }],
      fields: Object.fromEntries(fields.map((one) => [one.id, one])),
      hidden: [],
      notices: [],
    });
  });

it("is handed in as it was typed, by whatever components the form is asked", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      forms,
      fc.array(fc.noBias(fc.nat()), { minLength: 60, maxLength: 80, size: "max" }),
      (form, numbers) => {
        const compiled = compile(form);
        expect(compiled.check).toEqual({ ok: true, problems: [] });
        let at = 0;
        const { answers, typed } = fillIn(compiled, () => numbers[at++ % numbers.length] ?? 0);
        for (const { fieldId, part, values } of typed) {
          const given = answers
            .filter((answer) => answer.fieldId === fieldId && answer.part === part)
            .flatMap(spellings);
          expect({ fieldId, part, given, has: values.every((value) => given.includes(value)) }).toMatchObject({
            has: true,
          });
        }
        const answered = new Set(answers.map(({ fieldId }) => fieldId));
        for (const { id, required, kind } of Object.values(form.fields)) {
          if (required && kind !== "statement" && kind !== "matrix" && kind !== "address")
            expect(answered).toContain(id);
          if (answered.has(id)) seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }
        expect(answers.every((answer) => typed.some(({ fieldId }) => fieldId === answer.fieldId))).toBe(true);
      },
    ),
    { numRuns: 250 },
  );
  expect([...seen.keys()].length).toBeGreaterThanOrEqual(20);
});

interface Typed {
  fieldId: string;
  part: string | undefined;
  /** Every option, text or name of a file that was put in. */
  values: string[];
}

/** All that an answer says, spelled as it may have been typed. */
function spellings({ value, chosen = [] }: Answer): string[] {
  return [...(Array.isArray(value) ? value : [String(value)]), ...chosen.map(({ label }) => label)];
}

function fillIn(compiled: CompiledFlow, dice: () => number): { answers: Answer[]; typed: Typed[] } {
  const flow: ConversationFlow = { form: compiled.form, screens: compiled.screens, dataApiVersion: "3.0" };
  const typed: Typed[] = [];
  let session: SessionView = fresh;
  let decision = decide(flow, session, { kind: "open" });
  for (let step = 0; step < 120 && decision.kind === "show"; step += 1) {
    session = after(session, decision);
    const { screen: id, data, errorMessage } = decision;
    expect(errorMessage).toBeUndefined();
    const json = compiled.flow.screens.find((one) => one.id === id);
    const own = compiled.screens.find((one) => one.id === id);
    if (!json || !own) throw new Error(`There is no screen ${id}.`);
    const held: Record<string, unknown> = {};
    const done = new Set<string>();
    for (;;) {
      const next = inSight(json, { form: held, data }).find(({ name }) => typeof name === "string" && !done.has(name));
      if (!next) break;
      const name = String(next["name"]);
      done.add(name);
      const input = own.inputs.find((one) => one.name === name);
      const place = input?.part !== undefined && /^\d+$/.test(input.part) ? Number(input.part) - 1 : undefined;
      const skipped = next["required"] === false && next["min-uploaded-documents"] === undefined && dice() % 3 === 0;
      // A ranking, and what makes up one answer together, is filled in whole: half of it is a mistake, and told so.
      if (!input || (skipped && place === undefined && input.role === undefined)) continue;
      const { raw, values } = valueFor(next, dice, place);
      held[name] = raw;
      if (input.role !== "group" || raw === "__other") typed.push({ fieldId: input.fieldId, part: input.part, values });
    }
    decision = decide(flow, session, { kind: "submit", screen: id, data: payloadOf(json.layout.children, held) });
  }
  if (decision.kind !== "accept") throw new Error(`The Flow did not end: ${JSON.stringify(decision)}`);
  return { answers: decision.answers, typed };
}

/** What the button sends: unanswered inputs read as empty. */
function payloadOf(components: readonly Component[], held: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const footer = Object(components.at(-1)?.["on-click-action"]);
  return Object.fromEntries(
    Object.entries(Object(footer.payload)).map(([key, reference]) => {
      const name = /^\$\{form\.(.+)\}$/.exec(String(reference))?.[1] ?? "";
      return [key, held[name] ?? ""];
    }),
  );
}

function valueFor(
  component: Component,
  dice: () => number,
  place: number | undefined,
): { raw: unknown; values: string[] } {
  const options = Array.isArray(component["data-source"])
    ? component["data-source"].map((one) => String(Object(one).id))
    : [];
  switch (component.type) {
    case "CheckboxGroup": {
      const picked = [...new Set([options[dice() % options.length] ?? "", options[dice() % options.length] ?? ""])];
      return { raw: picked, values: picked };
    }
    case "RadioButtonsGroup":
    case "Dropdown": {
      const raw = options[place ?? dice() % options.length] ?? "";
      return { raw, values: [raw] };
    }
    case "OptIn":
      return { raw: true, values: ["true"] };
    case "DatePicker":
      return { raw: "2026-05-04", values: ["2026-05-04"] };
    case "DocumentPicker":
      return { raw: [upload("a.pdf")], values: ["a.pdf"] };
    default:
      return textFor(component, dice);
  }
}

function textFor(component: Component, dice: () => number): { raw: unknown; values: string[] } {
  const one = (raw: string, ...others: string[]) => ({ raw, values: [others[0] ?? raw] });
  if (component["input-type"] === "email") return one("ana@example.org");
  if (component["input-type"] === "phone") return one("+39 06 12345678", "+390612345678");
  if (component["input-type"] === "number") return one("1");
  if (component["pattern"]) return one("09:30");
  return one(["example.org", "example.net"][dice() % 2] ?? "");
}
