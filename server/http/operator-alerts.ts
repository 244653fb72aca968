/** The operator's routes about alerts. A webhook's secret is in an answer once: when it was made. */
import type { Router } from "express";
import { z } from "zod";
import { alertKinds, changeSettings, listAlerts, mute, settingsChangeSchema, settingsOf } from "../alerts/index.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../privacy/audit.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const settingsSchema = ofPortal.extend({ change: settingsChangeSchema.optional() });
const muteSchema = ofPortal.extend({ kind: z.enum(alertKinds), until: z.iso.datetime({ offset: true }) });

export function operatorAlertRoutes(context: Context): Router {
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/alerts", ofPortal, ({ portalId }) => listAlerts(context, portalId));
  serve("/operator/alerts/settings", settingsSchema, async ({ portalId, change }) => {
    const { secret } = change ? await changeSettings(context, portalId, change) : {};
    if (change) {
      await recordAudit(context, portalId, { actor: "operator", action: "settings-changed", subject: "alerts" });
    }
    return { kind: "settings", ...(await shown(context, portalId)), ...(secret && { secret }) };
  });
  serve("/operator/alerts/mute", muteSchema, async ({ portalId, kind, until }) => {
    await mute(context, portalId, kind, Date.parse(until));
    return { kind: "muted", alerts: kind, until };
  });
  return router;
}

/** Without secrets, and of the webhook's address only the host. */
async function shown(context: Context, portalId: string) {
  const { channels, everyHours } = await settingsOf(context, portalId);
  const { mail = null, webhook, task = null } = channels;
  const rotating = webhook?.previous !== undefined && webhook.previousUntil > context.now();
  return {
    mail,
    /** A mail address is of no use while the server has no mail server. */
    mailReady: Boolean(context.config.SMTP_URL && context.config.MAIL_FROM),
    webhook: webhook
      ? { origin: new URL(webhook.url).origin, previousSecretUntil: rotating ? webhook.previousUntil : null }
      : null,
    task,
    everyHours,
  };
}
