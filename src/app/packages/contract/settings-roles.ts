/** Settings, roles: who may do what in Flowella, of the HubSpot users of the account. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { type NothingAsked, nothingAskedSchema, revisionSchema, saveCall } from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const everyoneRightSchema = z.enum(["send", "see-answers", "publish"]);
export type EveryoneRight = z.infer<typeof everyoneRightSchema>;
export const settingsRightSchema = z.enum(["send", "broadcast", "see-answers", "see-identity", "publish", "admin"]);
export type SettingsRight = z.infer<typeof settingsRightSchema>;

export const roleGrantSchema = z.object({
  to: z.object({ kind: z.enum(["user", "team"]), id: z.string().max(40) }),
  rights: z.array(settingsRightSchema).max(20),
});
export type RoleGrant = z.infer<typeof roleGrantSchema>;

export const rolesValuesSchema = z.object({
  everyone: z.array(everyoneRightSchema).max(20),
  grants: z.array(roleGrantSchema).max(1_000),
  contacts: z.enum(["all", "own-and-team"]),
});
export type RolesValues = z.infer<typeof rolesValuesSchema>;

export const settingsRolesResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    revision: revisionSchema,
    values: rolesValuesSchema,
    /** Of whoever looks. */
    you: z.string().min(1),
    /** HubSpot's teams; absent where the account does not let us read them. */
    teams: z.array(z.object({ id: z.string().min(1), name: z.string() })).optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsRolesResponse = z.infer<typeof settingsRolesResponseSchema>;
export type SettingsRolesReady = Extract<SettingsRolesResponse, { kind: "ready" }>;

export const settingsRoles: Call<NothingAsked, SettingsRolesResponse> = {
  path: "/hubspot/settings/roles",
  request: nothingAskedSchema,
  response: settingsRolesResponseSchema,
};
export const settingsSaveRoles = saveCall("/hubspot/settings/roles/save", rolesValuesSchema);
