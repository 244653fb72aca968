import type { Notice } from "../../core/form/types.ts";
import type { TypeformField, TypeformLogic } from "./types.ts";

/** A question in the order of the form. */
export interface Stop {
  /** The field's id. */
  id: string;
  source: TypeformField;
  /** What logic calls it: its own ref, and the refs of the groups that begin with it. */
  refs: ReadonlySet<string>;
  /** The title as customers see it. */
  title: string;
}

/**
 * What the form's logic means while branching is not built. A jump to the question that comes next anyway changes nothing
 * and is not worth a word (form-tools reference 2.6 and 2.7).
 */
export function logicNotices(logic: readonly TypeformLogic[], stops: readonly Stop[]): Notice[] {
  const actions = logic.flatMap((rule) => rule.actions.map((action) => ({ rule, action })));
  const jumps = actions.filter(({ rule, action }) => action.action === "jump" && !isNext(rule, action, stops));
  const calculations = actions.filter(({ action }) => action.action !== "jump");
  return [
    ...jumpNotice(
      jumps.map(({ rule }) => rule),
      stops,
    ),
    ...(calculations.length === 0 ? [] : [calculationNotice(calculations.length)]),
  ];
}

function isNext(rule: TypeformLogic, action: TypeformLogic["actions"][number], stops: readonly Stop[]): boolean {
  const target = action.details.to;
  if (!target) return false;
  // A rule of type "hidden" runs before the first question.
  const at = rule.type === "hidden" ? -1 : stops.findLastIndex(({ refs }) => refs.has(rule.ref));
  if (rule.type !== "hidden" && at < 0) return false;
  const next = stops[at + 1];
  if (target.type === "thankyou") return next === undefined;
  return target.type === "field" && next !== undefined && next.refs.has(target.value);
}

function jumpNotice(rules: readonly TypeformLogic[], stops: readonly Stop[]): Notice[] {
  if (rules.length === 0) return [];
  const titles = new Map(stops.flatMap(({ refs, title }) => [...refs].map((ref) => [ref, title] as const)));
  const example = rules.map(({ ref }) => titles.get(ref)).find(Boolean);
  const where = example ? `, for example after “${example}”` : "";
  const count = rules.length === 1 ? "1 logic jump" : `${rules.length} logic jumps`;
  return [
    {
      level: "block",
      code: "logic.not_built",
      message:
        `The form has ${count}${where}. Flowella does not follow jumps yet: every customer would be asked every ` +
        "question. Remove the jumps in Typeform, or make a form for each path.",
    },
  ];
}

function calculationNotice(count: number): Notice {
  return {
    level: "warn",
    code: "logic.calculations_not_built",
    message: `The form calculates a score or a price (${count === 1 ? "1 step" : `${count} steps`}). Flowella does not calculate yet: the result is missing.`,
  };
}
