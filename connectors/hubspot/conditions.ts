/**
 * When HubSpot shows a dependent field, in neutral words (HubSpot reference 6.14). What cannot be read for sure is undefined.
 *
 * An empty parent shows nothing, also where the condition says "is not": a field appears once its parent is answered.
 */
import type { Condition, Operand, Subject } from "../../core/form/rules.ts";
import type { Field } from "../../core/form/types.ts";
import type { DependentCondition } from "./types.ts";

/** The parent: a question of the form, or a hidden field with its name. */
export type ConditionParent = { kind: "question"; field: Field } | { kind: "hidden"; name: string };

export function conditionFor(parent: ConditionParent, condition: DependentCondition): Condition | undefined {
  const subject: Subject =
    parent.kind === "hidden" ? { kind: "hidden", name: parent.name } : { kind: "field", field: parent.field.id };
  const { operator, value } = condition;
  const is = (text: string): Condition | undefined => {
    const operand = operandFor(parent, text);
    return operand && { op: "eq", subject, operand };
  };
  const compared = (op: "lt" | "le" | "gt" | "ge", text: string): Condition | undefined => {
    const operand = numberFor(parent, text);
    return operand && { op, subject, operand };
  };
  const spelled = (op: "contains" | "notContains" | "startsWith" | "endsWith"): Condition | undefined =>
    isText(parent) && value !== "" ? { op, subject, operand: { kind: "constant", value } } : undefined;
  // Some definitions fill `value`, some `values`, whatever the operator.
  const wanted = condition.values.length > 0 ? condition.values : value === "" ? [] : [value];
  const answered: Condition = { op: "answered", subject };
  const not = (inner: Condition | undefined): Condition | undefined =>
    inner && { op: "and", args: [answered, { op: "not", arg: inner }] };
  switch (operator) {
    case "eq":
      return wanted.length === 1 ? is(wanted[0] ?? "") : undefined;
    case "neq":
      return wanted.length === 1 ? not(is(wanted[0] ?? "")) : undefined;
    case "contains":
      return spelled("contains");
    case "doesnt_contain":
      return spelled("notContains");
    case "str_starts_with":
      return spelled("startsWith");
    case "str_ends_with":
      return spelled("endsWith");
    case "is_not_empty":
      return answered;
    case "set_any":
      return joined("or", wanted.map(is));
    case "set_not_any":
      return not(joined("or", wanted.map(is)));
    case "set_all":
      return joined("and", wanted.map(is));
    case "set_not_all":
      return not(joined("and", wanted.map(is)));
    case "set_eq":
      return exactly(parent, wanted, is);
    case "set_neq":
      return not(exactly(parent, wanted, is));
    case "lt":
      return compared("lt", value);
    case "lte":
      return compared("le", value);
    case "gt":
      return compared("gt", value);
    case "gte":
      return compared("ge", value);
    case "between":
      return joined("and", [compared("ge", condition.rangeStart), compared("le", condition.rangeEnd)]);
    case "not_between":
      return joined("or", [compared("lt", condition.rangeStart), compared("gt", condition.rangeEnd)]);
    default:
      // `within_time` and its reverse: from when on, and how long, is documented nowhere.
      return undefined;
  }
}

function joined(op: "and" | "or", all: readonly (Condition | undefined)[]): Condition | undefined {
  const args = all.filter((one) => one !== undefined);
  if (args.length === 0 || args.length < all.length) return undefined;
  return args.length === 1 ? args[0] : { op, args };
}

/** These options and no others. */
function exactly(
  parent: ConditionParent,
  wanted: readonly string[],
  is: (text: string) => Condition | undefined,
): Condition | undefined {
  const these = joined("and", wanted.map(is));
  if (!these || parent.kind === "hidden" || parent.field.kind !== "multiple_choice") return these;
  const others = parent.field.choices.filter(({ value }) => !wanted.includes(value)).map(({ value }) => is(value));
  const none = joined("or", others);
  return none ? { op: "and", args: [these, { op: "not", arg: none }] } : these;
}

/** An option by its id; an option that the question does not have is chosen by nobody. */
function operandFor(parent: ConditionParent, text: string): Operand | undefined {
  if (parent.kind === "hidden") return { kind: "constant", value: text };
  const { field } = parent;
  switch (field.kind) {
    case "single_choice":
    case "multiple_choice":
    case "dropdown":
      return { kind: "choice", choice: field.choices.find(({ value }) => value === text)?.id ?? `no ${text}` };
    case "consent":
      return /^(true|false)$/i.test(text) ? { kind: "constant", value: text.toLowerCase() === "true" } : undefined;
    case "number":
      return numberFor(parent, text);
    case "short_text":
    case "long_text":
    case "email":
    case "phone":
      return { kind: "constant", value: text };
    default:
      return undefined;
  }
}

function numberFor(parent: ConditionParent, text: string): Operand | undefined {
  const comparable = parent.kind === "hidden" || parent.field.kind === "number" || parent.field.kind === "short_text";
  const value = Number(text);
  return comparable && text.trim() !== "" && Number.isFinite(value) ? { kind: "constant", value } : undefined;
}

function isText(parent: ConditionParent): boolean {
  return parent.kind === "hidden" || ["short_text", "long_text", "email", "phone"].includes(parent.field.kind);
}
