/** Where alerts go, as the settings show it; addresses of webhooks by their host alone, secrets not at all. */

import { RefusedInput } from "../../core/errors.ts";
import type {
  AlertValues,
  SavedAnswer,
  SettingsAlertSwitchRequest,
  SettingsAlertsReady,
} from "../../src/app/packages/contract/index.ts";
import { changeSettings, listAlerts, mute, settingsChangeSchema, settingsOf } from "../alerts/index.ts";
import { type AlertSettings, mutesOf } from "../alerts/settings.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../privacy/audit.ts";
import { type Change, changedIn, type WrongField } from "./saving.ts";

const dayMs = 24 * 3_600_000;

export async function alertsOf(context: Context, portalId: string): Promise<SettingsAlertsReady> {
  const settings = await settingsOf(context, portalId);
  const { webhook } = settings.channels;
  const rotating = webhook?.previous !== undefined && webhook.previousUntil > context.now();
  return {
    kind: "ready",
    revision: revisionOf(settings),
    values: valuesOf(settings),
    mailReady: Boolean(context.config.SMTP_URL && context.config.MAIL_FROM),
    ...(webhook && {
      webhook: {
        origin: new URL(webhook.url).origin,
        ...(rotating && { previousSecretUntil: new Date(webhook.previousUntil).toISOString() }),
      },
    }),
    mutes: await shownMutes(context, portalId),
  };
}

/** Single things with the words that their newest alert has for them. */
async function shownMutes(context: Context, portalId: string): Promise<SettingsAlertsReady["mutes"]> {
  const mutes = await mutesOf(context, portalId);
  const subjects = mutes.some(({ subject }) => subject !== undefined);
  const { alerts } = subjects ? await listAlerts(context, portalId) : { alerts: [] };
  return mutes.map(({ kind, subject, until }) => {
    const at = { kind, until: new Date(until).toISOString() };
    if (subject === undefined) return at;
    const newest = alerts.find((alert) => alert.kind === kind && alert.subject === subject);
    return { ...at, subject, about: newest?.title ?? subject };
  });
}

export async function saveAlerts(
  context: Context,
  { portalId, userId, values, revision }: Change<AlertValues>,
): Promise<SavedAnswer> {
  const before = await settingsOf(context, portalId);
  if (revisionOf(before) !== revision) return { kind: "changed-meanwhile" };
  const owner = values.taskOwner.trim();
  const contactId = before.channels.task?.contactId;
  const change = settingsChangeSchema.safeParse({
    mail: values.mail.trim() || null,
    task: values.task ? { ...(owner && { ownerId: owner }), ...(contactId !== undefined && { contactId }) } : null,
    everyHours: values.everyHours,
  });
  const wrong: WrongField[] = [
    ...(change.success
      ? []
      : change.error.issues.map(({ path, message }) => ({ field: path.join("."), says: message }))),
    ...(values.task && owner !== "" && !/^\d{1,20}$/.test(owner)
      ? [{ field: "taskOwner", says: "is no id of HubSpot's" }]
      : []),
  ];
  if (!change.success || wrong.length > 0) return { kind: "wrong", fields: wrong };
  const after = { ...values, mail: values.mail.trim(), taskOwner: values.task ? owner : "" };
  const changed = changedIn(valuesOf(before), after);
  if (changed.length === 0) return { kind: "saved", changed };
  try {
    await changeSettings(context, portalId, change.data);
  } catch (error) {
    if (error instanceof RefusedInput && error.code === "alerts.changed") return { kind: "changed-meanwhile" };
    throw error;
  }
  await told(context, portalId, userId, changed.join(","));
  return { kind: "saved", changed };
}

/** @returns the webhook's secret @throws OutsideError for an address that is refused, RefusedInput where there is none */
export async function alertWebhook(
  context: Context,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  url: string | undefined,
): Promise<string> {
  const change = settingsChangeSchema.parse(url === undefined ? { newSecret: true } : { webhook: { url } });
  const { secret } = await changeSettings(context, portalId, change);
  if (secret === undefined) throw new RefusedInput("alerts.no_webhook", "No webhook is set for alerts.");
  await told(context, portalId, userId, url === undefined ? "webhookSecret" : "webhook");
  return secret;
}

export async function switchAlerts(
  context: Context,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  what: SettingsAlertSwitchRequest["do"],
): Promise<void> {
  if (what.what === "mute") await mute(context, portalId, what.kind, context.now() + what.days * dayMs, what.subject);
  else await changeSettings(context, portalId, settingsChangeSchema.parse({ webhook: null }));
  await told(context, portalId, userId, what.what === "mute" ? `mute.${what.kind}` : "webhook");
}

const told = (context: Context, portalId: string, userId: string, changed: string) =>
  recordAudit(context, portalId, {
    actor: `user:${userId}`,
    action: "settings-changed",
    subject: `alerts:${changed}`,
  });

const revisionOf = ({ revision }: AlertSettings): string => String(revision);

function valuesOf({ channels: { mail = "", task }, everyHours }: AlertSettings): AlertValues {
  return { mail, task: task !== undefined, taskOwner: task?.ownerId ?? "", everyHours };
}
