/** What Flowella knows of a contact: what they handed in and where it went, and what they agreed to. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { recordIdSchema } from "./contact-card.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** One answer in words; what identifies a person at a bank or an office is masked before it gets here. */
export const cardAnswerLineSchema = z.object({ question: z.string(), answer: z.string() });
export type CardAnswerLine = z.infer<typeof cardAnswerLineSchema>;

/**
 * One place that the answers go to. `dead`: given up, and can be tried again by `id`. `person`: somebody has to decide.
 * `says`: what happened and what to do, where there is something to say.
 */
export const cardDeliverySchema = z.object({
  id: z.string().min(1),
  destination: z.string().min(1),
  state: z.enum(["landed", "under-way", "not-needed", "dead", "person"]),
  says: z.string().min(1).optional(),
});
export type CardDelivery = z.infer<typeof cardDeliverySchema>;

export const cardSubmissionSchema = z.object({
  id: z.string().min(1),
  flowName: z.string(),
  at: z.iso.datetime(),
  /** The customer corrected what they had handed in. */
  corrected: z.boolean(),
  answers: z.array(cardAnswerLineSchema),
  /** Something is masked or kept back in `answers`: `cardReveal` shows it to those who may see it. */
  masked: z.boolean(),
  deliveries: z.array(cardDeliverySchema),
});
export type CardSubmission = z.infer<typeof cardSubmissionSchema>;

/**
 * What was once said about being written to. `source`: a question or a box of a form, a property or a list in HubSpot, a
 * word in the chat (STOP, START), WhatsApp's own switch for offers, or whoever runs Flowella. `covers`: `utility` is what
 * is about the person's own request.
 */
export const cardEvidenceSchema = z.object({
  source: z.enum(["question", "form_box", "property", "list", "word", "whatsapp", "operator"]),
  state: z.enum(["given", "declined", "withdrawn", "resumed"]),
  covers: z.enum(["utility", "everything"]),
  at: z.iso.datetime(),
  wording: z.string().optional(),
});
export type CardEvidence = z.infer<typeof cardEvidenceSchema>;

/**
 * Whether the contact may be written to. `unknown`: HubSpot could not be asked, and what is known here alone does not say.
 * `optOut`: what they asked to get no more of.
 */
export const cardConsentSchema = z.object({
  state: z.enum(["given", "declined", "none", "unknown"]),
  covers: z.enum(["utility", "everything"]).optional(),
  /** Where an agreement, or a no, stands. */
  source: z.enum(["question", "form_box", "property", "list"]).optional(),
  optOut: z.enum(["none", "marketing", "everything"]),
  /** Newest first. */
  evidence: z.array(cardEvidenceSchema),
});
export type CardConsent = z.infer<typeof cardConsentSchema>;

/** One document of a check. `ready`: it can be opened by those who may see identity data. */
export const cardDocumentSchema = z.object({
  id: z.string().min(1),
  question: z.string(),
  status: z.enum(["ready", "fetching", "refused"]),
});
export type CardDocument = z.infer<typeof cardDocumentSchema>;

/** An identity check. `record`: how far its record in HubSpot got. `maskedNumber`: such as `•••• 1234`. */
export const cardCheckSchema = z.object({
  submissionId: z.string().min(1),
  flowName: z.string(),
  at: z.iso.datetime(),
  documentType: z.string().optional(),
  maskedNumber: z.string().optional(),
  record: z.enum(["done", "waiting", "failed"]),
  documents: z.array(cardDocumentSchema),
});
export type CardCheck = z.infer<typeof cardCheckSchema>;

export const cardRecordRequestSchema = z.object({ contactId: recordIdSchema });
export type CardRecordRequest = z.infer<typeof cardRecordRequestSchema>;

export const cardRecordResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** Newest first, 20 at most; absent where the user may not see answers. */
    submissions: z.array(cardSubmissionSchema).optional(),
    /** Newest first; absent where the user may not see answers. */
    checks: z.array(cardCheckSchema).optional(),
    consent: cardConsentSchema,
    /** The user may see identity data. */
    mayReveal: z.boolean(),
    /** HubSpot could not be read: why, and what to do. What is kept here is shown all the same. */
    trouble: z.string().min(1).optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CardRecordResponse = z.infer<typeof cardRecordResponseSchema>;
export type CardRecordReady = Extract<CardRecordResponse, { kind: "ready" }>;

export const cardRecord: Call<CardRecordRequest, CardRecordResponse> = {
  path: "/hubspot/card/record",
  request: cardRecordRequestSchema,
  response: cardRecordResponseSchema,
};

export const cardReplayRequestSchema = z.object({
  contactId: recordIdSchema,
  /** `id` of a delivery of this contact that was given up. */
  stepId: z.string().min(1).max(100),
  idempotencyKey: idempotencyKeySchema,
});
export type CardReplayRequest = z.infer<typeof cardReplayRequestSchema>;

export const cardReplayResponseSchema = z.discriminatedUnion("kind", [
  /** `steps`: 0 where it is on its way already. */
  z.object({ kind: z.literal("replayed"), steps: z.int().min(0) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CardReplayResponse = z.infer<typeof cardReplayResponseSchema>;

export const cardReplay: Call<CardReplayRequest, CardReplayResponse> = {
  path: "/hubspot/card/replay",
  request: cardReplayRequestSchema,
  response: cardReplayResponseSchema,
};

/**
 * Shows what is masked. Every answer that leaves the server goes on the audit trail, a repeated request's too; so there is
 * no idempotency key, and nothing that was shown is kept.
 */
export const cardRevealRequestSchema = z.object({
  contactId: recordIdSchema,
  submissionId: z.string().min(1).max(100),
});
export type CardRevealRequest = z.infer<typeof cardRevealRequestSchema>;

export const cardRevealResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("revealed"), answers: z.array(cardAnswerLineSchema) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CardRevealResponse = z.infer<typeof cardRevealResponseSchema>;

export const cardReveal: Call<CardRevealRequest, CardRevealResponse> = {
  path: "/hubspot/card/reveal",
  request: cardRevealRequestSchema,
  response: cardRevealResponseSchema,
};

export const cardDocumentLinkRequestSchema = z.object({
  contactId: recordIdSchema,
  /** `id` of a document of this contact's checks. */
  fileId: z.string().min(1).max(100),
});
export type CardDocumentLinkRequest = z.infer<typeof cardDocumentLinkRequestSchema>;

export const cardDocumentLinkResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("link"),
    /** A page that shows the document once, to be opened in a tab of its own. */
    url: z.url({ protocol: /^https?$/ }),
    expiresAt: z.iso.datetime(),
  }),
  z.object({ kind: z.literal("refused"), code: z.string().min(1), message: z.string().min(1) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CardDocumentLinkResponse = z.infer<typeof cardDocumentLinkResponseSchema>;

/** A link that opens one document once. It is a secret, so it is not kept for a repeated request, which gets another one. */
export const cardDocumentLink: Call<CardDocumentLinkRequest, CardDocumentLinkResponse> = {
  path: "/hubspot/card/document",
  request: cardDocumentLinkRequestSchema,
  response: cardDocumentLinkResponseSchema,
};
