/**
 * Formulas and their types (WhatsApp reference 2.2 and 2.3).
 *
 * Two dialects: an `expression` between backticks may calculate and put texts together; a `condition` of `If` may only
 * compare and combine. In a condition `&&` binds tighter than the comparisons.
 */
import { type Token, tokensOf } from "./tokens.ts";
import { booleanType, fits, type Kind, nameOf, numberType, stringType, type Type } from "./types.ts";

export type Dialect = "expression" | "condition";
export type Verdict = { type: Type } | { problem: string };

/** A part of a formula: its type, and whether it is made of literals only. */
interface Part {
  type: Type;
  literal: boolean;
}

type Level = readonly string[] | "concatenation";

/** From the loosest to the tightest. */
const levels: Readonly<Record<Dialect, readonly Level[]>> = {
  expression: [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], "concatenation", ["+", "-"], ["/", "%"]],
  condition: [["||"], ["==", "!="], ["<", "<=", ">", ">="], ["&&"]],
};

const deepestParentheses = 32;

class Mistake extends Error {}

/** The type of a formula, or what is wrong with it. `typeOfReference` gets each `${...}` as it stands. */
export function typeOfFormula(
  formula: string,
  dialect: Dialect,
  typeOfReference: (reference: string) => Type,
): Verdict {
  const tokens = tokensOf(formula);
  if (typeof tokens === "string") return { problem: tokens };
  try {
    const part = parse(tokens, dialect, typeOfReference);
    if (dialect === "condition") requireCondition(part);
    return { type: part.type };
  } catch (error) {
    if (error instanceof Mistake) return { problem: error.message };
    throw error;
  }
}

function requireCondition({ type, literal }: Part): void {
  if (literal) throw new Mistake("a condition needs at least one ${...}");
  if (!fits(type, booleanType)) throw new Mistake(`a condition is true or false, this is ${nameOf(type)}`);
}

function parse(tokens: readonly Token[], dialect: Dialect, typeOfReference: (reference: string) => Type): Part {
  let next = 0;
  const take = (): Token | undefined => tokens[next++];
  const isOperator = (token: Token | undefined, of: readonly string[]) =>
    token?.kind === "operator" && of.includes(token.text);

  const part = formula(0, 0);
  const rest = tokens[next];
  if (rest) throw new Mistake(rest.kind === "close" ? "a ) has no (" : `an operator is missing before ${rest.text}`);
  return part;

  function formula(level: number, depth: number): Part {
    const operators = levels[dialect][level];
    if (operators === undefined) return operand(depth);
    let left = formula(level + 1, depth);
    if (operators === "concatenation") {
      while (beginsOperand(tokens[next])) left = concatenate(left, formula(level + 1, depth));
      return left;
    }
    while (isOperator(tokens[next], operators)) {
      const operator = take()?.text ?? "";
      left = combine(operator, left, formula(level + 1, depth), dialect);
    }
    return left;
  }

  function operand(depth: number): Part {
    const token = take();
    if (!token) throw new Mistake("it ends where a value is expected");
    switch (token.kind) {
      case "reference":
        return { type: typeOfReference(token.text), literal: false };
      case "string":
        return { type: stringType, literal: true };
      case "number":
        return { type: numberType, literal: true };
      case "boolean":
        return { type: booleanType, literal: true };
      case "open":
        return parenthesis(depth + 1);
      case "close":
        throw new Mistake("a ) stands where a value is expected");
      case "operator":
        return sign(token.text, depth);
    }
  }

  function parenthesis(depth: number): Part {
    if (depth > deepestParentheses) throw new Mistake(`parentheses nest more than ${deepestParentheses} levels`);
    if (tokens[next]?.kind === "close") throw new Mistake("parentheses are empty");
    const inner = formula(0, depth);
    if (take()?.kind !== "close") throw new Mistake("a ( has no )");
    return inner;
  }

  /** What may stand before a value: a minus before a number; in conditions `!` before a boolean or a parenthesis. */
  function sign(operator: string, depth: number): Part {
    const following = tokens[next];
    if (operator === "-" && following?.kind === "number") return operand(depth);
    if (operator !== "!") throw new Mistake(`${operator} has no value before it`);
    if (dialect === "expression") throw new Mistake("! is for If conditions only: compare with == false");
    if (following?.kind === "operator" || following?.kind === "close") {
      throw new Mistake("! stands before a boolean or a parenthesis");
    }
    const part = operand(depth);
    if (!fits(part.type, booleanType)) throw new Mistake(`! needs true or false, this is ${nameOf(part.type)}`);
    return part;
  }
}

function beginsOperand(token: Token | undefined): boolean {
  return token !== undefined && token.kind !== "operator" && token.kind !== "close";
}

function concatenate(left: Part, right: Part): Part {
  for (const { type } of [left, right]) demand(type, ["string", "number", "boolean"], "putting texts together");
  return { type: stringType, literal: left.literal && right.literal };
}

function combine(operator: string, left: Part, right: Part, dialect: Dialect): Part {
  if (dialect === "condition" && left.literal && right.literal) {
    throw new Mistake(`${operator} has fixed values on both sides`);
  }
  const literal = left.literal && right.literal;
  switch (operator) {
    case "==":
    case "!=":
      comparable(operator, left.type, right.type);
      return { type: booleanType, literal };
    case "&&":
    case "||": {
      const hint = dialect === "condition" && operator === "&&" ? " (put each comparison in parentheses)" : "";
      for (const { type } of [left, right]) demand(type, ["boolean"], operator + hint);
      return { type: booleanType, literal };
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      for (const { type } of [left, right]) demand(type, ["number"], operator);
      return { type: booleanType, literal };
    default:
      for (const { type } of [left, right]) demand(type, ["number"], operator);
      return { type: numberType, literal };
  }
}

function comparable(operator: string, left: Type, right: Type): void {
  for (const type of [left, right]) demand(type, ["string", "number", "boolean"], operator);
  if (fits(left, right)) return;
  throw new Mistake(`${operator} compares ${nameOf(left)} with ${nameOf(right)}: both sides need one type`);
}

function demand(type: Type, kinds: readonly Kind[], where: string): void {
  if (fits(type, { kinds })) return;
  throw new Mistake(`${where} needs ${nameOf({ kinds })}, this is ${nameOf(type)}`);
}
