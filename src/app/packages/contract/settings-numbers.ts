/** Settings, numbers and keys: what stands between each number and its messages, our key at it, and which one sends. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { type DoneAnswer, doneAnswerSchema, type NothingAsked, nothingAskedSchema } from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** One thing that WhatsApp wants or judges, in the server's words. */
const itemSchema = z.object({
  title: z.string().min(1),
  state: z.enum(["ready", "note", "waiting", "act", "unknown"]),
  says: z.string().min(1),
});
export type SettingsReadinessItem = z.infer<typeof itemSchema>;

const accountSchema = z.object({
  connectionId: z.string().min(1),
  name: z.string(),
  state: z.enum(["ready", "blocked"]),
  items: z.array(itemSchema),
  numbers: z.array(z.object({ id: z.string().min(1), displayNumber: z.string(), items: z.array(itemSchema) })),
  /** Id of the number that writes to everybody without a rule of their own. */
  defaultSender: z.string().optional(),
  /** Numbers that write to the people of one country. */
  rules: z.array(z.object({ country: z.string(), senderId: z.string() })),
  /** The key that seals conversations; absent while there is none. Never the key itself. */
  key: z
    .object({
      since: z.iso.datetime(),
      /** When it is replaced by itself; absent where only on demand. */
      until: z.iso.datetime().optional(),
      /** `changing`: not every number has the newest one yet, or the one before is still taken. */
      state: z.enum(["settled", "changing"]),
    })
    .optional(),
});
export type SettingsAccount = z.infer<typeof accountSchema>;

export const settingsNumbersResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), accounts: z.array(accountSchema) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsNumbersResponse = z.infer<typeof settingsNumbersResponseSchema>;
export type SettingsNumbersReady = Extract<SettingsNumbersResponse, { kind: "ready" }>;

export const settingsNumbers: Call<NothingAsked, SettingsNumbersResponse> = {
  path: "/hubspot/settings/numbers",
  request: nothingAskedSchema,
  response: settingsNumbersResponseSchema,
};

export const settingsSenderRequestSchema = z.object({
  connectionId: z.string().min(1).max(100),
  /** ISO code; left out, it is about everybody without a rule. */
  country: z.string().max(10).optional(),
  /** Left out, the rule ends. */
  senderId: z.string().min(1).max(100).optional(),
  idempotencyKey: idempotencyKeySchema,
});
export type SettingsSenderRequest = z.infer<typeof settingsSenderRequestSchema>;

/** Chooses the number that writes, or ends a country's rule. */
export const settingsSender: Call<SettingsSenderRequest, DoneAnswer> = {
  path: "/hubspot/settings/numbers/sender",
  request: settingsSenderRequestSchema,
  response: doneAnswerSchema,
};
