/** What was said with a contact beside the forms, and answering it, as the operator's command line asks for it. */
import type { Router } from "express";
import { z } from "zod";
import { answerMessage, conversationOf } from "../messages/index.ts";
import type { SendingParts } from "../sending/request.ts";
import { operatorDoor } from "./operator-door.ts";

const ofContact = z.object({ portalId: z.string(), contactId: z.string() });
const answering = ofContact.extend({ text: z.string(), idempotencyKey: z.string().min(8).max(128) });

export function operatorMessageRoutes(parts: SendingParts): Router {
  const { router, servePortal: serve } = operatorDoor(parts.context);
  serve("/operator/messages", ofContact, ({ portalId, contactId }) =>
    conversationOf(parts.context, portalId, contactId),
  );
  serve("/operator/messages/answer", answering, ({ portalId, ...answer }) =>
    answerMessage(parts, portalId, { ...answer, userId: "operator" }),
  );
  return router;
}
