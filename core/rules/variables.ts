/** The values that rules calculate, from their initial ones on. */
import type { Calculation, Variable } from "../form/rules.ts";
import { numberIn } from "./conditions.ts";

export type VariableValue = number | string;

export class Variables {
  readonly #values: Map<string, VariableValue>;

  constructor(declared: readonly Variable[]) {
    this.#values = new Map(declared.map(({ name, initial }) => [name, initial]));
  }

  get(name: string): VariableValue | undefined {
    return this.#values.get(name);
  }

  /** What has no result changes nothing: a division by zero, a number that grows out of bounds, text where numbers are. */
  apply({ op, variable, value }: Calculation): void {
    const before = this.#values.get(variable);
    const other = value.kind === "constant" ? value.value : this.#values.get(value.name);
    if (before === undefined || other === undefined) return;
    if (op === "set" && typeof before === "string") {
      this.#values.set(variable, String(other));
      return;
    }
    const right = numberIn(other);
    if (typeof before === "string" || right === undefined) return;
    const result = calculate(op, before, right);
    if (Number.isFinite(result)) this.#values.set(variable, result);
  }

  toRecord(): Record<string, VariableValue> {
    return Object.fromEntries(this.#values);
  }
}

function calculate(op: Calculation["op"], left: number, right: number): number {
  switch (op) {
    case "set":
      return right;
    case "add":
      return left + right;
    case "subtract":
      return left - right;
    case "multiply":
      return left * right;
    case "divide":
      return left / right;
    default:
      return op satisfies never;
  }
}
