/**
 * What a form decides by itself: which question comes next, what is calculated, how it ends.
 *
 * Rules only name fields, hidden values and variables by their ids; `core/rules` says what they mean (form-tools
 * reference 2.6, 2.7, 3.5 and 7). A form tool's adapter translates its own logic into these words.
 */
import { z } from "zod";
import { type FieldId, fieldIdSchema } from "./field-id.ts";
import { recallSchema } from "./recall.ts";

/** A value that rules calculate, such as a score or a price. It always has one: `initial` until a rule changes it. */
export const variableSchema = z.discriminatedUnion("kind", [
  z.object({ name: z.string().min(1), kind: z.literal("number"), initial: z.number() }),
  z.object({ name: z.string().min(1), kind: z.literal("text"), initial: z.string() }),
]);
export type Variable = z.infer<typeof variableSchema>;

/** What a comparison looks at. `part` is a matrix row or a line of an address. */
const subjectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("field"), field: fieldIdSchema, part: z.string().optional() }),
  z.object({ kind: z.literal("hidden"), name: z.string() }),
  z.object({ kind: z.literal("variable"), name: z.string() }),
  /** What the contact's record holds for this question before it is asked. */
  z.object({ kind: z.literal("known"), field: fieldIdSchema }),
]);
export type Subject = z.infer<typeof subjectSchema>;

/** What it is compared with. A choice is named by its id in the subject's field. */
const operandSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("constant"), value: z.union([z.string(), z.number(), z.boolean()]) }),
  z.object({ kind: z.literal("choice"), choice: z.string() }),
  z.object({ kind: z.literal("variable"), name: z.string() }),
]);
export type Operand = z.infer<typeof operandSchema>;

/** `eq` on several chosen options means: this one is among them. Dates compare by the last six. */
export const comparisons = [
  "eq",
  "ne",
  "contains",
  "notContains",
  "startsWith",
  "endsWith",
  "lt",
  "le",
  "gt",
  "ge",
  "on",
  "notOn",
  "before",
  "beforeOrOn",
  "after",
  "afterOrOn",
] as const;
export type Comparison = (typeof comparisons)[number];

/** A comparison with an unanswered question is false, whichever it is; only `answered` and `not` see its absence. */
export type Condition =
  | { op: "always" }
  | { op: "and" | "or"; args: Condition[] }
  | { op: "not"; arg: Condition }
  | { op: "answered"; subject: Subject }
  | { op: "in" | "notIn"; subject: Subject; operands: Operand[] }
  | { op: Comparison; subject: Subject; operand: Operand };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.object({ op: z.literal("always") }),
    z.object({ op: z.enum(["and", "or"]), args: z.array(conditionSchema) }),
    z.object({ op: z.literal("not"), arg: conditionSchema }),
    z.object({ op: z.literal("answered"), subject: subjectSchema }),
    z.object({ op: z.enum(["in", "notIn"]), subject: subjectSchema, operands: z.array(operandSchema) }),
    z.object({ op: z.enum(comparisons), subject: subjectSchema, operand: operandSchema }),
  ]),
);

/** Where a jump leads. An ending without an id is the form's default one. */
const targetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("field"), field: fieldIdSchema }),
  z.object({ kind: z.literal("ending"), ending: z.string().optional() }),
]);
export type Target = z.infer<typeof targetSchema>;

/** `set` also writes text; the others calculate with numbers. Dividing by zero changes nothing. */
const calculationSchema = z.object({
  kind: z.literal("calc"),
  op: z.enum(["set", "add", "subtract", "multiply", "divide"]),
  variable: z.string(),
  value: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("constant"), value: z.union([z.string(), z.number()]) }),
    z.object({ kind: z.literal("variable"), name: z.string() }),
  ]),
});
export type Calculation = z.infer<typeof calculationSchema>;

const actionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("jump"), to: targetSchema }),
  calculationSchema,
]);
export type Action = z.infer<typeof actionSchema>;

/** Rules of this kind run before the first question. No field can have this id. */
export const beforeFirst = "@start";

/**
 * Runs once the customer is past `after`, answered or not. A field's rules run in the order of the list: every
 * calculation whose condition holds is made, the first jump whose condition holds is taken.
 */
export const ruleSchema = z.object({
  after: z.union([fieldIdSchema, z.literal(beforeFirst)]),
  when: conditionSchema,
  do: z.array(actionSchema),
});
export type Rule = z.infer<typeof ruleSchema>;
export type RuleOwner = FieldId | typeof beforeFirst;

/** One way in which the form says goodbye. */
export const endingSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  text: z.string().optional(),
  /** A web page that the form goes on to: to be followed from the chat. */
  link: z.string().optional(),
  /** What quotes answers; `title`, `text` and `link` are what stands there when nothing is known. */
  recall: z
    .object({ title: recallSchema.optional(), text: recallSchema.optional(), link: recallSchema.optional() })
    .optional(),
  isDefault: z.boolean(),
});
export type Ending = z.infer<typeof endingSchema>;
