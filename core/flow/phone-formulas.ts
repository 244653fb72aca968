/**
 * Conditions that the phone itself can decide, as `If` takes them (WhatsApp reference 2.3): about choices on the same
 * screen. For every answer that the phone can give, our own evaluator says beforehand what the condition makes of it, so
 * that the two cannot disagree.
 */
import type { Condition, Subject } from "../form/rules.ts";
import { type Field, type FieldId, type Form, otherChoice } from "../form/types.ts";
import { holds } from "../rules/index.ts";
import type { AnswerValue } from "../submission/types.ts";

/** Always, never, or a text for `If`. */
export type Formula = boolean | string;

/** Longer ones nobody could read, and phones have to compute them at every touch. */
const longest = 1_500;
/** WhatsApp names no limit; our own check stops at 32. */
const deepest = 20;

export function both(left: Formula, right: Formula): Formula {
  if (left === false || right === false) return false;
  if (left === true || left === right) return right;
  return right === true ? left : `(${left} && ${right})`;
}

export function either(left: Formula, right: Formula): Formula {
  if (left === true || right === true) return true;
  if (left === false || left === right) return right;
  return right === false ? left : `(${left} || ${right})`;
}

export function opposite(formula: Formula): Formula {
  return typeof formula === "boolean" ? !formula : `(!${formula})`;
}

/** Whether a phone may be given this. */
export function isReasonable(formula: Formula): boolean {
  if (typeof formula === "boolean") return true;
  let [depth, most] = [0, 0];
  for (const char of formula) {
    if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    most = Math.max(most, depth);
  }
  return formula.length <= longest && most <= deepest;
}

/** What a formula may look at. */
export interface OnScreen {
  form: Form;
  /** The name of the one input that holds a question's answer; undefined for what is not on the screen, or in no single input. */
  inputOf(field: FieldId): string | undefined;
  /** When a question of the screen is asked itself. */
  shown(field: FieldId): Formula;
}

/** Undefined where only the endpoint can decide. */
export function formulaFor(condition: Condition, screen: OnScreen): Formula | undefined {
  switch (condition.op) {
    case "always":
      return true;
    case "not": {
      const inner = formulaFor(condition.arg, screen);
      return inner === undefined ? undefined : opposite(inner);
    }
    case "and":
    case "or": {
      const args = condition.args.map((arg) => formulaFor(arg, screen));
      let all: Formula = condition.op === "and";
      for (const arg of args) {
        if (arg === undefined) return undefined;
        all = condition.op === "and" ? both(all, arg) : either(all, arg);
      }
      return all;
    }
    default:
      return leaf(condition, screen);
  }
}

type Leaf = Exclude<Condition, { op: "always" | "not" | "and" | "or" }>;

function leaf(condition: Leaf, { form, inputOf, shown }: OnScreen): Formula | undefined {
  const { subject } = condition;
  if (subject.kind !== "field" || subject.part !== undefined || looksElsewhere(condition)) return undefined;
  const field = form.fields[subject.field];
  const name = field && inputOf(field.id);
  const answers = field && answersOf(field);
  if (name === undefined || !answers) return undefined;
  const holding = answers.filter(({ value }) => holds(condition, onlyKnowing(subject, value)));
  // A box that was never touched and one that was cleared may look alike on a phone: only the tick itself is clear.
  if (field?.kind === "consent") {
    const clear = holding.length === 1 && holding[0]?.value === true;
    return holding.length === 0 ? false : clear ? both(shown(field.id), `(\${form.${name}} == true)`) : undefined;
  }
  let formula: Formula = false;
  for (const { id } of holding) formula = either(formula, `(\${form.${name}} == '${id}')`);
  // What stood in it before it was hidden does not count, and a phone may still hold it.
  return both(shown(subject.field), formula);
}

/** A comparison with a calculated value changes with every other answer. */
function looksElsewhere(condition: Leaf): boolean {
  if ("operand" in condition) return condition.operand.kind === "variable";
  return "operands" in condition && condition.operands.some(({ kind }) => kind === "variable");
}

/** Every answer that one input can hold, with the id that stands for it; undefined where they cannot be counted. */
function answersOf(field: Field): { id: string; value: AnswerValue }[] | undefined {
  switch (field.kind) {
    case "consent":
      return [true, false].map((value) => ({ id: String(value), value }));
    case "boolean":
      return [true, false].map((value) => ({ id: String(value), value }));
    case "rating":
      return steps(1, field.steps);
    case "nps":
      return steps(0, 10);
    case "opinion_scale":
      return steps(field.from, field.to);
    case "picture_choice":
    case "single_choice":
    case "dropdown": {
      if (field.kind === "picture_choice" && field.multiple) return undefined;
      const ids = [...field.choices.map(({ id }) => id), ...(field.allowOther ? [otherChoice] : [])];
      const plain = !field.choicesFrom && ids.length <= mostAnswers && ids.every((id) => /^[\w.:@-]+$/.test(id));
      return plain ? ids.map((id) => ({ id, value: id })) : undefined;
    }
    default:
      return undefined;
  }
}

const mostAnswers = 60;

function steps(from: number, to: number): { id: string; value: number }[] | undefined {
  if (to - from >= mostAnswers) return undefined;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    id: String(from + index),
    value: from + index,
  }));
}

function onlyKnowing(subject: Extract<Subject, { kind: "field" }>, value: AnswerValue) {
  const isIt = (other: Subject) => other.kind === "field" && other.field === subject.field;
  return {
    valueOf: (other: Subject) => (isIt(other) ? value : undefined),
    isAnswered: (other: Subject) => isIt(other),
  };
}
