/** `/webhooks/hubspot`: what HubSpot tells about contacts, once its signature is checked. */
import { Router } from "express";
import { verifyWebhookSignature } from "../../connectors/hubspot/index.ts";
import { hubspotSecrets } from "../config.ts";
import type { Context } from "../context.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { toldByHubSpot } from "../inbox/sources/hubspot.ts";
import { bytesOf, jsonOf, rawBody } from "./raw-body.ts";

/** A hundred events at most (HubSpot reference 5.6). */
const limitBytes = 1024 * 1024;

export function hubspotWebhookRoutes(context: Context, inbox: Inbox): Router {
  const { config, now } = context;
  const router = Router();
  router.post("/webhooks/hubspot", rawBody(limitBytes), async (request, response) => {
    const check = verifyWebhookSignature(
      {
        method: request.method,
        url: `${config.PUBLIC_BASE_URL}${request.originalUrl}`,
        body: bytesOf(request),
        signature: request.get("x-hubspot-signature-v3"),
        timestamp: request.get("x-hubspot-request-timestamp"),
        olderSignature:
          request.get("x-hubspot-signature-version") === "v1" ? request.get("x-hubspot-signature") : undefined,
      },
      { secrets: hubspotSecrets(config), now: now() },
      config.HUBSPOT_OLDER_SIGNATURES === "accept",
    );
    if (!check.valid) {
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
