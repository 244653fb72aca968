/**
 * Places that are limited: seats of an event, appointment slots, the last tickets of a kind.
 *
 * A decision knows what is taken at the moment and leaves out what is full; whether a place is had is decided by the
 * commit that accepts the answers, where two customers may meet.
 */
import { z } from "zod";
import {
  type Field,
  type FieldId,
  type FieldKind,
  type FieldOf,
  type Form,
  fieldIdSchema,
  formItself,
} from "../form/types.ts";
import type { Answer } from "../submission/types.ts";

const places = z.int().min(0).max(1_000_000);

/** A number question, or one whose options are numbers: how many places this submission takes. Default: one. */
const amountField = fieldIdSchema.optional();

/** The form as a whole: so many places altogether. */
const wholeSchema = z.strictObject({ total: places, amountField });

/**
 * Each answer of one question has its own places: `choices` by an option's value (not its label), `each` for every other
 * one, such as the slots that a data source names. Without either, an answer is not limited.
 */
const eachSchema = z
  .strictObject({
    field: fieldIdSchema,
    each: places.optional(),
    choices: z.record(z.string().min(1), places).optional(),
    amountField,
  })
  .refine(({ each, choices }) => each !== undefined || choices !== undefined, "needs `each`, `choices` or both");

/** What is limited in one Flow. Counted from when it is set; answers accepted before take no place. */
export const capacitySchema = z
  .array(z.union([wholeSchema, eachSchema]))
  .max(5)
  .refine(
    (rules) => new Set(rules.map((rule) => ("field" in rule ? rule.field : ""))).size === rules.length,
    "limits the same question twice",
  );
export type Capacity = z.infer<typeof capacitySchema>;

type PerAnswer = z.infer<typeof eachSchema>;

/** Places that answers take. `field` and `choice` are `""` for the form as a whole; `choice` is an option's value. */
export interface Claim {
  field: FieldId;
  choice: string;
  /** What the customer sees of it. */
  label: string;
  amount: number;
  limit: number;
}

/** How many places are taken, `own` of them by this session's own accepted answers. */
export interface Taken {
  field: FieldId;
  choice: string;
  taken: number;
  own: number;
}

export interface Places {
  /** What has none taken may be missing. */
  taken: readonly Taken[];
  /** The business gave this session's places back. */
  released: boolean;
}

/** The places that these answers take. */
export function claimsOf(form: Form, capacity: Capacity, answers: readonly Answer[]): Claim[] {
  return capacity.flatMap((rule): Claim[] => {
    const amount = amountOf(form, rule.amountField, answers);
    if (!("field" in rule)) return [{ field: "", choice: "", label: "", amount, limit: rule.total }];
    return answers
      .filter(({ fieldId, part }) => fieldId === rule.field && part === undefined)
      .flatMap((answer) => optionsIn(form, answer))
      .flatMap(({ value, label }) => {
        const limit = limitOf(rule, value);
        return limit === undefined ? [] : [{ field: rule.field, choice: value, label, amount, limit }];
      });
  });
}

/** The claim that one more choice of `field` would make; undefined where it is not limited. */
export function claimOn(
  form: Form,
  capacity: Capacity,
  { field, value, label }: { field: FieldId; value: string; label: string },
  answers: readonly Answer[],
): Claim | undefined {
  const rule = capacity.find((each) => "field" in each && each.field === field);
  const limit = rule && "field" in rule ? limitOf(rule, value) : undefined;
  if (!rule || limit === undefined) return undefined;
  return { field, choice: value, label, amount: amountOf(form, rule.amountField, answers), limit };
}

/** How many places this claim could take. What somebody holds already is never taken away from them. */
export function leftFor({ field, choice, limit }: Claim, { taken }: Places): number {
  const row = taken.find((each) => each.field === field && each.choice === choice);
  return Math.max(limit - (row?.taken ?? 0) + (row?.own ?? 0), row?.own ?? 0);
}

export function isShort(claim: Claim, known: Places): boolean {
  return claim.amount > leftFor(claim, known);
}

/** The form with each limited list of options shown without what is full; the same form where that changes nothing. */
export function withLimits(form: Form, capacity: Capacity): Form {
  const fields = capacity.flatMap((rule) => {
    const field = "field" in rule && Object.hasOwn(form.fields, rule.field) ? form.fields[rule.field] : undefined;
    return field && canLeaveOut(field) && !field.choicesFrom ? [{ ...field, choicesFrom: { source: formItself } }] : [];
  });
  if (fields.length === 0) return form;
  return { ...form, fields: { ...form.fields, ...Object.fromEntries(fields.map((field) => [field.id, field])) } };
}

function canLeaveOut(
  field: Field,
): field is FieldOf<"single_choice" | "multiple_choice" | "dropdown" | "picture_choice"> {
  return "choices" in field && field.kind !== "ranking";
}

/** What is wrong with these limits for this form, in sentences; empty where nothing is. */
export function capacityProblems(form: Form, capacity: Capacity): string[] {
  return capacity.flatMap((rule) => [
    ...("field" in rule ? questionProblems(form, rule) : []),
    ...(rule.amountField === undefined ? [] : amountProblems(form, rule.amountField)),
  ]);
}

function questionProblems(form: Form, { field: id, choices = {} }: PerAnswer): string[] {
  const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
  if (!field) return [`The form has no question ${id}.`];
  if (!limitable.has(field.kind)) return [`The answers to ${id} cannot be limited: it is no choice, date or number.`];
  if (!("choices" in field) || field.kind === "ranking") return [];
  if (field.choicesFrom && field.choicesFrom.source !== formItself) return [];
  const values = field.choices.map(({ value }) => value);
  return Object.keys(choices)
    .filter((value) => !values.includes(value))
    .map((value) => `The question ${id} has no option with the value ${value}.`);
}

const limitable: ReadonlySet<FieldKind> = new Set([
  "single_choice",
  "multiple_choice",
  "dropdown",
  "picture_choice",
  "boolean",
  "date",
  "time",
  "number",
]);

function amountProblems(form: Form, id: FieldId): string[] {
  const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
  if (!field) return [`The form has no question ${id} that could say how many places are taken.`];
  if (field.kind === "number") return [];
  const numbers =
    (field.kind === "single_choice" || field.kind === "dropdown") &&
    field.choices.every(({ value }) => Number.isSafeInteger(Number(value)) && Number(value) > 0);
  return numbers ? [] : [`The question ${id} does not say how many places are taken: its answers are no numbers.`];
}

function limitOf(rule: PerAnswer, value: string): number | undefined {
  return rule.choices && Object.hasOwn(rule.choices, value) ? rule.choices[value] : rule.each;
}

function amountOf(form: Form, field: FieldId | undefined, answers: readonly Answer[]): number {
  const answer = answers.find(({ fieldId }) => fieldId === field);
  const [option] = answer ? optionsIn(form, answer) : [];
  const amount = Math.ceil(Number(option?.value));
  return Number.isSafeInteger(amount) && amount > 1 ? amount : 1;
}

/** What was chosen, as the form or the data source names it; anything else stands for itself. */
function optionsIn(form: Form, { fieldId, value, chosen }: Answer): { value: string; label: string }[] {
  const field = form.fields[fieldId];
  const known = chosen ?? (field && "choices" in field ? field.choices : []);
  const ids = Array.isArray(value) ? value : [String(value)];
  return ids.map((id) => known.find((choice) => choice.id === id) ?? { value: id, label: id });
}
