/** The operator's routes about alerts. A webhook's secret is in an answer once: when it was made. */
import type { Router } from "express";
import { z } from "zod";
import {
  alertKinds,
  changeSettings,
  listAlerts,
  lookNow,
  mute,
  settingsChangeSchema,
  settingsOf,
} from "../alerts/index.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../privacy/audit.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
/** `look`: looks at everything now, instead of showing what the last round found. */
const listSchema = ofPortal.extend({ look: z.boolean().default(false) });
const settingsSchema = ofPortal.extend({ change: settingsChangeSchema.optional() });
const muteSchema = ofPortal.extend({
  kind: z.enum(alertKinds),
  /** One thing of the kind; without it, all of them. */
  subject: z.string().max(300).optional(),
  until: z.iso.datetime({ offset: true }),
});

export function operatorAlertRoutes(context: Context): Router {
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/alerts", listSchema, async ({ portalId, look }) => {
    if (look) await lookNow(context, portalId);
    return listAlerts(context, portalId);
  });
  serve("/operator/alerts/settings", settingsSchema, async ({ portalId, change }) => {
    const { secret } = change ? await changeSettings(context, portalId, change) : {};
    if (change) {
      await recordAudit(context, portalId, { actor: "operator", action: "settings-changed", subject: "alerts" });
    }
    return { kind: "settings", ...(await shown(context, portalId)), ...(secret && { secret }) };
  });
  serve("/operator/alerts/mute", muteSchema, async ({ portalId, kind, subject, until }) => {
    await mute(context, portalId, kind, Date.parse(until), subject);
    await recordAudit(context, portalId, { actor: "operator", action: "settings-changed", subject: "alerts" });
    return { kind: "muted", alerts: kind, ...(subject !== undefined && { subject }), until };
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
