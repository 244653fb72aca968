/** The operator's routes about WhatsApp accounts and message templates: what the pages can do, for the command line. */
import type { Router } from "express";
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import { purposes } from "../../core/templates/index.ts";
import { whatsappConnectionIds } from "../portals/connections.ts";
import { recordAudit } from "../privacy/audit.ts";
import { addTemplate, editTemplate, useTemplate } from "../templates/manage.ts";
import { templateOffers, templatesSeen } from "../templates/seen.ts";
import { type AccountParts, repairAccount } from "../whatsapp-account/attach.ts";
import { disconnectAccount } from "../whatsapp-account/disconnect.ts";
import { refreshAccount } from "../whatsapp-account/refresh.ts";
import { registerSender } from "../whatsapp-account/register.ts";
import { accountsSeen } from "../whatsapp-account/seen.ts";
import { preferSender } from "../whatsapp-account/senders.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const ofConnection = ofPortal.extend({ connectionId: z.string() });
const pin = z.string().regex(/^\d{6}$/, "must be six digits");
const text = { body: z.string().max(4_000).optional(), button: z.string().max(100).optional() };
const language = z.string().regex(/^[a-zA-Z]{2,3}([-_][a-zA-Z]{2,4})?$/, "must be a language such as it or pt-BR");

export function operatorWhatsAppRoutes(parts: AccountParts): Router {
  const { context, apps } = parts;
  const { router, servePortal: serve } = operatorDoor(context);

  serve("/operator/whatsapp", ofPortal.extend({ ask: z.boolean().default(false) }), async ({ portalId, ask }) => {
    const ids = ask ? await whatsappConnectionIds(context, portalId) : [];
    for (const id of ids) await refreshAccount(context, apps, portalId, id);
    return accountsSeen(context, portalId);
  });
  serve("/operator/whatsapp/repair", ofConnection, async ({ portalId, connectionId }) => {
    if (await repairAccount(parts, portalId, connectionId)) return { kind: "repaired" };
    throw new RefusedInput("whatsapp.not_connected", "The portal has no such WhatsApp account.");
  });
  serve("/operator/whatsapp/disconnect", ofConnection, async ({ portalId, connectionId }) => {
    await disconnectAccount(context, portalId, connectionId);
    await recordAudit(context, portalId, { actor: "operator", action: "disconnected", subject: connectionId });
    return { kind: "disconnected" };
  });
  const registration = ofPortal.extend({ numberId: z.string(), pin: pin.optional() });
  serve("/operator/whatsapp/register", registration, async ({ portalId, numberId, pin: given }) => {
    const registered = await registerSender(context, portalId, numberId, given);
    if (registered.kind === "registered")
      await recordAudit(context, portalId, { actor: "operator", action: "connected", subject: `sender:${numberId}` });
    return registered;
  });
  const preference = ofPortal.extend({
    senderId: z.string(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  });
  serve("/operator/whatsapp/prefer", preference, async ({ portalId, ...preferred }) => {
    await preferSender(context, portalId, preferred);
    const subject = `sender:${preferred.senderId}`;
    await recordAudit(context, portalId, { actor: "operator", action: "settings-changed", subject });
    return { kind: "preferred", ...preferred };
  });

  serve("/operator/templates", ofPortal.extend({ flowId: z.string().optional() }), ({ portalId, flowId }) =>
    templatesSeen(context, portalId, flowId),
  );
  const offers = ofPortal.extend({ flowId: z.string(), language: language.optional() });
  serve("/operator/templates/offers", offers, async ({ portalId, flowId, language: wanted }) => {
    const tenant = context.store.of(portalId);
    const row = tenant.db.selectFrom("flows").select(["name", "source_tool", "source_form_id"]);
    const flow = await tenant.first(row.where("id", "=", flowId));
    if (!flow) throw new RefusedInput("flow.unknown", "The portal has no such Flow.");
    return templateOffers(flow, wanted);
  });
  const order = ofPortal.extend({ flowId: z.string(), purpose: z.enum(purposes), language, ...text });
  serve("/operator/templates/add", order, ({ portalId, ...wanted }) => addTemplate(context, portalId, wanted));
  const edit = ofPortal.extend({ templateId: z.string(), ...text });
  serve("/operator/templates/edit", edit, ({ portalId, templateId, ...given }) =>
    editTemplate(context, portalId, templateId, given),
  );
  serve("/operator/templates/use", ofPortal.extend({ templateId: z.string() }), ({ portalId, templateId }) =>
    useTemplate(context, portalId, templateId),
  );
  return router;
}
