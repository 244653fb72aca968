/** The operator's routes about consent: its sources, what stands between the business and a person, and opt-outs. */
import type { Router } from "express";
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import { cancelHeld } from "../consent/held.ts";
import { lookAt } from "../consent/look.ts";
import { optOut } from "../consent/opt-out.ts";
import { consentSettingsOf, consentSettingsSchema, saveConsentSettings } from "../consent/settings.ts";
import { heldSends } from "../people/outbox.ts";
import { recordAudit } from "../privacy/audit.ts";
import type { SendingParts } from "../sending/request.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const ofPerson = ofPortal.extend({
  to: z.union([z.object({ contactId: z.string() }), z.object({ phone: z.string() })]),
});

export function operatorConsentRoutes(parts: SendingParts): Router {
  const { context } = parts;
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/consent/settings", ofPortal, ({ portalId }) => consentSettingsOf(context, portalId));
  const saving = ofPortal.extend({ settings: consentSettingsSchema });
  serve("/operator/consent/settings/save", saving, async ({ portalId, settings }) => {
    await saveConsentSettings(context, portalId, settings);
    await recordAudit(context, portalId, { actor: "operator", action: "settings-changed", subject: "consent" });
    return { kind: "saved", settings };
  });
  serve("/operator/consent/person", ofPerson.extend({ flowId: z.string().optional() }), ({ portalId, ...asked }) =>
    lookAt(parts, portalId, asked),
  );
  const stopping = ofPerson.extend({ scope: z.enum(["everything", "marketing"]).default("everything") });
  serve("/operator/consent/opt-out", stopping, async ({ portalId, ...asked }) => {
    await optOut(parts, portalId, asked);
    await recordAudit(context, portalId, { actor: "operator", action: "settings-changed", subject: "opt-out" });
    return { kind: "opted-out", scope: asked.scope };
  });
  serve("/operator/consent/held", ofPortal, ({ portalId }) => heldSends(context, portalId));
  serve("/operator/consent/held/cancel", ofPortal.extend({ heldId: z.string() }), async ({ portalId, heldId }) => {
    if (await cancelHeld(parts, portalId, heldId)) return { kind: "cancelled", heldId };
    throw new RefusedInput("send.not_held", "No send with this id waits, or it is being sent at this moment.");
  });
  return router;
}
