/** Settings, alerts: where a portal is told that something needs somebody, how often, and what it does not want to hear. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import {
  type DoneAnswer,
  doneAnswerSchema,
  type NothingAsked,
  nothingAskedSchema,
  revisionSchema,
  type SecretAnswer,
  saveCall,
  secretAnswerSchema,
} from "./settings-saving.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const alertNameSchema = z.enum([
  "dead_letters",
  "destination_paused",
  "conflicts",
  "departed",
  "webhook_gone",
  "private_address",
  "inbox_dead",
  "form_changed",
  "form_unreadable",
  "flow_stopped",
  "field_errors",
  "flow_throttled",
  "key_replaced",
  "key_broken",
  "key_overdue",
  "token_refused",
  "token_expiring",
  "template_stopped",
  "number_quality",
  "daily_limit",
]);
export type AlertName = z.infer<typeof alertNameSchema>;

/** As it is typed; empty texts mean that nothing is set. */
export const alertValuesSchema = z.object({
  mail: z.string().max(400),
  /** Whether each alert becomes a task in HubSpot. */
  task: z.boolean(),
  /** HubSpot's id of the user whom tasks are given to. */
  taskOwner: z.string().max(40),
  everyHours: z.number(),
});
export type AlertValues = z.infer<typeof alertValuesSchema>;

export const settingsAlertsResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    revision: revisionSchema,
    values: alertValuesSchema,
    /** A mail address is of no use while the server has no mail server. */
    mailReady: z.boolean(),
    /** Of the address only the host; a secret that was replaced is taken until `previousSecretUntil`. */
    webhook: z.object({ origin: z.string(), previousSecretUntil: z.iso.datetime().optional() }).optional(),
    mutes: z.array(
      z.object({
        kind: alertNameSchema,
        until: z.iso.datetime(),
        /** One thing of the kind; absent for all of it. */
        subject: z.string().optional(),
        /** That thing in the server's words. */
        about: z.string().optional(),
      }),
    ),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SettingsAlertsResponse = z.infer<typeof settingsAlertsResponseSchema>;
export type SettingsAlertsReady = Extract<SettingsAlertsResponse, { kind: "ready" }>;

export const settingsAlerts: Call<NothingAsked, SettingsAlertsResponse> = {
  path: "/hubspot/settings/alerts",
  request: nothingAskedSchema,
  response: settingsAlertsResponseSchema,
};
export const settingsSaveAlerts = saveCall("/hubspot/settings/alerts/save", alertValuesSchema);

export const settingsAlertWebhookRequestSchema = z.object({
  do: z.discriminatedUnion("what", [
    z.object({ what: z.literal("set"), url: z.string().max(2_000) }),
    /** The secret before is taken for a day. */
    z.object({ what: z.literal("new-secret") }),
  ]),
  idempotencyKey: idempotencyKeySchema,
});
export type SettingsAlertWebhookRequest = z.infer<typeof settingsAlertWebhookRequestSchema>;

/** Sends alerts to an address, or renews its secret. */
export const settingsAlertWebhook: Call<SettingsAlertWebhookRequest, SecretAnswer> = {
  path: "/hubspot/settings/alerts/webhook",
  request: settingsAlertWebhookRequestSchema,
  response: secretAnswerSchema,
};

export const settingsAlertSwitchRequestSchema = z.object({
  do: z.discriminatedUnion("what", [
    z.object({ what: z.literal("end-webhook") }),
    /** `days` 0: it is told again. With a `subject`, one thing of the kind. */
    z.object({
      what: z.literal("mute"),
      kind: alertNameSchema,
      subject: z.string().max(300).optional(),
      days: z.int().min(0).max(365),
    }),
  ]),
  idempotencyKey: idempotencyKeySchema,
});
export type SettingsAlertSwitchRequest = z.infer<typeof settingsAlertSwitchRequestSchema>;

export const settingsAlertSwitch: Call<SettingsAlertSwitchRequest, DoneAnswer> = {
  path: "/hubspot/settings/alerts/switch",
  request: settingsAlertSwitchRequestSchema,
  response: doneAnswerSchema,
};
