/** What a contact wrote beside the forms, and answering it from a card while WhatsApp lets one. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { recordIdSchema } from "./contact-card.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const cardMessageKindSchema = z.enum([
  "text",
  "photo",
  "video",
  "voice",
  "file",
  "sticker",
  "place",
  "contact_card",
  "order",
  "other",
]);
export type CardMessageKind = z.infer<typeof cardMessageKindSchema>;

/**
 * One message. `author`: `automatic` is the one reply that nobody wrote. `state` tells of what went whether it did. `text`
 * is absent where there is none to read.
 */
export const cardMessageSchema = z.object({
  id: z.string().min(1),
  author: z.enum(["customer", "user", "automatic"]),
  kind: cardMessageKindSchema,
  text: z.string().optional(),
  state: z.enum(["arrived", "going", "sent", "read", "failed", "unknown"]),
  at: z.iso.datetime(),
});
export type CardMessage = z.infer<typeof cardMessageSchema>;

/** Answers that are asked for again and again: `safe`: is it safe; `change`: can I change my answer. */
export const readyAnswerIdSchema = z.enum(["safe", "change"]);
export type ReadyAnswerId = z.infer<typeof readyAnswerIdSchema>;

export const cardConversationRequestSchema = z.object({ contactId: recordIdSchema });
export type CardConversationRequest = z.infer<typeof cardConversationRequestSchema>;

export const cardConversationResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** The newest 50, oldest first. */
    messages: z.array(cardMessageSchema),
    /** Until when it can be answered, ISO 8601 in UTC; absent where that is over, or never began. */
    windowUntil: z.iso.datetime().optional(),
    /** Ready answers in the customer's language. */
    readyAnswers: z.array(z.object({ id: readyAnswerIdSchema, text: z.string().min(1) })),
    /** The portal's own, above them. */
    ownAnswers: z.array(z.object({ name: z.string().min(1), text: z.string().min(1) })).optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CardConversationResponse = z.infer<typeof cardConversationResponseSchema>;
export type CardConversationReady = Extract<CardConversationResponse, { kind: "ready" }>;

export const cardConversation: Call<CardConversationRequest, CardConversationResponse> = {
  path: "/hubspot/card/conversation",
  request: cardConversationRequestSchema,
  response: cardConversationResponseSchema,
};

/** In characters: WhatsApp takes no longer text. */
export const longestAnswer = 4096;

export const cardAnswerRequestSchema = z.object({
  contactId: recordIdSchema,
  text: z.string().min(1).max(longestAnswer),
  idempotencyKey: idempotencyKeySchema,
});
export type CardAnswerRequest = z.infer<typeof cardAnswerRequestSchema>;

/**
 * Why an answer did not go.
 *
 * - `NO_CONVERSATION`: the contact has not written yet. `WINDOW_CLOSED`: the 24 hours are over.
 * - `OPTED_OUT`: the person asked for no more messages. `NOT_CONNECTED`: the number they wrote to is gone.
 * - `IN_PROGRESS`, `UNCONFIRMED`: it is on its way, or nobody knows whether it went; it must not be written again at once.
 * - `WRONG_TEXT`: empty or too long. `FAILED`: WhatsApp refused it for another reason.
 */
export const answerRefusalCodeSchema = z.enum([
  "NO_CONVERSATION",
  "WINDOW_CLOSED",
  "OPTED_OUT",
  "NOT_CONNECTED",
  "IN_PROGRESS",
  "UNCONFIRMED",
  "WRONG_TEXT",
  "FAILED",
]);
export type AnswerRefusalCode = z.infer<typeof answerRefusalCodeSchema>;

export const cardAnswerResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sent") }),
  z.object({ kind: z.literal("refused"), code: answerRefusalCodeSchema, message: z.string().min(1) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CardAnswerResponse = z.infer<typeof cardAnswerResponseSchema>;

export const cardAnswer: Call<CardAnswerRequest, CardAnswerResponse> = {
  path: "/hubspot/card/answer",
  request: cardAnswerRequestSchema,
  response: cardAnswerResponseSchema,
};
