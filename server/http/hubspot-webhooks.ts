/** `/webhooks/hubspot`: what HubSpot tells about contacts, once its signature is checked. */
import { Router } from "express";
import type { Context } from "../context.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { toldByHubSpot } from "../inbox/sources/hubspot.ts";
import { jsonOf, rawBody } from "./raw-body.ts";
import { signedByHubSpot } from "./signed-call.ts";

/** A hundred events at most (HubSpot reference 5.6). */
const limitBytes = 1024 * 1024;

export function hubspotWebhookRoutes(context: Context, inbox: Inbox): Router {
  const router = Router();
  router.post("/webhooks/hubspot", rawBody(limitBytes), async (request, response) => {
    if (!signedByHubSpot(context, request, "v1").valid) {
      inbox.refused("bad_signature");
      response.status(401).end();
      return;
    }
    const told = await toldByHubSpot(context, jsonOf(request));
    if (told) await inbox.keep(told);
    response.status(told ? 200 : 400).end();
  });
  return router;
}
