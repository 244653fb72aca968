/** Settings, identity checks and what is kept: where a check's record stands in HubSpot, and what leaves the vault. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { type NothingAsked, nothingAskedSchema, revisionSchema, saveCall } from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

const amount = z.enum(["none", "last_four", "full"]);

export const identityValuesSchema = z.object({
  /** `auto`, `contacts`, or the name or type id of a custom object of the customer's. */
  place: z.string().max(200),
  /** What of the answers from the secure page HubSpot and the webhooks get. */
  hubspot: z.enum(["none", "last_four"]),
  webhook: amount,
  /** After how many days files of answers are deleted in HubSpot; 0: they are not put there. */
  fileDays: z.number(),
});
export type IdentityValues = z.infer<typeof identityValuesSchema>;

export const settingsIdentityResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    revision: revisionSchema,
    values: identityValuesSchema,
    tier: z.enum(["custom-object-chosen", "custom-object-ours", "contact-and-note"]),
    /** Why this one, in the server's words. */
    why: z.string().min(1),
    /** When somebody last looked into the account. */
    lookedAt: z.iso.datetime().optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsIdentityResponse = z.infer<typeof settingsIdentityResponseSchema>;
export type SettingsIdentityReady = Extract<SettingsIdentityResponse, { kind: "ready" }>;

export const settingsIdentity: Call<NothingAsked, SettingsIdentityResponse> = {
  path: "/hubspot/settings/identity",
  request: nothingAskedSchema,
  response: settingsIdentityResponseSchema,
};
export const settingsSaveIdentity = saveCall("/hubspot/settings/identity/save", identityValuesSchema);
