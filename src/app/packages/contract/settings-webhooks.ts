/** Settings, webhooks: addresses that get every submission. A secret is in an answer once: when it was made. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import {
  type DoneAnswer,
  doneAnswerSchema,
  type NothingAsked,
  nothingAskedSchema,
  refusedSettingSchema,
  type SecretAnswer,
  secretAnswerSchema,
} from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

const webhookSchema = z.object({
  id: z.string().min(1),
  /** Of the address only what is no secret. */
  url: z.string(),
  status: z.enum(["active", "disabled"]),
  /** The receiver wanted no more events. */
  gone: z.boolean(),
  /** The secret before is taken until then. */
  previousSecretUntil: z.iso.datetime().optional(),
});
export type SettingsWebhook = z.infer<typeof webhookSchema>;

export const settingsWebhooksResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), webhooks: z.array(webhookSchema) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsWebhooksResponse = z.infer<typeof settingsWebhooksResponseSchema>;
export type SettingsWebhooksReady = Extract<SettingsWebhooksResponse, { kind: "ready" }>;

export const settingsWebhooks: Call<NothingAsked, SettingsWebhooksResponse> = {
  path: "/hubspot/settings/webhooks",
  request: nothingAskedSchema,
  response: settingsWebhooksResponseSchema,
};

const id = z.string().min(1).max(100);

export const settingsWebhookSecretRequestSchema = z.object({
  do: z.discriminatedUnion("what", [
    z.object({ what: z.literal("add"), url: z.string().max(2_000) }),
    /** Both secrets sign for a day. */
    z.object({ what: z.literal("rotate"), id }),
  ]),
  idempotencyKey: idempotencyKeySchema,
});
export type SettingsWebhookSecretRequest = z.infer<typeof settingsWebhookSecretRequestSchema>;

export const settingsWebhookSecret: Call<SettingsWebhookSecretRequest, SecretAnswer> = {
  path: "/hubspot/settings/webhooks/secret",
  request: settingsWebhookSecretRequestSchema,
  response: secretAnswerSchema,
};

export const settingsWebhookSwitchRequestSchema = z.object({
  id,
  what: z.enum(["disable", "enable", "remove"]),
  idempotencyKey: idempotencyKeySchema,
});
export type SettingsWebhookSwitchRequest = z.infer<typeof settingsWebhookSwitchRequestSchema>;

export const settingsWebhookSwitch: Call<SettingsWebhookSwitchRequest, DoneAnswer> = {
  path: "/hubspot/settings/webhooks/switch",
  request: settingsWebhookSwitchRequestSchema,
  response: doneAnswerSchema,
};

export const settingsWebhookTestRequestSchema = z.object({ id, idempotencyKey: idempotencyKeySchema });
export type SettingsWebhookTestRequest = z.infer<typeof settingsWebhookTestRequestSchema>;

const testAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("delivered"), message: z.string().min(1) }),
  z.object({ kind: z.literal("not-delivered"), message: z.string().min(1) }),
  refusedSettingSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);

/** Sends one event that is marked as a test. */
export const settingsWebhookTest: Call<SettingsWebhookTestRequest, z.infer<typeof testAnswerSchema>> = {
  path: "/hubspot/settings/webhooks/test",
  request: settingsWebhookTestRequestSchema,
  response: testAnswerSchema,
};
