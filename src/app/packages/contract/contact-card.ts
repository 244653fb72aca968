/** What the contact card shows: the Flows that can be sent, who would get them, and how far earlier sends got. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** A HubSpot record id: a number of up to 20 digits, kept as text so that nothing rounds it. */
export const recordIdSchema = z.string().regex(/^\d{1,20}$/);

/**
 * Where a Flow stands at WhatsApp (WhatsApp reference 3.9 and 5.3).
 *
 * - `draft`: not published yet; cannot be sent to customers.
 * - `published`: can be sent.
 * - `paused`: the business holds it back; delivered messages say so when they are opened.
 * - `throttled`: WhatsApp saw errors and lets through ten an hour; recovers by itself.
 * - `blocked`: WhatsApp saw too many errors and sends none.
 * - `deprecated`: retired for good.
 */
export const flowStatusSchema = z.enum(["draft", "published", "paused", "throttled", "blocked", "deprecated"]);
export type FlowStatus = z.infer<typeof flowStatusSchema>;

/** A Flow to choose from. `id` is ours, not Meta's. `languages` are BCP 47. */
export const cardFlowSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  status: flowStatusSchema,
  languages: z.array(z.string()).optional(),
  /** Ids of the numbers that can carry it, the one that sends unless another is chosen first. */
  senders: z.array(z.string().min(1)).optional(),
  /** The template that carries it outside the 24 hours: approved, looked at by WhatsApp, or in need of somebody. */
  template: z.enum(["approved", "in-review", "attention"]).optional(),
});
export type CardFlow = z.infer<typeof cardFlowSchema>;

/**
 * How far one send got, in the order in which it happens.
 *
 * - `queued`: accepted by us, not by WhatsApp yet.
 * - `sent`, `delivered`, `read`: WhatsApp's own word on the message.
 * - `opened`: the customer opened the Flow and answered nothing yet.
 * - `answering`: at least one screen is answered; `screen` says where the customer is.
 * - `answered`: handed in; on its way to HubSpot.
 * - `delivered-to-hubspot`: the answers stand in HubSpot. The end.
 * - `failed`: it never reached the customer; `reason` says why and what to do.
 * - `needs-attention`: a person has to decide or repair something; `reason` says what.
 */
export const sendStatusSchema = z.enum([
  "queued",
  "sent",
  "delivered",
  "read",
  "opened",
  "answering",
  "answered",
  "delivered-to-hubspot",
  "failed",
  "needs-attention",
]);
export type SendStatus = z.infer<typeof sendStatusSchema>;

/** The screen that the customer has open. `number` starts at 1; `of` is the number of screens in the Flow. */
export const screenProgressSchema = z.object({
  number: z.int().min(1),
  of: z.int().min(1),
  title: z.string(),
});
export type ScreenProgress = z.infer<typeof screenProgressSchema>;

/** One send to this contact. `at` is when `status` began, ISO 8601 in UTC. */
export const cardSendSchema = z.object({
  id: z.string().min(1),
  flowName: z.string(),
  status: sendStatusSchema,
  at: z.iso.datetime(),
  screen: screenProgressSchema.optional(),
  /** A sentence for the person at the card; with `failed` and `needs-attention`. */
  reason: z.string().optional(),
});
export type CardSend = z.infer<typeof cardSendSchema>;

/**
 * The contact as WhatsApp sees it.
 *
 * - `phone`: the number that a send would go to, as it may be shown to a person (masked or in full).
 * - `reachable`: `no-number` when the contact has none, `invalid-number` when what stands there is no phone number.
 * - `window`: `open` while a free-form message may be sent, up to `windowUntil`; `closed` means that only an approved
 *   message template may go (24 hours after the customer's last message).
 */
export const cardContactSchema = z.object({
  phone: z.string().optional(),
  reachable: z.enum(["yes", "no-number", "invalid-number"]),
  window: z.enum(["open", "closed"]),
  /** ISO 8601 in UTC; only with an open window. */
  windowUntil: z.iso.datetime().optional(),
});
export type CardContact = z.infer<typeof cardContactSchema>;

/**
 * A WhatsApp number of the portal. `displayNumber` is as people write it; `window` and `windowUntil` as in the contact:
 * the 24 hours count for each number apart.
 */
export const cardSenderSchema = z.object({
  id: z.string().min(1),
  displayNumber: z.string(),
  window: z.enum(["open", "closed"]),
  windowUntil: z.iso.datetime().optional(),
});
export type CardSender = z.infer<typeof cardSenderSchema>;

/**
 * Why a send waits: `quiet-hours` of the contact, `frequency-cap`: as many messages lately as the settings allow,
 * `trying-again`: its time has come, and something failed that may pass.
 */
export const waitingReasonSchema = z.enum(["quiet-hours", "frequency-cap", "trying-again"]);
export type WaitingReason = z.infer<typeof waitingReasonSchema>;

/** A send that goes by itself at `until` (ISO 8601 in UTC), where nothing speaks against it then. */
export const cardWaitingSchema = z.object({
  id: z.string().min(1),
  flowName: z.string(),
  because: waitingReasonSchema,
  until: z.iso.datetime(),
});
export type CardWaiting = z.infer<typeof cardWaitingSchema>;

/** The question: it changes nothing, so it carries no idempotency key. */
export const contactCardRequestSchema = z.object({ contactId: recordIdSchema });
export type ContactCardRequest = z.infer<typeof contactCardRequestSchema>;

export const contactCardResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    flows: z.array(cardFlowSchema),
    /** The WhatsApp number that sends where no other is chosen, as people write it. */
    sender: z.object({ displayNumber: z.string() }),
    /** Every number that can send. */
    senders: z.array(cardSenderSchema).optional(),
    contact: cardContactSchema,
    /** Sends that wait, the next one first. */
    waiting: z.array(cardWaitingSchema).optional(),
    /** Newest first, ten at most. */
    sends: z.array(cardSendSchema),
  }),
  z.object({
    kind: z.literal("not-connected"),
    /** A sentence: what is missing, and who can bring it. */
    reason: z.string().min(1),
    /** The page where a connection is made. */
    connectUrl: z.url({ protocol: /^https?$/ }).optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type ContactCardResponse = z.infer<typeof contactCardResponseSchema>;
export type ContactCardReady = Extract<ContactCardResponse, { kind: "ready" }>;

export const contactCard: Call<ContactCardRequest, ContactCardResponse> = {
  path: "/hubspot/card/contact",
  request: contactCardRequestSchema,
  response: contactCardResponseSchema,
};
