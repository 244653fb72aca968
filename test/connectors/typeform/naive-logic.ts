/**
 * Typeform's logic, as simply as it can be written, straight on the definition: the opposite of how the product does it.
 * It knows nothing of the neutral Form. Jumps back count as not written, as everywhere on WhatsApp.
 */
import { z } from "zod";

const fieldSchema = z.object({
  ref: z.string(),
  type: z.string(),
  properties: z.looseObject({ fields: z.array(z.unknown()).optional() }).optional(),
});
const actionSchema = z.object({
  action: z.string(),
  details: z.object({
    to: z.object({ type: z.string(), value: z.string() }).optional(),
    target: z.object({ value: z.string() }).optional(),
    value: z.object({ type: z.string(), value: z.union([z.number(), z.string()]) }).optional(),
  }),
  condition: z.any(),
});
export const definitionSchema = z.object({
  fields: z.array(z.unknown()),
  logic: z.array(z.object({ type: z.string(), ref: z.string(), actions: z.array(actionSchema) })).default([]),
  variables: z.record(z.string(), z.number()).default({}),
  thankyou_screens: z.array(z.object({ ref: z.string().optional(), id: z.string().optional() })).default([]),
});

/** What was answered, by ref: a choice's ref, several of them, or the plain value. Missing: passed over. */
export type RawAnswers = Record<string, string | number | boolean | string[]>;

interface Stop {
  ref: string;
  /** Refs of the lines inside a matrix, an address, contact details. */
  lines: string[];
}

export function naiveWalk(definition: unknown, answers: RawAnswers, hidden: Record<string, string>) {
  const form = definitionSchema.parse(definition);
  const stops: Stop[] = [];
  const firstOfGroup: Record<string, number> = {};
  const flatten = (list: unknown[]) => {
    for (const field of list.map((one) => fieldSchema.parse(one))) {
      const inner = field.properties?.fields ?? [];
      if (field.type === "group") {
        firstOfGroup[field.ref] = stops.length;
        flatten(inner);
      } else stops.push({ ref: field.ref, lines: inner.map((line) => fieldSchema.parse(line).ref) });
    }
  };
  flatten(form.fields);

  const variables: Record<string, number> = { ...form.variables };
  const visited: string[] = [];
  const seen: RawAnswers = {};
  let ending: string | undefined;

  const test = (condition: { op: string; vars: { type: string; value: string | number | boolean }[] }): boolean => {
    const { op, vars } = condition;
    if (op === "always") return true;
    const nested = vars as unknown as (typeof condition)[];
    if (op === "and") return !nested.map(test).includes(false);
    if (op === "or") return nested.map(test).includes(true);
    const [left, right] = vars;
    const name = String(left?.value);
    const value = { field: seen[name], hidden: hidden[name], variable: variables[name] }[left?.type ?? ""];
    const other = right?.type === "variable" ? variables[String(right.value)] : right?.value;
    if (value === undefined || other === undefined) return false;
    if (op === "is") return Array.isArray(value) ? value.indexOf(String(other)) >= 0 : `${value}` === `${other}`;
    if (op === "is_not") return Array.isArray(value) ? value.indexOf(String(other)) < 0 : `${value}` !== `${other}`;
    if (op === "equal" || op === "on") return `${value}` === `${other}`;
    if (op === "not_equal" || op === "not_on") return `${value}` !== `${other}`;
    if (op === "contains") return `${value}`.split(`${other}`).length > 1;
    if (op === "not_contains") return `${value}`.split(`${other}`).length === 1;
    if (op === "begins_with") return `${value}`.indexOf(`${other}`) === 0;
    if (op === "ends_with") return `${value}`.slice(-`${other}`.length) === `${other}`;
    if (op === "lower_than") return Number(value) - Number(other) < 0;
    if (op === "lower_equal_than") return Number(value) - Number(other) <= 0;
    if (op === "greater_than") return Number(value) - Number(other) > 0;
    if (op === "greater_equal_than") return Number(value) - Number(other) >= 0;
    const days = Date.parse(`${value}`) - Date.parse(`${other}`);
    if (op === "earlier_than") return days < 0;
    if (op === "earlier_than_or_on") return days <= 0;
    if (op === "later_than") return days > 0;
    if (op === "later_than_or_on") return days >= 0;
    throw new Error(`The naive reading does not know ${op}.`);
  };

  const indexOf = (ref: string) => {
    const group = firstOfGroup[ref];
    return group ?? stops.findIndex((stop) => stop.ref === ref || stop.lines.includes(ref));
  };

  /** Where the actions lead from `at`, or nowhere in particular. */
  const act = (actions: z.infer<typeof actionSchema>[], at: number): number | undefined => {
    let next: number | undefined;
    for (const { action, details, condition } of actions) {
      if (!test(condition)) continue;
      if (action === "jump" && next === undefined) {
        if (details.to?.type === "thankyou") {
          next = stops.length;
          ending = details.to.value;
        } else {
          const target = indexOf(details.to?.value ?? "");
          if (target > at) next = target;
        }
      }
      const variable = details.target?.value;
      if (action === "jump" || variable === undefined) continue;
      const before = variables[variable] ?? 0;
      const given = details.value?.type === "variable" ? variables[details.value.value] : details.value?.value;
      const by = Number(given);
      if (action === "add") variables[variable] = before + by;
      if (action === "subtract") variables[variable] = before - by;
      if (action === "multiply") variables[variable] = before * by;
      if (action === "divide" && by !== 0) variables[variable] = before / by;
      if (action === "set") variables[variable] = by;
    }
    return next;
  };

  const first = form.logic.filter(({ type }) => type === "hidden").flatMap(({ actions }) => actions);
  let at: number = act(first, -1) ?? 0;
  for (;;) {
    const stop: Stop | undefined = stops[at];
    if (!stop) break;
    visited.push(stop.ref);
    const refs = [...stop.lines, stop.ref];
    for (const ref of refs) if (answers[ref] !== undefined) seen[ref] = answers[ref];
    const own = refs.flatMap((ref) =>
      form.logic.filter((entry) => entry.type === "field" && entry.ref === ref).flatMap(({ actions }) => actions),
    );
    at = act(own, at) ?? at + 1;
  }
  const refs = form.thankyou_screens.map(({ ref, id }) => ref ?? id);
  if (!refs.includes(ending)) ending = refs.includes("default_tys") ? "default_tys" : refs[0];
  return { visited, variables, ending };
}
