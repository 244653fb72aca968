/** Customers who stopped half-way through a Flow: who, on which screen, and what is done about it; and a portal's own ready answers. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { type NothingAsked, nothingAskedSchema, revisionSchema, saveCall } from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/**
 * What became of the one reminder. `planned`: it goes at `remindAt`. `sent`. `unconfirmed`: nobody knows whether it went, and
 * it does not go again. `none`: it does not go, and `reminderReason` says why.
 */
export const stopReminderSchema = z.enum(["planned", "sent", "unconfirmed", "none"]);
export type StopReminder = z.infer<typeof stopReminderSchema>;

export const stoppedSchema = z.object({
  /** Stable: the same stop has the same id. */
  id: z.string().min(1),
  flowId: z.string().min(1),
  flowName: z.string(),
  /** Title of the screen that the customer saw last. */
  screen: z.string(),
  /** How many screens lie before it on the longest way, and how many there are. */
  place: z.int().min(1),
  of: z.int().min(1),
  stoppedAt: z.iso.datetime(),
  /** Absent where no contact is known yet. */
  contactId: z.string().optional(),
  reminder: stopReminderSchema,
  /** When it went, or is to go. */
  remindAt: z.iso.datetime().optional(),
  /** Why it does not go, in words. */
  reminderReason: z.string().optional(),
  /** Until when the customer can go on; past where that is over. */
  resumableUntil: z.iso.datetime(),
  /** When what they answered so far is deleted here. */
  deletedAt: z.iso.datetime(),
});
export type Stopped = z.infer<typeof stoppedSchema>;

export const pageRescueRequestSchema = z.object({
  /** One Flow; without it, all of the portal's. */
  flowId: z.string().min(1).max(100).optional(),
  /** `next` of the page before. */
  after: z.string().max(200).optional(),
});
export type PageRescueRequest = z.infer<typeof pageRescueRequestSchema>;

export const pageRescueResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /** Newest first. */
    stopped: z.array(stoppedSchema),
    next: z.string().optional(),
    /** How many stand on which screen, the most first. */
    screens: z.array(
      z.object({ flowId: z.string().min(1), flowName: z.string(), screen: z.string(), people: z.int().min(1) }),
    ),
    /** Of the last 30 days: reminders that went, and how many of those people handed their answers in afterwards. */
    reminded: z.int().min(0),
    finished: z.int().min(0),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageRescueResponse = z.infer<typeof pageRescueResponseSchema>;
export type PageRescueReady = Extract<PageRescueResponse, { kind: "ready" }>;

/** Needs the right `see-answers`. */
export const pageRescue: Call<PageRescueRequest, PageRescueResponse> = {
  path: "/hubspot/page/rescue",
  request: pageRescueRequestSchema,
  response: pageRescueResponseSchema,
};

/**
 * `off`: nobody is reminded. `free`: inside the 24 hours after the customer wrote, where it costs nothing. `template`: outside
 * of them, too, by the Flow's approved reminder template.
 */
export const rescueValuesSchema = z.object({
  reminder: z.enum(["off", "free", "template"]),
  /** How long after the last screen, in minutes; 15 to 2,880. */
  afterMinutes: z.number(),
  /** Days that unfinished answers are kept here; 1 to 365. */
  keepDays: z.number(),
});
export type RescueValues = z.infer<typeof rescueValuesSchema>;

export const settingsRescueResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), revision: revisionSchema, values: rescueValuesSchema }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsRescueResponse = z.infer<typeof settingsRescueResponseSchema>;

/** Both for admins. */
export const settingsRescue: Call<NothingAsked, SettingsRescueResponse> = {
  path: "/hubspot/settings/rescue",
  request: nothingAskedSchema,
  response: settingsRescueResponseSchema,
};
export const settingsSaveRescue = saveCall("/hubspot/settings/rescue/save", rescueValuesSchema);

/** As they are typed. `{firstname}`, `{flow}` and `{link}` stand for what is known when somebody uses the answer. */
export const readyAnswersValuesSchema = z.object({
  answers: z
    .array(
      z.object({
        /** What agents choose by. */
        name: z.string().max(200),
        /** By language tag, such as `en`; the first one is used where the customer's is missing. */
        texts: z.record(z.string().max(35), z.string().max(4096)),
      }),
    )
    .max(100),
});
export type ReadyAnswersValues = z.infer<typeof readyAnswersValuesSchema>;

export const settingsReadyAnswersResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), revision: revisionSchema, values: readyAnswersValuesSchema }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsReadyAnswersResponse = z.infer<typeof settingsReadyAnswersResponseSchema>;

/** Both for admins. */
export const settingsReadyAnswers: Call<NothingAsked, SettingsReadyAnswersResponse> = {
  path: "/hubspot/settings/ready-answers",
  request: nothingAskedSchema,
  response: settingsReadyAnswersResponseSchema,
};
export const settingsSaveReadyAnswers = saveCall("/hubspot/settings/ready-answers/save", readyAnswersValuesSchema);
