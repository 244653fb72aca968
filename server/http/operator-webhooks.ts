/** The operator's routes for outgoing webhooks. A secret is in an answer once: when it was made. */
import type { Router } from "express";
import { z } from "zod";
import { secretSchema } from "../../connectors/webhook/index.ts";
import type { Context } from "../context.ts";
import { webhookOptions } from "../delivery/steps/webhook.ts";
import {
  addEndpoint,
  listEndpoints,
  newEndpointSchema,
  removeEndpoint,
  rotateSecret,
  setStatus,
} from "../portals/webhook-endpoints.ts";
import { tryEndpoint } from "../portals/webhook-test.ts";
import { recordAudit } from "../privacy/audit.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const ofWebhook = ofPortal.extend({ id: z.string() });
const rotation = ofWebhook.extend({
  overlapHours: z.number().min(0.1).max(720).default(24),
  secret: secretSchema.optional(),
  atOnce: z.boolean().default(false),
});

export function operatorWebhookRoutes(context: Context): Router {
  const { router, servePortal: serve } = operatorDoor(context);
  const told = (portalId: string, what: string): Promise<void> =>
    recordAudit(context, portalId, { actor: "operator", action: "settings-changed", subject: `webhooks:${what}` });
  serve("/operator/webhooks", ofPortal, ({ portalId }) => listEndpoints(context, portalId));
  serve("/operator/webhooks/add", ofPortal.extend({ endpoint: newEndpointSchema }), async ({ portalId, endpoint }) => {
    const added = await addEndpoint(context, portalId, endpoint);
    await told(portalId, "add");
    return { kind: "added", ...added };
  });
  serve("/operator/webhooks/test", ofWebhook, ({ portalId, id }) =>
    tryEndpoint(context, webhookOptions(context), portalId, id),
  );
  serve("/operator/webhooks/rotate", rotation, async ({ portalId, id, ...asked }) => {
    const rotated = await rotateSecret(context, portalId, id, asked);
    await told(portalId, `new-secret.${id}`);
    return { kind: "rotated", ...rotated };
  });
  serve("/operator/webhooks/disable", ofWebhook, async ({ portalId, id }) => {
    await setStatus(context, portalId, id, { status: "disabled", reason: "by-admin" });
    await told(portalId, `disable.${id}`);
    return { kind: "disabled" };
  });
  serve("/operator/webhooks/enable", ofWebhook, async ({ portalId, id }) => {
    await setStatus(context, portalId, id, { status: "active", reason: null });
    await told(portalId, `enable.${id}`);
    return { kind: "enabled" };
  });
  serve("/operator/webhooks/remove", ofWebhook, async ({ portalId, id }) => {
    await removeEndpoint(context, portalId, id);
    await told(portalId, `remove.${id}`);
    return { kind: "removed" };
  });
  return router;
}
