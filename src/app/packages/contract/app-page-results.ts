/** The newest submissions with what became of them, and trying again what did not land. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** One that did not land or waits for a person: where it was going, and what happened and what to do, in words. */
export const pageTroubledStepSchema = z.object({
  id: z.string().min(1),
  /** `dead`: given up, and can be tried again. `person`: somebody has to decide. */
  state: z.enum(["dead", "person"]),
  destination: z.string().min(1),
  says: z.string().min(1),
  /** What `says` says in English. */
  code: z.string().min(1).optional(),
});
export type PageTroubledStep = z.infer<typeof pageTroubledStepSchema>;

/** `landed`: everywhere. `under-way`: somewhere it is still to come. `attention`: see `troubled`. */
export const pageSubmissionSchema = z.object({
  id: z.string().min(1),
  flowName: z.string(),
  at: z.iso.datetime(),
  state: z.enum(["under-way", "landed", "attention"]),
  troubled: z.array(pageTroubledStepSchema),
});
export type PageSubmission = z.infer<typeof pageSubmissionSchema>;

export const pageResultsRequestSchema = z.object({
  /** `next` of the page before. */
  after: z.string().max(200).optional(),
});
export type PageResultsRequest = z.infer<typeof pageResultsRequestSchema>;

export const pageResultsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** Newest first. */
    submissions: z.array(pageSubmissionSchema),
    next: z.string().optional(),
    /** Of the whole portal: what can be tried again. */
    dead: z.int().min(0),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageResultsResponse = z.infer<typeof pageResultsResponseSchema>;
export type PageResultsReady = Extract<PageResultsResponse, { kind: "ready" }>;

export const pageResults: Call<PageResultsRequest, PageResultsResponse> = {
  path: "/hubspot/page/results",
  request: pageResultsRequestSchema,
  response: pageResultsResponseSchema,
};

export const pageReplayRequestSchema = z.object({
  /** One step; without it, everything of the portal that was given up. */
  stepId: z.string().min(1).max(100).optional(),
  idempotencyKey: idempotencyKeySchema,
});
export type PageReplayRequest = z.infer<typeof pageReplayRequestSchema>;

export const pageReplayResponseSchema = z.discriminatedUnion("kind", [
  /** `steps`: how many are on their way again; none where somebody else was faster. */
  z.object({ kind: z.literal("replayed"), steps: z.int().min(0) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageReplayResponse = z.infer<typeof pageReplayResponseSchema>;

export const pageReplay: Call<PageReplayRequest, PageReplayResponse> = {
  path: "/hubspot/page/replay",
  request: pageReplayRequestSchema,
  response: pageReplayResponseSchema,
};
