/**
 * What a business changes on top of an imported form. Every edit names its question by the id that survives a re-import;
 * the form in its tool is never changed.
 */
import { z } from "zod";
import { fieldIdSchema } from "../form/field-id.ts";
import { beforeFirst, conditionSchema, ruleSchema, variableSchema } from "../form/rules.ts";
import { policyChoiceSchema, prefillSchema } from "../form/types.ts";

const field = fieldIdSchema;

export const editSchema = z.discriminatedUnion("kind", [
  /** The input's own short name, where the question stands above it. */
  z.strictObject({ kind: z.literal("label"), field, label: z.string().trim().min(1).max(80) }),
  /** The question's text; `{{field:ID}}`, `{{hidden:NAME}}` and `{{var:NAME}}` quote what is known by then. */
  z.strictObject({
    kind: z.literal("text"),
    field,
    title: z.string().max(4_000).optional(),
    description: z.string().max(10_000).optional(),
  }),
  /** Other words for options, by their ids; what is written back stays. */
  z.strictObject({
    kind: z.literal("options"),
    field,
    labels: z.record(z.string(), z.string().trim().min(1).max(300)),
  }),
  /** Begins a screen, or stays with the question before where there is room. */
  z.strictObject({ kind: z.literal("screen"), field, begin: z.enum(["new", "same"]) }),
  /** Comes right behind another question; null: first of all. */
  z.strictObject({ kind: z.literal("move"), field, after: field.nullable() }),
  z.strictObject({ kind: z.literal("hide"), field }),
  z.strictObject({
    kind: z.literal("button"),
    button: z.enum(["continue", "send"]),
    text: z.string().trim().min(1).max(35),
  }),
  z.strictObject({ kind: z.literal("prefill"), field, from: prefillSchema.nullable() }),
  /** If … then …, after a question: jumps and calculations, before those of the form. */
  z.strictObject({ kind: z.literal("rule"), rule: ruleSchema }),
  /** Takes the form's own rules away that run after a question. */
  z.strictObject({ kind: z.literal("without_rules"), after: z.union([field, z.literal(beforeFirst)]) }),
  /** Asked only where this holds; null: always. */
  z.strictObject({ kind: z.literal("show_if"), field, when: conditionSchema.nullable() }),
  /** A value that rules calculate. */
  z.strictObject({ kind: z.literal("variable"), variable: variableSchema }),
  z.strictObject({ kind: z.literal("policy"), field, choice: policyChoiceSchema }),
  /** A link on every screen by which the customer asks for a person; refusals and the receipt say how, too. */
  z.strictObject({ kind: z.literal("person_link") }),
  /** The first screen says that what is filled in arrives before the form is sent: see docs/rescue.md. */
  z.strictObject({ kind: z.literal("unsent_notice") }),
  /** A change in the report that is fine as it is. `hidden:NAME` for a hidden value. */
  z.strictObject({ kind: z.literal("accept"), field: z.string().min(1), code: z.string().min(1) }),
]);
export type Edit = z.infer<typeof editSchema>;

/** A file of edits, in the order in which they are made. */
export const editsSchema = z.strictObject({ version: z.literal(1), edits: z.array(editSchema).max(2_000) });
export type Edits = z.infer<typeof editsSchema>;
