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
  serve("/operator/webhooks", ofPortal, ({ portalId }) => listEndpoints(context, portalId));
  serve("/operator/webhooks/add", ofPortal.extend({ endpoint: newEndpointSchema }), async ({ portalId, endpoint }) => ({
    kind: "added",
    ...(await addEndpoint(context, portalId, endpoint)),
  }));
  serve("/operator/webhooks/test", ofWebhook, ({ portalId, id }) =>
    tryEndpoint(context, webhookOptions(context), portalId, id),
  );
  serve("/operator/webhooks/rotate", rotation, async ({ portalId, id, ...asked }) => ({
    kind: "rotated",
    ...(await rotateSecret(context, portalId, id, asked)),
  }));
  serve("/operator/webhooks/disable", ofWebhook, async ({ portalId, id }) => {
    await setStatus(context, portalId, id, { status: "disabled", reason: "by-admin" });
    return { kind: "disabled" };
  });
  serve("/operator/webhooks/enable", ofWebhook, async ({ portalId, id }) => {
    await setStatus(context, portalId, id, { status: "active", reason: null });
    return { kind: "enabled" };
  });
  serve("/operator/webhooks/remove", ofWebhook, async ({ portalId, id }) => {
    await removeEndpoint(context, portalId, id);
    return { kind: "removed" };
  });
  return router;
}
