/** A portal's Flows: how each stands, whether its form changed, and holding it back. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { formSourceSchema } from "./form-source.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** The message template that carries a Flow outside the 24 hours, in the server's words. */
export const pageTemplateSchema = z.object({
  state: z.enum(["approved", "in-review", "attention"]),
  title: z.string().min(1),
  says: z.string().min(1),
  price: z.string().min(1).optional(),
});
export type PageTemplate = z.infer<typeof pageTemplateSchema>;

/** What changed in the form since the version that messages carry. */
export const pageFormChangesSchema = z.object({
  /** Names these changes; publishing them names it back. */
  state: z.string().min(1),
  /** Each change and what it means, in sentences. */
  lines: z.array(z.string().min(1)),
});

export const pageFlowSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  status: z.enum(["draft", "published", "paused"]),
  /** The version that new messages carry. */
  version: z.int().min(1).optional(),
  source: formSourceSchema.optional(),
  template: pageTemplateSchema.optional(),
  /** Messages that WhatsApp took, and those of them that were answered. */
  sends: z.int().min(0),
  answers: z.int().min(0),
  changes: pageFormChangesSchema.optional(),
});
export type PageFlow = z.infer<typeof pageFlowSchema>;

export const pageFlowsRequestSchema = z.object({});
export type PageFlowsRequest = z.infer<typeof pageFlowsRequestSchema>;

export const pageFlowsResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), flows: z.array(pageFlowSchema) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageFlowsResponse = z.infer<typeof pageFlowsResponseSchema>;
export type PageFlowsReady = Extract<PageFlowsResponse, { kind: "ready" }>;

export const pageFlows: Call<PageFlowsRequest, PageFlowsResponse> = {
  path: "/hubspot/page/flows",
  request: pageFlowsRequestSchema,
  response: pageFlowsResponseSchema,
};

export const pageHoldRequestSchema = z.object({
  flowId: z.string().min(1).max(100),
  /** `pause`: nothing is sent, and delivered messages say so. `resume`: as if nothing had been. */
  what: z.enum(["pause", "resume"]),
  idempotencyKey: idempotencyKeySchema,
});
export type PageHoldRequest = z.infer<typeof pageHoldRequestSchema>;

export const pageHoldResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed"), status: z.enum(["draft", "published", "paused"]) }),
  z.object({ kind: z.literal("refused"), code: z.string().min(1), message: z.string().min(1) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageHoldResponse = z.infer<typeof pageHoldResponseSchema>;

export const pageHold: Call<PageHoldRequest, PageHoldResponse> = {
  path: "/hubspot/page/flows/hold",
  request: pageHoldRequestSchema,
  response: pageHoldResponseSchema,
};
