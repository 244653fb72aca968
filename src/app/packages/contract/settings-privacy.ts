/** Settings, privacy: how long what customers hand in is kept, what was removed, and where in the world data lies. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { type NothingAsked, nothingAskedSchema, revisionSchema, saveCall } from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const privacyValuesSchema = z.object({
  keep: z.enum(["nothing", "days"]),
  /** Counts where `keep` is `days`. */
  answerDays: z.number(),
  /** How much longer what cannot be delivered is kept. */
  heldDays: z.number(),
  /** Two letters, as Meta was told when the numbers were registered; empty where nobody knows. */
  metaRegion: z.string().max(20),
});
export type PrivacyValues = z.infer<typeof privacyValuesSchema>;

export const removedThings = [
  "answers",
  "givenUp",
  "sessions",
  "secureAnswers",
  "files",
  "messages",
  "inbox",
  "sends",
  "workflowOutputs",
  "codes",
  "decisions",
  "reminders",
  "ads",
] as const;

const roundSchema = z.object({
  at: z.iso.datetime(),
  removed: z.array(z.object({ what: z.enum(removedThings), count: z.int().min(1) })),
});
export type RetentionRound = z.infer<typeof roundSchema>;

export const settingsPrivacyResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    revision: revisionSchema,
    values: privacyValuesSchema,
    /** Flows with a time of their own; days, or nothing. */
    flows: z.array(z.object({ name: z.string(), keep: z.union([z.literal("nothing"), z.int()]) })),
    /** The newest round; absent before the first one. */
    last: roundSchema.optional(),
    /** Rounds that removed something, newest first; the newest round may be among them. */
    rounds: z.array(roundSchema),
    /** What was counted anew of what should be gone; 0 where all of it is. */
    left: z.int().min(0),
    /** Submissions that wait past their time, and from when on they go undelivered. */
    held: z.object({ count: z.int().min(1), until: z.iso.datetime() }).optional(),
    /** Each as its owner names it; absent where nobody knows. */
    regions: z.object({
      ours: z.string().optional(),
      hubspot: z.string().optional(),
      meta: z.string().optional(),
      /** Who keeps data in another part of the world than Flowella does. */
      differ: z.array(z.enum(["hubspot", "meta"])),
    }),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsPrivacyResponse = z.infer<typeof settingsPrivacyResponseSchema>;
export type SettingsPrivacyReady = Extract<SettingsPrivacyResponse, { kind: "ready" }>;

export const settingsPrivacy: Call<NothingAsked, SettingsPrivacyResponse> = {
  path: "/hubspot/settings/privacy",
  request: nothingAskedSchema,
  response: settingsPrivacyResponseSchema,
};
export const settingsSavePrivacy = saveCall("/hubspot/settings/privacy/save", privacyValuesSchema);
