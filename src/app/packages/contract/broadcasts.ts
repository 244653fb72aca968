/**
 * Broadcasts: one Flow to everybody in a HubSpot list. Made, checked, tried on colleagues, then on a small share, and only
 * then sent to the rest; every stage after the first waits for somebody to say "go".
 */
import { z } from "zod";
import type { Call } from "./call.ts";
import { recordIdSchema } from "./contact-card.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

const broadcastIdSchema = z.string().min(1).max(100);
/** HubSpot's own. */
const listIdSchema = z.string().regex(/^\d{1,20}$/);
const countSchema = z.int().min(0);

const refusedSchema = z.object({
  kind: z.literal("refused"),
  code: z.string().min(1),
  /** A sentence that says what to do. */
  message: z.string().min(1),
});

/**
 * - `collecting`: HubSpot's list is being read; `checking`: everybody in it is being looked at. Nothing can be pressed but
 *   `stop`.
 * - `ready`: checked, nothing sent; `start`.
 * - `running`: messages go out; `pause`, `stop`.
 * - `deciding`: a stage is over and its figures are there; `go`, `stop`.
 * - `paused`: by a person or by itself (`because`); `resume`, `stop`.
 * - `finished`, `stopped`; `failed`: the list could not be read (`because`).
 */
export const broadcastStateSchema = z.enum([
  "collecting",
  "checking",
  "ready",
  "running",
  "deciding",
  "paused",
  "finished",
  "stopped",
  "failed",
]);
export type BroadcastState = z.infer<typeof broadcastStateSchema>;

/** Whom it goes to at this moment: named colleagues, the pilot's share, everybody else; `none` before the start. */
export const broadcastStageSchema = z.enum(["none", "internal", "pilot", "rest"]);
export type BroadcastStage = z.infer<typeof broadcastStageSchema>;

/** How far messages got. Everybody stands in one of the first eight; `opened` and `answered` count again. */
export const broadcastFiguresSchema = z.object({
  recipients: countSchema,
  /** Not yet, or once more later. */
  waiting: countSchema,
  /** With WhatsApp at this moment. */
  sending: countSchema,
  /** WhatsApp took it. */
  sent: countSchema,
  delivered: countSchema,
  read: countSchema,
  failed: countSchema,
  /** The call got no answer and no status came yet: it may have arrived. It is not sent again. */
  unconfirmed: countSchema,
  /** Not written to on purpose, such as after an opt-out. */
  skipped: countSchema,
  opened: countSchema,
  answered: countSchema,
  /** Said STOP after they got it. */
  optedOut: countSchema,
});
export type BroadcastFigures = z.infer<typeof broadcastFiguresSchema>;

/** Why messages failed or were not sent: a stable code, its sentence, and how often; most first. */
export const broadcastReasonSchema = z.object({
  code: z.string().min(1),
  says: z.string().min(1),
  people: countSchema,
});

/** What was found before anything was sent. */
export const broadcastCheckSchema = z.object({
  /** In the list. */
  people: countSchema,
  reachable: countSchema,
  noNumber: countSchema,
  noConsent: countSchema,
  optedOut: countSchema,
  /** Several contacts share one number: it gets one message. */
  duplicates: countSchema,
  /** Contacts that are not in HubSpot any more. */
  gone: countSchema,
  /** So many different people may still be written to today; absent where WhatsApp sets no limit. */
  leftToday: countSchema.optional(),
  /** So many of the reachable have to wait for another day. */
  overToday: countSchema,
  /** Days that it takes, one at least. */
  days: z.int().min(1),
  /** Seconds of sending, without the nights between days. */
  seconds: z.number().min(0),
  /** The languages of the reachable, as HubSpot has them, and whether there is an approved template; most people first. */
  languages: z.array(
    z.object({
      /** Such as `de`; empty where HubSpot knows none. */
      language: z.string(),
      people: countSchema,
      template: z.enum(["approved", "missing"]),
    }),
  ),
  /** From the portal's own price table. */
  cost: z.object({
    /** ISO 4217; absent while the table is empty. */
    currency: z.string().optional(),
    amount: z.number().min(0),
    /** Inside the 24 hours, which cost nothing. */
    free: countSchema,
    /** ISO countries that the table has no price for, and how many people there. */
    unpriced: z.array(z.object({ country: z.string(), people: countSchema })),
  }),
  /** What keeps it from starting, or what one should know; sentences. */
  obstacles: z.array(z.string().min(1)),
  warnings: z.array(z.string().min(1)),
});
export type BroadcastCheck = z.infer<typeof broadcastCheckSchema>;

/** One side of the comparison with the web form. */
const armSchema = z.object({ sent: countSchema, completed: countSchema, rate: z.number().min(0).max(1) });

/**
 * Flow against web form. `too-few`: nothing can be said yet, and `needed` tells how many per side it would take;
 * `no-difference`: what was seen may be chance; otherwise the better side. `low` and `high` bound the difference of the
 * rates (Flow less link) with 95 % confidence.
 */
export const broadcastComparisonSchema = z.object({
  flow: armSchema,
  link: armSchema,
  verdict: z.enum(["too-few", "no-difference", "flow", "link"]),
  difference: z.object({ seen: z.number(), low: z.number(), high: z.number() }).optional(),
  needed: countSchema.optional(),
  /** When the form tool was last asked for completions; absent while it never was. */
  readAt: z.iso.datetime().optional(),
});
export type BroadcastComparison = z.infer<typeof broadcastComparisonSchema>;

export const broadcastSummarySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  flowName: z.string(),
  listName: z.string(),
  state: broadcastStateSchema,
  stage: broadcastStageSchema,
  people: countSchema,
  createdAt: z.iso.datetime(),
});
export type BroadcastSummary = z.infer<typeof broadcastSummarySchema>;

export const broadcastSchema = broadcastSummarySchema.extend({
  flowId: z.string().min(1),
  listId: z.string().min(1),
  /** Percent of the reachable that the pilot goes to; 0: no pilot. */
  pilotPercent: z.number(),
  /** How many colleagues get it first. */
  internal: countSchema,
  /** Why it is `paused` or `failed`. */
  because: z.object({ code: z.string().min(1), says: z.string().min(1) }).optional(),
  /** While `collecting` or `checking`: how many were read and looked at. */
  progress: z.object({ collected: countSchema, checked: countSchema }),
  /** While `running` and nothing goes out for now: until when, and why. */
  waits: z.object({ until: z.iso.datetime(), says: z.string().min(1) }).optional(),
  check: broadcastCheckSchema.optional(),
  /** Of everybody but colleagues. */
  total: broadcastFiguresSchema,
  /** For the stage that is running or was last: what stands beside "go". */
  stages: z.array(
    z.object({
      stage: z.enum(["internal", "pilot", "rest"]),
      figures: broadcastFiguresSchema,
      reasons: z.array(broadcastReasonSchema),
    }),
  ),
  /** Only where it is compared with the web form. */
  comparison: broadcastComparisonSchema.optional(),
  /** What can be pressed now. */
  may: z.array(z.enum(["start", "go", "pause", "resume", "stop"])),
});
export type Broadcast = z.infer<typeof broadcastSchema>;

export const broadcastListsRequestSchema = z.object({ query: z.string().max(200).optional() });
export type BroadcastListsRequest = z.infer<typeof broadcastListsRequestSchema>;
export const broadcastListsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** HubSpot's contact lists, at most 100 of them. */
    lists: z.array(z.object({ id: listIdSchema, name: z.string(), people: countSchema.optional() })),
    /** Published Flows. */
    flows: z.array(z.object({ id: z.string().min(1), name: z.string() })),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type BroadcastListsResponse = z.infer<typeof broadcastListsResponseSchema>;

/** What a new broadcast can be made of. */
export const broadcastLists: Call<BroadcastListsRequest, BroadcastListsResponse> = {
  path: "/hubspot/page/broadcasts/lists",
  request: broadcastListsRequestSchema,
  response: broadcastListsResponseSchema,
};

export const broadcastsRequestSchema = z.object({});
export const broadcastsResponseSchema = z.discriminatedUnion("kind", [
  /** Newest first, at most 100. */
  z.object({ kind: z.literal("ready"), broadcasts: z.array(broadcastSummarySchema) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type BroadcastsResponse = z.infer<typeof broadcastsResponseSchema>;
export const broadcasts: Call<z.infer<typeof broadcastsRequestSchema>, BroadcastsResponse> = {
  path: "/hubspot/page/broadcasts",
  request: broadcastsRequestSchema,
  response: broadcastsResponseSchema,
};

/** A part of the people gets a template with the link to the web form instead. */
export const broadcastAbSchema = z.object({
  /** Of the reachable that get the link. */
  linkPercent: z.number().min(1).max(99),
  /** The web form's address; the mark is added as a query parameter. */
  formUrl: z.url({ protocol: /^https$/ }).max(1_000),
  /** Name of the form's hidden field that takes the mark. */
  hiddenField: z.string().regex(/^[A-Za-z][\w-]{0,99}$/),
  /** An approved template of the account whose text has one variable, for the link. */
  template: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/),
});
export type BroadcastAb = z.infer<typeof broadcastAbSchema>;

export const broadcastMakeRequestSchema = z.object({
  name: z.string().trim().min(1).max(200),
  flowId: z.string().min(1).max(100),
  listId: listIdSchema,
  /** 0, or 5 to 10. */
  pilotPercent: z
    .number()
    .refine((percent) => percent === 0 || (percent >= 5 && percent <= 10), "must be 0 or between 5 and 10")
    .default(10),
  /** Colleagues' numbers with country codes; each has to have agreed, or written to the number within 24 hours. */
  internal: z.array(z.string().min(5).max(30)).max(20).default([]),
  ab: broadcastAbSchema.optional(),
  idempotencyKey: idempotencyKeySchema,
});
export type BroadcastMakeRequest = z.input<typeof broadcastMakeRequestSchema>;
export const broadcastMakeResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("made"), id: z.string().min(1) }),
  refusedSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type BroadcastMakeResponse = z.infer<typeof broadcastMakeResponseSchema>;

/** Makes it and begins to collect and check; nothing is sent. */
export const broadcastMake: Call<z.output<typeof broadcastMakeRequestSchema>, BroadcastMakeResponse> = {
  path: "/hubspot/page/broadcasts/make",
  request: broadcastMakeRequestSchema,
  response: broadcastMakeResponseSchema,
};

export const broadcastShowRequestSchema = z.object({ id: broadcastIdSchema });
export type BroadcastShowRequest = z.infer<typeof broadcastShowRequestSchema>;
export const broadcastShowResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), broadcast: broadcastSchema }),
  refusedSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type BroadcastShowResponse = z.infer<typeof broadcastShowResponseSchema>;
export const broadcastShow: Call<BroadcastShowRequest, BroadcastShowResponse> = {
  path: "/hubspot/page/broadcasts/show",
  request: broadcastShowRequestSchema,
  response: broadcastShowResponseSchema,
};

/**
 * `start` begins with colleagues, or with the pilot where nobody is named; `go` begins the next stage. What does not fit the
 * state is `refused`: nothing is done twice.
 */
export const broadcastPressRequestSchema = z.object({
  id: broadcastIdSchema,
  what: z.enum(["start", "go", "pause", "resume", "stop"]),
  idempotencyKey: idempotencyKeySchema,
});
export type BroadcastPressRequest = z.infer<typeof broadcastPressRequestSchema>;
export const broadcastPressResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("done"), state: broadcastStateSchema, stage: broadcastStageSchema }),
  refusedSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type BroadcastPressResponse = z.infer<typeof broadcastPressResponseSchema>;
export const broadcastPress: Call<BroadcastPressRequest, BroadcastPressResponse> = {
  path: "/hubspot/page/broadcasts/press",
  request: broadcastPressRequestSchema,
  response: broadcastPressResponseSchema,
};

export const broadcastOutcomeSchema = z.enum([
  "waiting",
  "sending",
  "sent",
  "delivered",
  "read",
  "failed",
  "unconfirmed",
  "skipped",
]);
export type BroadcastOutcome = z.infer<typeof broadcastOutcomeSchema>;

export const broadcastRecipientsRequestSchema = z.object({
  id: broadcastIdSchema,
  outcome: broadcastOutcomeSchema.optional(),
  /** `next` of the page before. */
  after: z.string().max(100).optional(),
});
export type BroadcastRecipientsRequest = z.infer<typeof broadcastRecipientsRequestSchema>;
export const broadcastRecipientsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    recipients: z.array(
      z.object({
        /** Absent for a colleague's number, and for whoever was erased. */
        contactId: recordIdSchema.optional(),
        stage: z.enum(["internal", "pilot", "rest"]),
        arm: z.enum(["flow", "link"]),
        outcome: broadcastOutcomeSchema,
        reason: z.object({ code: z.string().min(1), says: z.string().min(1) }).optional(),
        /** When it is tried again, while it waits. */
        until: z.iso.datetime().optional(),
      }),
    ),
    next: z.string().optional(),
  }),
  refusedSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type BroadcastRecipientsResponse = z.infer<typeof broadcastRecipientsResponseSchema>;
export const broadcastRecipients: Call<BroadcastRecipientsRequest, BroadcastRecipientsResponse> = {
  path: "/hubspot/page/broadcasts/recipients",
  request: broadcastRecipientsRequestSchema,
  response: broadcastRecipientsResponseSchema,
};

/** What a delivered template costs, by ISO country; `*` stands for all others. Meta's prices change, so none are built in. */
export const broadcastPricesSchema = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  countries: z.record(
    z.string().regex(/^([A-Z]{2}|\*)$/),
    z.object({ marketing: z.number().min(0).max(100), utility: z.number().min(0).max(100) }),
  ),
});
export type BroadcastPrices = z.infer<typeof broadcastPricesSchema>;

export const broadcastPricesRequestSchema = z.object({
  /** Absent: only look. */
  save: broadcastPricesSchema.optional(),
});
export type BroadcastPricesRequest = z.infer<typeof broadcastPricesRequestSchema>;
export const broadcastPricesResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), prices: broadcastPricesSchema.optional() }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type BroadcastPricesResponse = z.infer<typeof broadcastPricesResponseSchema>;
export const broadcastPricesCall: Call<BroadcastPricesRequest, BroadcastPricesResponse> = {
  path: "/hubspot/page/broadcasts/prices",
  request: broadcastPricesRequestSchema,
  response: broadcastPricesResponseSchema,
};
