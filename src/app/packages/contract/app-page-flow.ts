/** One Flow: what changed in its form and what that means, and its versions. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { formSourceSchema } from "./form-source.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** One change of the form. `safe`: nothing that was mapped, written back or decided is touched. */
export const pageChangeSchema = z.object({
  kind: z.string(),
  weight: z.enum(["safe", "decision"]),
  says: z.string().min(1),
  /** What it means here, in sentences. */
  impact: z.array(z.string().min(1)),
});
export type PageChange = z.infer<typeof pageChangeSchema>;

export const pageChangesSchema = z.object({
  /** Names these changes; taking them over or dismissing them names it back. */
  state: z.string().min(1),
  /** Somebody wants to hear no more of them. */
  dismissed: z.boolean(),
  at: z.iso.datetime().optional(),
  list: z.array(pageChangeSchema),
  /** What becomes of messages that are out. */
  running: z.string(),
  /** Why changes that are safe were not taken over by themselves. */
  heldBack: z.string().min(1).optional(),
});
export type PageChanges = z.infer<typeof pageChangesSchema>;

/** `current`: new messages carry it. `previous`: the one that going back leads to. `draft`: newer, never published. */
export const pageVersionSchema = z.object({
  number: z.int().min(1),
  at: z.iso.datetime(),
  state: z.enum(["current", "previous", "draft", "older"]),
});
export type PageVersion = z.infer<typeof pageVersionSchema>;

export const pageFlowRequestSchema = z.object({ flowId: z.string().min(1).max(100) });
export type PageFlowRequest = z.infer<typeof pageFlowRequestSchema>;

export const pageFlowResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    name: z.string(),
    status: z.enum(["draft", "published", "paused"]),
    source: formSourceSchema.optional(),
    changes: pageChangesSchema.optional(),
    /** Why the form cannot be read, where it cannot. */
    unreadable: z.string().min(1).optional(),
    /** When the form was last looked at. */
    lookedAt: z.iso.datetime().optional(),
    /** Newest first, fifty at most. */
    versions: z.array(pageVersionSchema),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageFlowResponse = z.infer<typeof pageFlowResponseSchema>;
export type PageFlowReady = Extract<PageFlowResponse, { kind: "ready" }>;

export const pageFlow: Call<PageFlowRequest, PageFlowResponse> = {
  path: "/hubspot/page/flow",
  request: pageFlowRequestSchema,
  response: pageFlowResponseSchema,
};

export const pageDismissRequestSchema = z.object({
  flowId: z.string().min(1).max(100),
  state: z.string().min(1).max(200),
  idempotencyKey: idempotencyKeySchema,
});
export type PageDismissRequest = z.infer<typeof pageDismissRequestSchema>;

export const pageDismissResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("dismissed") }),
  z.object({ kind: z.literal("refused"), code: z.string().min(1), message: z.string().min(1) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageDismissResponse = z.infer<typeof pageDismissResponseSchema>;

/** To hear no more of these changes; what is noticed later is told all the same. */
export const pageDismiss: Call<PageDismissRequest, PageDismissResponse> = {
  path: "/hubspot/page/flow/dismiss",
  request: pageDismissRequestSchema,
  response: pageDismissResponseSchema,
};

export const pageRollBackRequestSchema = z.object({
  flowId: z.string().min(1).max(100),
  /** The version that is wanted: going back twice would end where it began. */
  to: z.int().min(1),
  idempotencyKey: idempotencyKeySchema,
});
export type PageRollBackRequest = z.infer<typeof pageRollBackRequestSchema>;

export const pageRollBackResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed"), version: z.int().min(1) }),
  z.object({ kind: z.literal("refused"), code: z.string().min(1), message: z.string().min(1) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageRollBackResponse = z.infer<typeof pageRollBackResponseSchema>;

/** Back to the version before. Messages that are out keep theirs. */
export const pageRollBack: Call<PageRollBackRequest, PageRollBackResponse> = {
  path: "/hubspot/page/flow/roll-back",
  request: pageRollBackRequestSchema,
  response: pageRollBackResponseSchema,
};
