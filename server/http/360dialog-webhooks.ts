import { Router } from "express";
import type { Context } from "../context.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { hookHeader, showsSecret, speakerAt } from "../whatsapp-account/360dialog-hooks.ts";
import { bytesOf, rawBody } from "./raw-body.ts";

/** As Meta's (WhatsApp reference 7.2). */
const limitBytes = 4 * 1024 * 1024;
const path = "/webhooks/360dialog/:connectionId/:senderId";

/**
 * Events of a number that is reached through 360dialog. They carry no signature that we could check; a secret header that
 * we set in 360dialog's configuration proves them (WhatsApp reference 5.18).
 */
export function dialog360WebhookRoutes(context: Context, inbox: Inbox): Router {
  const router = Router();

  // No handshake is documented. Should one come, it learns nothing and finds somebody at home.
  router.get(path, (_request, response) => {
    response.status(200).end();
  });

  router.post(path, rawBody(limitBytes), async (request, response) => {
    const { connectionId, senderId } = request.params;
    const speaker = await speakerAt(context, String(connectionId), String(senderId));
    if (!speaker) {
      response.status(404).end();
      return;
    }
    if (!showsSecret(speaker, request.get(hookHeader))) {
      inbox.refused("bad_secret");
      response.status(401).end();
      return;
    }
    const stored = await inbox.receiveFrom360dialog(speaker, bytesOf(request));
    response.status(stored ? 200 : 400).end();
  });

  return router;
}
