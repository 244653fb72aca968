/** Publishing: a form as a Flow, or a changed form as its next version. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { formSourceSchema } from "./form-source.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const pagePublishRequestSchema = z.object({
  of: z.discriminatedUnion("what", [
    z.object({ what: z.literal("form"), source: formSourceSchema }),
    /** The form that a Flow was made from has changed; `state` names the changes that the user has seen. */
    z.object({ what: z.literal("changes"), flowId: z.string().min(1).max(100), state: z.string().min(1).max(200) }),
  ]),
  /** Publish a copy where WhatsApp lets nobody edit the Flow any more: `refused` says what that costs. */
  copy: z.boolean().optional(),
  idempotencyKey: idempotencyKeySchema,
});
export type PagePublishRequest = z.infer<typeof pagePublishRequestSchema>;

export const pagePublishResponseSchema = z.discriminatedUnion("kind", [
  /** It takes longer than a request may. Ask again with the same key: that is the same publishing. */
  z.object({ kind: z.literal("running") }),
  z.object({
    kind: z.literal("published"),
    flowId: z.string().min(1),
    /** The template that carries the Flow outside the 24 hours: whether WhatsApp has approved it already. */
    template: z.enum(["approved", "in-review", "attention"]),
    notice: z.string().min(1).optional(),
  }),
  /** The form is what the Flow has already. */
  z.object({ kind: z.literal("unchanged") }),
  /** Somebody has to do the last part in WhatsApp Manager. */
  z.object({ kind: z.literal("by-hand"), message: z.string().min(1), steps: z.array(z.string().min(1)) }),
  z.object({
    kind: z.literal("refused"),
    code: z.string().min(1),
    message: z.string().min(1),
    /** A copy can be published instead; what that costs, in sentences. */
    copyCosts: z.array(z.string().min(1)).optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PagePublishResponse = z.infer<typeof pagePublishResponseSchema>;

export const pagePublish: Call<PagePublishRequest, PagePublishResponse> = {
  path: "/hubspot/page/publish",
  request: pagePublishRequestSchema,
  response: pagePublishResponseSchema,
};
