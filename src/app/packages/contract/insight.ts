/**
 * Insight: how far Flows got, how long it took, where people left, what was refused, what it cost. Every block of figures
 * names its definition; the definitions come along in English, and are words that a screen may have in other languages.
 */
import { z } from "zod";
import { broadcastComparisonSchema } from "./broadcasts.ts";
import type { Call } from "./call.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

const countSchema = z.int().min(0);
/** 0 to 1. */
const shareSchema = z.number().min(0).max(1);
/** `2026-11-22`. */
const daySchema = z.iso.date();
const flowIdSchema = z.string().min(1).max(100);

/** The most days of one question. */
export const insightDaysMost = 366;

/** What figures can be told apart by. Without one there are no `groups`. */
export const insightGroupSchema = z.enum(["version", "language", "country", "source"]);
export type InsightGroup = z.infer<typeof insightGroupSchema>;

/**
 * What a figure means, and what cannot be seen at all (`unseen_…`). Words in English: `definitions` of the answer.
 */
export const insightDefinitionSchema = z.enum([
  "sent",
  "delivered",
  "read",
  "opened",
  "started",
  "screen_reached",
  "completed",
  "landed",
  "time_delivery",
  "time_reading",
  "time_opening",
  "time_filling",
  "time_whole",
  "screen_time",
  "screen_returns",
  "screen_left",
  "field_rejections",
  "field_changes",
  "groups",
  "cost",
  "cost_per_completed",
  "delay_delivery",
  "delay_owner",
  "delay_booking",
  "quality",
  "opt_ins",
  "chat_against_web",
  "percentiles",
  "days",
  "unseen_phone_checks",
  "unseen_time_within_screen",
]);
export type InsightDefinition = z.infer<typeof insightDefinitionSchema>;

/** Of any key: a server tells screens that were uploaded before it of definitions that they do not know. */
const insightDefinitionsSchema = z.record(z.string(), z.string().min(1));

/** Both bounds are part of it. Days are the portal's (`timeZone` of the answer). */
export const insightRequestSchema = z
  .object({
    /** One Flow; without it, all of the portal's, and then without `screens` and `fields`. */
    flowId: flowIdSchema.optional(),
    from: daySchema,
    to: daySchema,
    group: insightGroupSchema.optional(),
  })
  .refine(({ from, to }) => from <= to, "from must not be after to")
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < insightDaysMost * 86_400_000, "at most 366 days");
export type InsightRequest = z.infer<typeof insightRequestSchema>;

/** One step of the funnel, in the order in which it happens. `screen`: one per screen, only for a question about one Flow. */
export const insightStageSchema = z.object({
  stage: z.enum(["sent", "delivered", "read", "opened", "started", "screen", "completed", "landed"]),
  /** Of a `screen`: its id, and its title in the newest version that has it. */
  screen: z.object({ id: z.string().min(1), title: z.string() }).optional(),
  count: countSchema,
  /** Of the step before it; absent at the first one, and where that one counts nobody. */
  ofBefore: shareSchema.optional(),
  /** Of everything sent; absent where nothing was. */
  ofSent: shareSchema.optional(),
  definition: insightDefinitionSchema,
});
export type InsightStage = z.infer<typeof insightStageSchema>;

/** Of `count` times, in seconds. `median` and `p90` are absent where there are none. */
export const insightTimeSchema = z.object({
  count: countSchema,
  median: z.number().min(0).optional(),
  p90: z.number().min(0).optional(),
  /** False: within 1 %, which is said beside it. */
  exact: z.boolean(),
});
export type InsightTime = z.infer<typeof insightTimeSchema>;

/** `delivery`: sent to delivered. `reading`, `opening`: to read, to opened. `filling`: first screen to handed in. `whole`: sent to handed in. */
export const insightMeasureSchema = z.enum(["delivery", "reading", "opening", "filling", "whole"]);
export type InsightMeasure = z.infer<typeof insightMeasureSchema>;

export const insightScreenSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  /** Messages whose customer saw it, and handed it in, at least once. */
  shown: countSchema,
  submitted: countSchema,
  /** How many times somebody went back from it, and how many messages that were. */
  back: countSchema,
  returned: countSchema,
  /** Saw it last and did not hand in; of `shown`. Whoever is still at it counts here until they go on. */
  left: countSchema,
  ofShown: shareSchema.optional(),
  /** From being shown to being handed in, as the server sees it. */
  time: insightTimeSchema,
});
export type InsightScreen = z.infer<typeof insightScreenSchema>;

export const insightFieldSchema = z.object({
  id: z.string().min(1),
  /** The question; the id where no version has it any more. */
  label: z.string(),
  /** The screen that it was last refused or changed on. */
  screen: z.string().min(1).optional(),
  /** Times that our checks refused an answer, and the messages where they did. */
  rejected: countSchema,
  people: countSchema,
  /** Of the messages whose customer saw its screen; for the heat map. */
  ofShown: shareSchema.optional(),
  /** By rule, such as `required` or `pattern`; most first. */
  rules: z.array(z.object({ rule: z.string().min(1), count: countSchema })),
  /** Times that the answer was another one after going back. */
  changed: countSchema,
});
export type InsightField = z.infer<typeof insightFieldSchema>;

/** `others`: values of fewer than five people each, put together. */
export const insightGroupRowSchema = z.object({
  /** Version number, language tag, ISO country, or source; empty where it is not known. */
  value: z.string(),
  others: z.boolean(),
  sent: countSchema,
  delivered: countSchema,
  read: countSchema,
  opened: countSchema.optional(),
  started: countSchema,
  completed: countSchema,
  landed: countSchema,
  /** Completed of sent. */
  rate: shareSchema.optional(),
  /** Time of filling in. */
  filling: insightTimeSchema,
});
export type InsightGroupRow = z.infer<typeof insightGroupRowSchema>;

/**
 * `known`: every billed message has a price. `partly`: some have none, or of some WhatsApp has not said what they count as
 * yet; the amount is what is known. `unknown`: there are billed messages and no prices, or nobody knows of any message.
 */
export const insightCostSchema = z.object({
  state: z.enum(["known", "partly", "unknown"]),
  /** ISO 4217, of the portal's price table. */
  currency: z.string().optional(),
  amount: z.number().min(0).optional(),
  perCompleted: z.number().min(0).optional(),
  /** Messages by what WhatsApp said. `untold`: nothing yet, such as messages that were not delivered. */
  billed: countSchema,
  free: countSchema,
  untold: countSchema,
  categories: z.array(
    z.object({ category: z.string().min(1), messages: countSchema, amount: z.number().min(0).optional() }),
  ),
  /** Billed messages without a price, by ISO country. `others`: countries of fewer than five each, put together. */
  unpriced: z.array(
    z.object({ country: z.string(), others: z.boolean(), category: z.string().min(1), messages: countSchema }),
  ),
});
export type InsightCost = z.infer<typeof insightCostSchema>;

/** From handed in to: `delivery` the answers are in HubSpot, `owner` somebody owns them, `booking` it stands in the calendar. */
export const insightDelaySchema = z.object({
  what: z.enum(["delivery", "owner", "booking"]),
  time: insightTimeSchema,
  definition: insightDefinitionSchema,
});
export type InsightDelay = z.infer<typeof insightDelaySchema>;

const qualitySideSchema = z.object({
  submissions: countSchema,
  /** Questions of the form with an answer. */
  filled: shareSchema.optional(),
  /** E-mail addresses and phone numbers that are well formed, of those given. */
  emails: shareSchema.optional(),
  phones: shareSchema.optional(),
});

/**
 * Answers of the chat beside those of the same form on the web, in the same weeks. `unasked`: nobody has looked yet, and the
 * form tool is being asked now. `unknown`: the form's tool tells no submissions to us, or the question is about several Flows.
 */
export const insightQualitySchema = z.object({
  state: z.enum(["ready", "unasked", "unknown"]),
  /** The whole weeks (Monday to Sunday) that are compared. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  readAt: z.iso.datetime().optional(),
  chat: qualitySideSchema.optional(),
  web: qualitySideSchema.optional(),
});
export type InsightQuality = z.infer<typeof insightQualitySchema>;

/** `net`: of the people gained in these days, those who have not said STOP since. */
export const insightOptInSchema = z.object({
  /** Where they agreed: `question`, `form_box`, `property`, `list`, `word`, `whatsapp`, `operator`. */
  via: z.string().min(1),
  /** The source of the message with the form in which they agreed; empty where it was in none. */
  source: z.string(),
  gained: countSchema,
  stopped: countSchema,
  net: countSchema,
});
export type InsightOptIn = z.infer<typeof insightOptInSchema>;

export const insightDaySchema = z.object({
  day: daySchema,
  sent: countSchema,
  delivered: countSchema,
  started: countSchema,
  completed: countSchema,
});
export type InsightDay = z.infer<typeof insightDaySchema>;

export const insightSchema = z.object({
  kind: z.literal("ready"),
  /** `none`: nothing was sent in these days. `few`: fewer than 30 messages, so that shares say little. */
  state: z.enum(["none", "few", "enough"]),
  from: daySchema,
  to: daySchema,
  /** IANA; the days are this zone's. */
  timeZone: z.string().min(1),
  /** What happened and is not in these figures yet, mostly of the last minute. */
  waiting: countSchema,
  flow: z.object({ id: z.string().min(1), name: z.string() }).optional(),
  funnel: z.array(insightStageSchema),
  times: z.array(
    z.object({ measure: insightMeasureSchema, time: insightTimeSchema, definition: insightDefinitionSchema }),
  ),
  /** In the order of the way through the form. */
  screens: z.array(insightScreenSchema),
  /** With something to tell alone; most rejections first. */
  fields: z.array(insightFieldSchema),
  groups: z.array(insightGroupRowSchema),
  cost: insightCostSchema,
  delays: z.array(insightDelaySchema),
  quality: insightQualitySchema,
  optIns: z.array(insightOptInSchema),
  /** Broadcasts of these days that gave a part of their people the web form instead; absent where there were none. */
  chatAgainstWeb: broadcastComparisonSchema.extend({ broadcasts: countSchema }).optional(),
  /** Every day of the question, also empty ones. */
  series: z.array(insightDaySchema),
  definitions: insightDefinitionsSchema,
});
export type Insight = z.infer<typeof insightSchema>;

const refusedSchema = z.object({
  kind: z.literal("refused"),
  code: z.string().min(1),
  /** A sentence that says what to do. */
  message: z.string().min(1),
});

export const pageInsightResponseSchema = z.discriminatedUnion("kind", [
  insightSchema,
  refusedSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageInsightResponse = z.infer<typeof pageInsightResponseSchema>;

export const pageInsight: Call<InsightRequest, PageInsightResponse> = {
  path: "/hubspot/page/insight",
  request: insightRequestSchema,
  response: pageInsightResponseSchema,
};

/** The Flows that can be asked about, the most sent first. */
export const pageInsightFlowsRequestSchema = z.object({});
export const pageInsightFlowsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    flows: z.array(z.object({ id: z.string().min(1), name: z.string() })),
    /** The portal's today, for a first question. */
    today: daySchema,
    timeZone: z.string().min(1),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageInsightFlowsResponse = z.infer<typeof pageInsightFlowsResponseSchema>;
export const pageInsightFlows: Call<z.infer<typeof pageInsightFlowsRequestSchema>, PageInsightFlowsResponse> = {
  path: "/hubspot/page/insight/flows",
  request: pageInsightFlowsRequestSchema,
  response: pageInsightFlowsResponseSchema,
};

/** The answer as files, because HubSpot lets an app's page save nothing by itself. Making the addresses changes nothing. */
export const pageInsightFilesResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    csv: z.url({ protocol: /^https?$/ }),
    json: z.url({ protocol: /^https?$/ }),
    until: z.iso.datetime(),
  }),
  refusedSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageInsightFilesResponse = z.infer<typeof pageInsightFilesResponseSchema>;
export const pageInsightFiles: Call<InsightRequest, PageInsightFilesResponse> = {
  path: "/hubspot/page/insight/files",
  request: insightRequestSchema,
  response: pageInsightFilesResponseSchema,
};

/** For cards: the last 30 days of each Flow that was sent in them, the most sent first, at most five. */
export const cardInsightRequestSchema = z.object({});
export const cardInsightResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    days: z.int().min(1),
    flows: z.array(
      z.object({
        id: z.string().min(1),
        name: z.string(),
        sent: countSchema,
        completed: countSchema,
        /** Completed of sent. */
        rate: shareSchema.optional(),
        filling: insightTimeSchema,
      }),
    ),
    definitions: insightDefinitionsSchema,
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CardInsightResponse = z.infer<typeof cardInsightResponseSchema>;
export const cardInsight: Call<z.infer<typeof cardInsightRequestSchema>, CardInsightResponse> = {
  path: "/hubspot/card/insight",
  request: cardInsightRequestSchema,
  response: cardInsightResponseSchema,
};
