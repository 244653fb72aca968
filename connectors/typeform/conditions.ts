import { z } from "zod";
import type { Comparison, Condition, Operand, Subject } from "../../core/form/rules.ts";
import type { LogicIndex } from "./logic-index.ts";

const nodeSchema = z.object({ op: z.string(), vars: z.array(z.unknown()) });
const varSchema = z.object({ type: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) });
type Var = z.infer<typeof varSchema>;

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ["is", "eq"],
  ["is_not", "ne"],
  ["equal", "eq"],
  ["not_equal", "ne"],
  ["contains", "contains"],
  ["not_contains", "notContains"],
  ["begins_with", "startsWith"],
  ["ends_with", "endsWith"],
  ["lower_than", "lt"],
  ["lower_equal_than", "le"],
  ["greater_than", "gt"],
  ["greater_equal_than", "ge"],
  ["on", "on"],
  ["not_on", "notOn"],
  ["earlier_than", "before"],
  ["earlier_than_or_on", "beforeOrOn"],
  ["later_than", "after"],
  ["later_than_or_on", "afterOrOn"],
]);

/** Deeper than anybody writes: what is nested further cannot be read. */
const deepest = 50;

/** A question that the form does not have is never answered, so no comparison with it holds. */
const never: Condition = { op: "or", args: [] };

/** Typeform's conditions in neutral words; undefined for what cannot be read. */
export class ConditionReader {
  readonly #index: LogicIndex;

  constructor(index: LogicIndex) {
    this.#index = index;
  }

  read(source: unknown, depth = 0): Condition | undefined {
    const node = nodeSchema.safeParse(source).data;
    if (!node || depth > deepest) return undefined;
    const { op, vars } = node;
    if (op === "always") return { op };
    if (op !== "and" && op !== "or") return this.#leaf(op, vars);
    const args = vars.map((inner) => this.read(inner, depth + 1));
    return args.every((arg) => arg !== undefined) ? { op, args } : undefined;
  }

  #leaf(op: string, vars: readonly unknown[]): Condition | undefined {
    const [left, right] = vars.map((one) => varSchema.safeParse(one).data);
    if (!left || !right) return undefined;
    const subject = this.#subject(left);
    if (subject === "gone") return never;
    if (!subject) return undefined;
    if (op === "answered") {
      const answered: Condition = { op, subject };
      return right.value === false ? { op: "not", arg: answered } : answered;
    }
    const comparison = comparisons.get(op);
    const operand = this.#operand(left, right);
    return comparison && operand && { op: comparison, subject, operand };
  }

  #subject({ type, value }: Var): Subject | "gone" | undefined {
    const name = String(value);
    if (type === "hidden" || type === "variable") return { kind: type, name };
    return type === "field" ? (this.#index.subjectOf(name) ?? "gone") : undefined;
  }

  /** A choice that the question no longer has keeps its key: nobody can have chosen it. */
  #operand(subject: Var, { type, value }: Var): Operand | undefined {
    if (type === "variable") return { kind: "variable", name: String(value) };
    const choices = subject.type === "field" ? this.#index.choicesOf(String(subject.value)) : undefined;
    if (type === "choice") return { kind: "choice", choice: choices?.byKey.get(String(value)) ?? String(value) };
    if (type !== "constant") return undefined;
    // Some definitions name an option of a dropdown by its text (form-tools reference 2.6).
    const chosen = choices?.byLabel.get(String(value));
    if (chosen !== undefined) return { kind: "choice", choice: chosen };
    const day = typeof value === "string" ? /^(\d{4}-\d{2}-\d{2})T/.exec(value)?.[1] : undefined;
    return { kind: "constant", value: day ?? value };
  }
}
