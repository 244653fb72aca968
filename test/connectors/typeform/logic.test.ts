/** The product's reading of Typeform's logic against a second, naive one, on real definitions and on generated ones. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";
import { formFromTypeform } from "../../../connectors/typeform/index.ts";
import { type Field, type Form, fieldsInOrder } from "../../../core/form/types.ts";
import { evaluate } from "../../../core/rules/index.ts";
import type { Answer } from "../../../core/submission/types.ts";
import { naiveWalk, type RawAnswers } from "./naive-logic.ts";

const reference = path.resolve(import.meta.dirname, "../../../../shared/reference/forms/typeform");
const real = ["demo-form", "health-history", "home-insurance-quote", "pt-intake", "translation-base"];

/** Values that the definition's own conditions ask for, and others. */
function constantsIn(definition: unknown): fc.Arbitrary<string | number> {
  const found = new Set<string | number>([0, 1, 5, 17, 18, 42, 99, 400, "", "jump on", "2025-01-01", "2026-06-01"]);
  JSON.stringify(definition, (_key, value: unknown) => {
    if (typeof value === "object" && value !== null && "type" in value && "value" in value) {
      const { type, value: constant } = value;
      if (type === "constant" && typeof constant === "number") for (const by of [-1, 0, 1]) found.add(constant + by);
      if (type === "constant" && typeof constant === "string") found.add(constant).add(`${constant} and more`);
    }
    return value;
  });
  return fc.constantFrom(...found);
}

/** By the question's ref and the choice's label: the choice's ref, as the definition has it. */
function choiceRefs(definition: unknown): Map<string, Map<string, string>> {
  const refs = new Map<string, Map<string, string>>();
  JSON.stringify(definition, (_key, value: unknown) => {
    const question = questionSchema.safeParse(value).data;
    if (question) refs.set(question.ref, new Map(question.properties.choices.map(({ label, ref }) => [label, ref])));
    return value;
  });
  return refs;
}
const questionSchema = z.object({
  ref: z.string(),
  properties: z.object({ choices: z.array(z.object({ ref: z.string(), label: z.string() })) }),
});

/** One field's answer in both spellings, made from random numbers. */
function answerOf(field: Field, refOf: (label: string) => string, pick: Pick) {
  const neutral = (value: Answer["value"], part?: string): Answer => ({
    fieldId: field.id,
    value,
    ...(part !== undefined && { part }),
  });
  const ref = field.source.ref ?? field.source.id;
  const list = "choices" in field ? field.choices : [];
  const one = list[pick.index % Math.max(1, list.length)];
  switch (field.kind) {
    case "single_choice":
    case "dropdown":
      return one ? { answers: [neutral(one.id)], raw: { [ref]: refOf(one.label) } } : undefined;
    case "multiple_choice":
    case "picture_choice": {
      const several = list.filter((_, index) => (pick.several >> (index % 30)) & 1);
      if (field.kind === "picture_choice" && !field.multiple)
        return one ? { answers: [neutral(one.id)], raw: { [ref]: refOf(one.label) } } : undefined;
      if (several.length === 0) return undefined;
      const ids = several.map(({ id }) => id);
      return { answers: [neutral(ids)], raw: { [ref]: several.map(({ label }) => refOf(label)) } };
    }
    case "boolean":
    case "consent":
      return { answers: [neutral(pick.index % 2 === 0)], raw: { [ref]: pick.index % 2 === 0 } };
    case "number":
    case "rating":
    case "opinion_scale":
    case "nps": {
      const number = typeof pick.value === "number" ? pick.value : pick.index;
      return { answers: [neutral(number)], raw: { [ref]: number } };
    }
    case "date": {
      const day = /^\d{4}-\d\d-\d\d$/.test(String(pick.value)) ? String(pick.value) : "2025-12-31";
      return { answers: [neutral(day)], raw: { [ref]: day } };
    }
    case "short_text":
    case "long_text":
    case "email":
    case "phone":
    case "url":
      return { answers: [neutral(String(pick.value))], raw: { [ref]: String(pick.value) } };
    default:
      return undefined;
  }
}

const seen = { walks: 0, jumped: 0, ended: new Set<string>() };

function agree(definition: unknown, form: Form, picks: readonly Pick[], hidden: Record<string, string>): void {
  const answers = new Map<string, Answer[]>();
  const raw: RawAnswers = {};
  const refs = choiceRefs(definition);
  const fields = fieldsInOrder(form);
  for (const [index, field] of fields.entries()) {
    const pick = picks[index % picks.length];
    const refOf = (label: string) => refs.get(field.source.ref ?? "")?.get(label) ?? "";
    const answer = pick && !pick.passed ? answerOf(field, refOf, pick) : undefined;
    if (!answer) continue;
    answers.set(field.id, answer.answers);
    Object.assign(raw, answer.raw);
  }
  const ours = evaluate(form, (id) => answers.get(id) ?? [], hidden);
  const naive = naiveWalk(definition, raw, hidden);
  const visited = ours.fields.map((id) => form.fields[id]?.source.ref);
  expect(visited).toEqual(naive.visited);
  expect(ours.variables).toEqual(naive.variables);
  expect(ours.end).toEqual({ kind: "ended", ...(naive.ending !== undefined && { ending: naive.ending }) });
  seen.walks += 1;
  if (visited.length < fields.length) seen.jumped += 1;
  seen.ended.add(naive.ending ?? "");
}

const pickOf = (value: fc.Arbitrary<string | number>) =>
  fc.record({ value, index: fc.nat(400), several: fc.nat(2 ** 30 - 1), passed: fc.boolean() });
type Pick = { value: string | number; index: number; several: number; passed: boolean };
const hiddenValues = fc.record(
  { returning: fc.constantFrom("yes", "no"), campaign: fc.constantFrom("owners-only", "other") },
  { requiredKeys: [] },
);

const here = existsSync(reference);
(here ? describe : describe.skip)("the reference's definitions (skipped where ../shared is absent)", () => {
  it.each(real)("%s: both readings walk the same way, calculate the same and end alike", (name) => {
    const definition: unknown = JSON.parse(readFileSync(path.join(reference, `${name}.json`), "utf8"));
    const form = formFromTypeform(definition);
    expect(form.notices.filter(({ code }) => code.startsWith("logic."))).toEqual([]);
    const before = { ...seen, ended: seen.ended.size };
    fc.assert(
      fc.property(
        fc.array(pickOf(constantsIn(definition)), { minLength: 1, maxLength: 60, size: "max" }),
        hiddenValues,
        (picks, hidden) => agree(definition, form, picks, hidden),
      ),
      { numRuns: 300 },
    );
    expect(seen.walks - before.walks).toBe(300);
    expect(seen.jumped).toBeGreaterThan(before.jumped);
    expect(seen.ended.size).toBeGreaterThan(0);
  });
});

const loose = z.looseObject({ logic: z.array(z.looseObject({ ref: z.string() })).default([]) });

(here ? describe : describe.skip)("every logic block of the reference's definitions, alone", () => {
  it.each(real)("%s: nothing leads past the block, so every run comes to it", (name) => {
    const definition = loose.parse(JSON.parse(readFileSync(path.join(reference, `${name}.json`), "utf8")));
    for (const block of definition.logic) {
      const alone = { ...definition, logic: [block] };
      const form = formFromTypeform(alone);
      fc.assert(
        fc.property(
          fc.array(pickOf(constantsIn(alone)), { minLength: 7, maxLength: 30, size: "max" }),
          hiddenValues,
          (picks, hidden) => agree(alone, form, picks, hidden),
        ),
        { numRuns: 25 },
      );
    }
  });
});

describe("generated definitions", () => {
  it("are walked alike, whatever their rules", () => {
    const before = { ...seen };
    fc.assert(
      fc.property(
        definitions,
        fc.array(pickOf(fc.constantFrom<string | number>(0, 1, 2, 3, 4, "a", "ab", "b", "2026-01-01", "2026-01-02")), {
          minLength: 8,
          maxLength: 12,
        }),
        fc.record({ h: fc.constantFrom("a", "b") }, { requiredKeys: [] }),
        (definition, picks, hidden) => {
          const form = formFromTypeform(definition);
          expect(form.notices.filter(({ code }) => code === "logic.unreadable")).toEqual([]);
          agree(definition, form, picks, hidden);
        },
      ),
      { numRuns: 1500 },
    );
    expect(seen.jumped - before.jumped).toBeGreaterThan(300);
  });
});

const kinds = ["short_text", "number", "yes_no", "date", "dropdown", "multiple_choice", "statement", "payment"];
const names = Array.from({ length: 10 }, (_, index) => `f${index}`);

/** Questions f0 … f9, some of them in two groups, with any rules between them: forward, backward, to nowhere, to endings. */
const definitions = fc
  .record({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 10, maxLength: 10 }),
    several: fc.boolean(),
    from: fc.nat(8),
    size: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ kinds: types, several, from, size }) => {
    const fields = names.map((ref, index) => ({
      id: `id_${ref}`,
      ref,
      type: types[index],
      title: ref,
      properties: {
        allow_multiple_selection: several,
        ...(types[index] === "dropdown" || types[index] === "multiple_choice"
          ? { choices: ["x", "y", "z"].map((letter) => ({ id: `id_${letter}`, ref: letter, label: letter })) }
          : {}),
      },
    }));
    const group = { ref: "group", type: "group", title: "G", properties: { fields: fields.slice(from, from + size) } };
    const condition = conditionsOver(types);
    const target = fc.oneof(
      fc.constantFrom(...names, "group", "gone").map((value) => ({ type: "field", value })),
      fc.constantFrom("end_1", "default_tys", "gone").map((value) => ({ type: "thankyou", value })),
    );
    const jump = fc.record({ action: fc.constant("jump"), details: fc.record({ to: target }), condition });
    const calculation = fc.record({
      action: fc.constantFrom("add", "subtract", "multiply", "divide", "set"),
      details: fc.record({
        target: fc.record({ type: fc.constant("variable"), value: fc.constantFrom("score", "price") }),
        value: fc.oneof(
          fc.record({ type: fc.constant("constant"), value: fc.integer({ min: -2, max: 3 }) }),
          fc.record({ type: fc.constant("variable"), value: fc.constantFrom("score", "price") }),
        ),
      }),
      condition,
    });
    const actions = fc.array(fc.oneof(jump, calculation), { minLength: 1, maxLength: 3 });
    return fc.record({
      id: fc.constant("generated"),
      title: fc.constant("Generated"),
      fields: fc.constant([...fields.slice(0, from), group, ...fields.slice(from + size)]),
      variables: fc.constant({ score: 0, price: 10 }),
      hidden: fc.constant(["h"]),
      thankyou_screens: fc.constant([
        { ref: "end_1", title: "1" },
        { ref: "default_tys", title: "2" },
      ]),
      logic: fc.uniqueArray(
        fc.oneof(
          fc.record({ type: fc.constant("field"), ref: fc.constantFrom(...names), actions }),
          fc.record({ type: fc.constant("hidden"), ref: fc.constant("h"), actions }),
        ),
        { selector: ({ type, ref }) => `${type} ${ref}`, maxLength: 8 },
      ),
    });
  });

function conditionsOver(types: readonly (string | undefined)[]): fc.Arbitrary<object> {
  const about = (subject: object, ops: string[], values: fc.Arbitrary<object>) =>
    fc.tuple(fc.constantFrom(...ops), values).map(([op, value]) => ({ op, vars: [subject, value] }));
  const constant = (...values: (string | number | boolean)[]) =>
    fc.constantFrom(...values).map((value) => ({ type: "constant", value }));
  const order = ["equal", "not_equal", "lower_than", "lower_equal_than", "greater_than", "greater_equal_than"];
  const leaves = names.map((ref, index) => {
    const subject = { type: "field", value: ref };
    switch (types[index]) {
      case "number":
        return about(subject, order, constant(0, 1, 2, 3));
      case "yes_no":
        return about(subject, ["is", "is_not"], constant(true, false));
      case "date":
        return about(
          subject,
          ["on", "not_on", "earlier_than", "earlier_than_or_on", "later_than", "later_than_or_on"],
          constant("2026-01-01", "2026-01-02", "2025-12-31"),
        );
      case "dropdown":
      case "multiple_choice":
        return about(
          subject,
          ["is", "is_not"],
          fc.constantFrom("x", "y", "gone").map((value) => ({ type: "choice", value })),
        );
      default:
        return about(
          subject,
          ["equal", "not_equal", "contains", "not_contains", "begins_with", "ends_with"],
          constant("a", "b", "ab"),
        );
    }
  });
  const leaf = fc.oneof(
    ...leaves,
    about({ type: "hidden", value: "h" }, ["equal", "not_equal"], constant("a", "b")),
    about({ type: "variable", value: "score" }, order, constant(0, 2)),
    about({ type: "field", value: "gone" }, ["is", "is_not"], constant("a")),
  );
  const { any } = fc.letrec<{ any: object }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constant({ op: "always", vars: [] }),
      leaf,
      leaf,
      leaf,
      fc.record({ op: fc.constantFrom("and", "or"), vars: fc.array(tie("any"), { minLength: 1, maxLength: 3 }) }),
    ),
  }));
  return any;
}
