/** Sending one Flow to one contact, from the card. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { recordIdSchema, waitingReasonSchema } from "./contact-card.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/**
 * Made by the client, one per send that a person wants, and kept for every repetition of it: HubSpot's proxy repeats a
 * request by itself after a lost connection or a 5xx (HubSpot reference 2.6). It names a send and protects nothing.
 */
export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

export const sendFlowRequestSchema = z.object({
  contactId: recordIdSchema,
  /** `id` of a Flow that the contact card offered. */
  flowId: z.string().min(1),
  idempotencyKey: idempotencyKeySchema,
  /** One of the Flow's `senders`; without it, the number that the portal's rule chooses. */
  senderId: z.string().min(1).optional(),
  /** The card knows the answer `held`. One that does not is refused with the hour from which it may go. */
  mayWait: z.boolean().optional(),
});
export type SendFlowRequest = z.infer<typeof sendFlowRequestSchema>;

/**
 * Why nothing was sent. All but `FAILED` can be put right by a person, after which it is a new send.
 *
 * - `NO_NUMBER`: the contact has no usable phone number.
 * - `NOT_ON_WHATSAPP`: the number has no WhatsApp account.
 * - `NO_CONSENT`: the portal asks for consent, and this person has not given it.
 * - `OPTED_OUT`: the person asked to get no more messages.
 * - `WINDOW_CLOSED_NO_TEMPLATE`: outside the 24 hours, and this Flow has no approved template.
 * - `FLOW_NOT_PUBLISHED`: the Flow is a draft, blocked or retired.
 * - `NOT_CONNECTED`: the portal has no working WhatsApp connection.
 * - `FAILED`: WhatsApp refused for another reason; `message` says which.
 */
export const refusalCodeSchema = z.enum([
  "NO_NUMBER",
  "NOT_ON_WHATSAPP",
  "NO_CONSENT",
  "OPTED_OUT",
  "WINDOW_CLOSED_NO_TEMPLATE",
  "FLOW_NOT_PUBLISHED",
  "NOT_CONNECTED",
  "FAILED",
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

export const sendFlowResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("sent"),
    sendId: z.string().min(1),
    /** `message`: free-form, inside the 24 hours; `template`: an approved message template. */
    channel: z.enum(["message", "template"]),
  }),
  /** It waits, and goes by itself at `until` (ISO 8601 in UTC). Only where the request says `mayWait`. */
  z.object({
    kind: z.literal("held"),
    heldId: z.string().min(1),
    because: waitingReasonSchema,
    until: z.iso.datetime(),
  }),
  z.object({
    kind: z.literal("refused"),
    code: refusalCodeSchema,
    /** A sentence that says what to do. */
    message: z.string().min(1),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SendFlowResponse = z.infer<typeof sendFlowResponseSchema>;
export type SendRefusal = Extract<SendFlowResponse, { kind: "refused" }>;

export const sendFlow: Call<SendFlowRequest, SendFlowResponse> = {
  path: "/hubspot/card/send",
  request: sendFlowRequestSchema,
  response: sendFlowResponseSchema,
};
