/** What a business wants otherwise on WhatsApp than in its form: looked at and changed question by question. */
import { z } from "zod";
import { reportOutcomeSchema } from "./app-page-forms.ts";
import type { Call } from "./call.ts";
import { formSourceSchema } from "./form-source.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

const wordsSchema = z.object({
  /** As it is now. */
  now: z.string(),
  /** As the form has it. */
  own: z.string(),
});

export const pageEditQuestionSchema = z.object({
  field: z.string().min(1),
  title: wordsSchema,
  description: wordsSchema,
  /** The input's own short name; empty: none. */
  label: wordsSchema,
  required: z.boolean(),
  hidden: z.boolean(),
  /** `auto`: wherever there is room. */
  screen: z.enum(["auto", "new", "same"]),
  options: z.array(wordsSchema.extend({ id: z.string().min(1) })),
  /** Something about it is otherwise than in the form. */
  changed: z.boolean(),
  /** What becomes of it; absent for what the report says nothing about. */
  becomes: z.object({ outcome: reportOutcomeSchema, code: z.string(), message: z.string() }).optional(),
});
export type PageEditQuestion = z.infer<typeof pageEditQuestionSchema>;

export const pageEditsRequestSchema = z.object({ source: formSourceSchema });
export type PageEditsRequest = z.infer<typeof pageEditsRequestSchema>;

export const pageEditsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    title: z.string(),
    /** In the order in which they are asked. */
    questions: z.array(pageEditQuestionSchema),
    /** Empty: the form has no word of its own, and ours is used. */
    buttons: z.object({ next: wordsSchema, send: wordsSchema }),
    /** Edits that a file holds and this page does not show: rules, conditions, values filled in advance. */
    others: z.int().min(0),
    /** Why it cannot be published as it is. */
    blocked: z.string().min(1).optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageEditsResponse = z.infer<typeof pageEditsResponseSchema>;
export type PageEdits = Extract<PageEditsResponse, { kind: "ready" }>;

export const pageEdits: Call<PageEditsRequest, PageEditsResponse> = {
  path: "/hubspot/page/edits",
  request: pageEditsRequestSchema,
  response: pageEditsResponseSchema,
};

const field = z.string().min(1).max(200);

export const pageEditChangeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("question"),
    field,
    title: z.string().max(4_000),
    description: z.string().max(10_000),
    label: z.string().max(80),
    screen: z.enum(["auto", "new", "same"]),
    options: z.record(z.string(), z.string().max(300)),
  }),
  z.object({ kind: z.literal("hide"), field, hide: z.boolean() }),
  z.object({ kind: z.literal("move"), field, after: field.nullable() }),
  z.object({ kind: z.literal("buttons"), next: z.string().max(35), send: z.string().max(35) }),
  z.object({ kind: z.literal("undo"), field }),
  z.object({ kind: z.literal("undo-all") }),
]);
export type PageEditChange = z.infer<typeof pageEditChangeSchema>;

export const pageEditRequestSchema = z.object({
  source: formSourceSchema,
  change: pageEditChangeSchema,
  idempotencyKey: idempotencyKeySchema,
});
export type PageEditRequest = z.infer<typeof pageEditRequestSchema>;

export const pageEditResponseSchema = z.discriminatedUnion("kind", [
  /** Kept with the Flow; customers get it with the next publishing. */
  z.object({ kind: z.literal("saved") }),
  z.object({ kind: z.literal("refused"), code: z.string().min(1), message: z.string().min(1) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageEditResponse = z.infer<typeof pageEditResponseSchema>;

export const pageEdit: Call<PageEditRequest, PageEditResponse> = {
  path: "/hubspot/page/edits/change",
  request: pageEditRequestSchema,
  response: pageEditResponseSchema,
};
