import { timingSafeEqual } from "node:crypto";
import { Router } from "express";
import { verifySignature } from "../../connectors/whatsapp/wire/index.ts";
import type { Inbox } from "../inbox/inbox.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import { bytesOf, rawBody } from "./raw-body.ts";

/** One POST holds up to 3 MB (WhatsApp reference 7.2). */
const limitBytes = 4 * 1024 * 1024;

/** `/webhooks/meta/<opaque app id>`: the handshake, and Meta's events once their signature is checked. */
export function metaWebhookRoutes(apps: MetaApps, inbox: Inbox): Router {
  const router = Router();

  router.get("/webhooks/meta/:appId", async (request, response) => {
    const app = await apps.byId(String(request.params["appId"]));
    const challenge = request.query["hub.challenge"];
    const token = request.query["hub.verify_token"];
    const right =
      app && request.query["hub.mode"] === "subscribe" && typeof token === "string" && same(token, app.verifyToken);
    if (!right || typeof challenge !== "string") {
      response.status(403).end();
      return;
    }
    response.type("text/plain").send(challenge);
  });

  router.post("/webhooks/meta/:appId", rawBody(limitBytes), async (request, response) => {
    const app = await apps.byId(String(request.params["appId"]));
    if (!app) {
      response.status(404).end();
      return;
    }
    const body = bytesOf(request);
    if (!verifySignature(body, request.get("x-hub-signature-256"), await apps.secretsOf(app.id))) {
      inbox.refused("bad_signature");
      response.status(401).end();
      return;
    }
    // Stored before it is acknowledged: Meta keeps nothing that we said we have.
    const stored = await inbox.receive(app.id, body);
    response.status(stored ? 200 : 400).end();
  });

  return router;
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
