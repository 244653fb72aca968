/** Settings, general: the account's country and clock, the timeline, and what happens with messages that are no answers. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { type NothingAsked, nothingAskedSchema, revisionSchema, saveCall } from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** As it is typed: what is wrong with it is said at the field. Empty texts mean that nothing is set. */
export const generalValuesSchema = z.object({
  timeZone: z.string().max(100),
  defaultCountry: z.string().max(20),
  unknownPerson: z.enum(["form-first", "contact-first"]),
  timeline: z.boolean(),
  tellOwner: z.boolean(),
  reply: z.boolean(),
  person: z.string().max(1_000),
});
export type GeneralValues = z.infer<typeof generalValuesSchema>;

export const settingsGeneralResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), revision: revisionSchema, values: generalValuesSchema }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsGeneralResponse = z.infer<typeof settingsGeneralResponseSchema>;

export const settingsGeneral: Call<NothingAsked, SettingsGeneralResponse> = {
  path: "/hubspot/settings/general",
  request: nothingAskedSchema,
  response: settingsGeneralResponseSchema,
};
export const settingsSaveGeneral = saveCall("/hubspot/settings/general/save", generalValuesSchema);
