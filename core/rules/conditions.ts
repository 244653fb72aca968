/** Whether a condition holds (form-tools reference 2.6 and 2.7). */
import type { Comparison, Condition, Operand, Subject } from "../form/rules.ts";
import type { Choice } from "../form/types.ts";
import type { AnswerValue } from "../submission/types.ts";

/** What a condition can see: only what the customer came by on the way to it. */
export interface Scope {
  /** Undefined for what was not answered or is not known. */
  valueOf(subject: Subject): AnswerValue | undefined;
  /** Whether anything was answered at all, in whatever part. */
  isAnswered(subject: Subject): boolean;
  /** The chosen options as they were offered, where they came from a data source. */
  chosenOf?(subject: Subject): readonly Choice[] | undefined;
}

export function holds(condition: Condition, scope: Scope): boolean {
  switch (condition.op) {
    case "always":
      return true;
    case "and":
      return condition.args.every((arg) => holds(arg, scope));
    case "or":
      return condition.args.some((arg) => holds(arg, scope));
    case "not":
      return !holds(condition.arg, scope);
    case "answered":
      return scope.isAnswered(condition.subject);
    case "in":
      return condition.operands.some((operand) => compares("eq", condition.subject, operand, scope));
    case "notIn":
      return condition.operands.every((operand) => compares("ne", condition.subject, operand, scope));
    default:
      return compares(condition.op, condition.subject, condition.operand, scope);
  }
}

/** Everything that a condition looks at. */
export function subjectsOf(condition: Condition): Subject[] {
  if ("args" in condition) return condition.args.flatMap(subjectsOf);
  if ("arg" in condition) return subjectsOf(condition.arg);
  if (!("subject" in condition)) return [];
  const others = "operands" in condition ? condition.operands : "operand" in condition ? [condition.operand] : [];
  const variables = others.flatMap((operand): Subject[] => (operand.kind === "variable" ? [operand] : []));
  return [condition.subject, ...variables];
}

/** False where either side has no value, for "is not" as for "is". */
function compares(op: Comparison, subject: Subject, operand: Operand, scope: Scope): boolean {
  const value = scope.valueOf(subject);
  const other = operandValue(operand, scope);
  return value !== undefined && other !== undefined && compareValues(op, value, other);
}

function operandValue(operand: Operand, scope: Scope): AnswerValue | undefined {
  if (operand.kind === "constant") return operand.value;
  return operand.kind === "choice" ? operand.choice : scope.valueOf({ kind: "variable", name: operand.name });
}

function compareValues(op: Comparison, value: AnswerValue, other: AnswerValue): boolean {
  switch (op) {
    case "eq":
    case "on":
      return isSame(value, other);
    case "ne":
    case "notOn":
      return !isSame(value, other);
    case "contains":
      return isInside(value, other);
    case "notContains":
      return !isInside(value, other);
    case "startsWith":
      return String(value).startsWith(String(other));
    case "endsWith":
      return String(value).endsWith(String(other));
    case "lt":
      return inOrder(value, other, (left, right) => left < right);
    case "le":
      return inOrder(value, other, (left, right) => left <= right);
    case "gt":
      return inOrder(value, other, (left, right) => left > right);
    case "ge":
      return inOrder(value, other, (left, right) => left >= right);
    case "before":
      return areDates(value, other) && value < other;
    case "beforeOrOn":
      return areDates(value, other) && value <= other;
    case "after":
      return areDates(value, other) && value > other;
    case "afterOrOn":
      return areDates(value, other) && value >= other;
    default:
      return op satisfies never;
  }
}

/** Several chosen options are "the same" as one that is among them. Numbers are the same however they are spelled. */
function isSame(value: AnswerValue, other: AnswerValue): boolean {
  if (Array.isArray(value)) return value.includes(String(other));
  if (typeof value === typeof other) return value === other;
  const [left, right] = [numberIn(value), numberIn(other)];
  return left !== undefined && right !== undefined ? left === right : String(value) === String(other);
}

function isInside(value: AnswerValue, other: AnswerValue): boolean {
  return Array.isArray(value) ? value.includes(String(other)) : String(value).includes(String(other));
}

function inOrder(value: AnswerValue, other: AnswerValue, is: (left: number, right: number) => boolean): boolean {
  const [left, right] = [numberIn(value), numberIn(other)];
  return left !== undefined && right !== undefined && is(left, right);
}

/** A number, or a text that is one: hidden values come as text. */
export function numberIn(value: AnswerValue): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\s*[+-]?\d{1,15}(?:\.\d{1,15})?\s*$/.test(value) ? Number(value) : undefined;
}

/** `YYYY-MM-DD` sorts as the days do. */
function areDates(value: AnswerValue, other: AnswerValue): boolean {
  return [value, other].every((side) => typeof side === "string" && /^\d{4}-\d{2}-\d{2}$/.test(side));
}
