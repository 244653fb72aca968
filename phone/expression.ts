/**
 * References and expressions (WhatsApp reference 2.1 to 2.3), evaluated directly while reading.
 *
 * WhatsApp documents that `&&` binds tighter than comparisons. A comparison next to `&&` or `||` without parentheses
 * would mean something else than it seems, so it is refused instead of guessed.
 */
import { BrokenFlow } from "./errors.ts";

/** Answers `data.plan`, `form.email`, `screen.START.form.email` as path parts; `undefined` where nothing is there yet. */
export type Lookup = (path: readonly string[]) => unknown;

const WHOLE_REFERENCE = /^\$\{([^{}]+)\}$/;

/** Replaces references and backtick expressions anywhere in a JSON value. */
export function resolve(value: unknown, lookup: Lookup): unknown {
  if (typeof value === "string") return resolveText(value, lookup);
  if (Array.isArray(value)) return value.map((item) => resolve(item, lookup));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, lookup)]));
  return value;
}

/** A reference must be the whole value; a text that merely contains one is shown as it stands (reference 2.1). */
function resolveText(text: string, lookup: Lookup): unknown {
  const reference = WHOLE_REFERENCE.exec(text)?.[1];
  if (reference !== undefined) return lookup(reference.split("."));
  if (text.length > 1 && text.startsWith("`") && text.endsWith("`")) return new Reader(text.slice(1, -1), lookup).all();
  return text;
}

/** `If.condition` (reference 2.3). Throws `BrokenFlow` unless the result is a boolean. */
export function evaluateCondition(condition: string, lookup: Lookup): boolean {
  const result = new Reader(condition, lookup).all();
  if (typeof result !== "boolean") throw new BrokenFlow(`The condition ${condition} is not true or false.`);
  return result;
}

type Scalar = string | number | boolean;
interface Operand {
  readonly value: Scalar;
  readonly bareComparison?: boolean;
}

const TOKEN =
  /\s*(?:(\$\{[^{}]+\})|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?)|(true|false)\b|(==|!=|<=|>=|&&|\|\||[<>!()+\-/%]))/y;

type Token = { readonly kind: "value"; readonly value: Scalar } | { readonly kind: "operator"; readonly text: string };

class Reader {
  readonly #text: string;
  readonly #tokens: Token[];
  #at = 0;

  constructor(text: string, lookup: Lookup) {
    this.#text = text;
    this.#tokens = tokenize(text, lookup);
  }

  /** Members side by side are joined as text (reference 2.2). */
  all(): Scalar {
    const members: Scalar[] = [this.#or().value];
    while (this.#at < this.#tokens.length) members.push(this.#or().value);
    const [only] = members;
    return members.length === 1 && only !== undefined ? only : members.map(String).join("");
  }

  #or(): Operand {
    return this.#logic("||", () => this.#logic("&&", () => this.#comparison()));
  }

  #logic(operator: "&&" | "||", operand: () => Operand): Operand {
    let left = operand();
    while (this.#take(operator)) {
      const right = operand();
      if (left.bareComparison || right.bareComparison)
        throw this.#broken(`put parentheses around the comparisons beside ${operator}`);
      const [a, b] = [this.#boolean(left), this.#boolean(right)];
      left = { value: operator === "&&" ? a && b : a || b };
    }
    return left;
  }

  #comparison(): Operand {
    const left = this.#sum();
    const operator = this.#takeAny("==", "!=", "<=", ">=", "<", ">");
    if (operator === undefined) return left;
    const right = this.#sum();
    return { value: compare(operator, left.value, right.value), bareComparison: true };
  }

  #sum(): Operand {
    let left = this.#product();
    for (let operator = this.#takeAny("+", "-"); operator; operator = this.#takeAny("+", "-")) {
      const right = this.#number(this.#product());
      left = { value: operator === "+" ? this.#number(left) + right : this.#number(left) - right };
    }
    return left;
  }

  #product(): Operand {
    let left = this.#unary();
    for (let operator = this.#takeAny("/", "%"); operator; operator = this.#takeAny("/", "%")) {
      const right = this.#number(this.#unary());
      // Division and modulo by zero give 0 (reference 2.2).
      left = { value: right === 0 ? 0 : operator === "/" ? this.#number(left) / right : this.#number(left) % right };
    }
    return left;
  }

  #unary(): Operand {
    if (this.#take("!")) return { value: !this.#boolean(this.#unary()) };
    if (this.#take("(")) {
      const inner = this.#or();
      if (!this.#take(")")) throw this.#broken("a parenthesis is not closed");
      return { value: inner.value };
    }
    const token = this.#tokens[this.#at];
    if (token?.kind !== "value") throw this.#broken("a value is missing");
    this.#at += 1;
    return { value: token.value };
  }

  #take(operator: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "operator" || token.text !== operator) return false;
    this.#at += 1;
    return true;
  }

  #takeAny(...operators: string[]): string | undefined {
    return operators.find((operator) => this.#take(operator));
  }

  #boolean({ value }: Operand): boolean {
    if (typeof value === "boolean") return value;
    // A forward reference to an unanswered OptIn is empty (reference 2.1).
    if (value === "") return false;
    throw this.#broken(`${JSON.stringify(value)} is not true or false`);
  }

  #number({ value }: Operand): number {
    if (value === "") return 0;
    const number = typeof value === "boolean" ? Number.NaN : Number(value);
    if (Number.isNaN(number)) throw this.#broken(`${JSON.stringify(value)} is not a number`);
    return number;
  }

  #broken(why: string): BrokenFlow {
    return new BrokenFlow(`The expression ${this.#text} cannot be read: ${why}.`);
  }
}

function tokenize(text: string, lookup: Lookup): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const length = text.trimEnd().length;
  while (pattern.lastIndex < length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw new BrokenFlow(`The expression ${text} cannot be read from position ${at}.`);
    const [, reference, literal, number, boolean, operator] = match;
    if (operator !== undefined) tokens.push({ kind: "operator", text: operator });
    else if (reference !== undefined)
      tokens.push({ kind: "value", value: scalar(lookup(reference.slice(2, -1).split(".")), reference) });
    else if (number !== undefined) tokens.push({ kind: "value", value: Number(number) });
    else if (boolean !== undefined) tokens.push({ kind: "value", value: boolean === "true" });
    else tokens.push({ kind: "value", value: (literal ?? "").replace(/\\(.)/g, "$1") });
  }
  return tokens;
}

function scalar(value: unknown, reference: string): Scalar {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new BrokenFlow(`${reference} is a list or an object; an expression needs a text, a number or a boolean.`);
}

function compare(operator: string, left: Scalar, right: Scalar): boolean {
  // A number input's answer may be a numeric text and compares as a number (reference 2.2, 7.4).
  const numeric = typeof left === "number" || typeof right === "number" || !["==", "!="].includes(operator);
  const [a, b] = numeric ? [Number(left), Number(right)] : [left, right];
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}
