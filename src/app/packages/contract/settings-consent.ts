/** Settings, consent: from whom a portal may think that they agreed, quiet hours, and how many messages are enough. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { type NothingAsked, nothingAskedSchema, revisionSchema, saveCall } from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

const covers = z.enum(["utility", "everything"]);
const words = z.string().max(4_000);

/** As it is typed. An empty `wording` of a question is our own wording. */
export const consentSourceValuesSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("question"), wording: words, covers }),
  /** Chosen form by form, on the form itself. */
  z.object({ kind: z.literal("form_box"), fields: z.array(z.string().max(500)).max(200), covers }),
  z.object({
    kind: z.literal("property"),
    name: z.string().max(200),
    values: z.array(z.string().max(500)).max(100),
    wording: words,
    covers,
  }),
  z.object({ kind: z.literal("list"), listId: z.string().max(100), wording: words, covers }),
]);
export type ConsentSourceValues = z.infer<typeof consentSourceValuesSchema>;

export const consentValuesSchema = z.object({
  sources: z.array(consentSourceValuesSchema).max(50),
  /** Times of the day, such as `21:00`; both empty where there are none. */
  quietFrom: z.string().max(20),
  quietTo: z.string().max(20),
  timeZoneProperty: z.string().max(200),
  /** Absent where there is no cap. */
  cap: z.object({ messages: z.number(), days: z.number() }).optional(),
  /** Ids of Flows that are offers. */
  marketingFlows: z.array(z.string().max(100)).max(500),
  confirm: z.boolean(),
});
export type ConsentValues = z.infer<typeof consentValuesSchema>;

export const settingsConsentResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    revision: revisionSchema,
    values: consentValuesSchema,
    flows: z.array(z.object({ id: z.string().min(1), name: z.string() })),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsConsentResponse = z.infer<typeof settingsConsentResponseSchema>;
export type SettingsConsentReady = Extract<SettingsConsentResponse, { kind: "ready" }>;

export const settingsConsent: Call<NothingAsked, SettingsConsentResponse> = {
  path: "/hubspot/settings/consent",
  request: nothingAskedSchema,
  response: settingsConsentResponseSchema,
};
export const settingsSaveConsent = saveCall("/hubspot/settings/consent/save", consentValuesSchema);
