/** The contact card's questions and presses. */
import type { Router } from "express";
import { OutsideError } from "../../core/errors.ts";
import { anotherOwner, withoutRight } from "../../core/rights/index.ts";
import {
  cancelHeld as cancelHeldCall,
  cardAnswer,
  cardConversation,
  cardDocumentLink,
  cardPreview,
  cardRecord,
  cardReplay,
  cardReveal,
  cardTicket,
  contactCard,
  sendFlow as sendFlowCall,
} from "../../src/app/packages/contract/index.ts";
import { noteFirst } from "../app-page/firsts.ts";
import { flowPreview } from "../app-page/report.ts";
import { cardConversationOf } from "../cards/conversation.ts";
import { documentLink, recordOf, replayStep, reveal } from "../cards/record.ts";
import { ticketOf } from "../cards/ticket.ts";
import { mintLink } from "../connect-links/links.ts";
import { cancelHeld, sendOrHold } from "../consent/held.ts";
import { answerMessage } from "../messages/index.ts";
import { actorOf } from "../privacy/audit.ts";
import { contactCardOf, waitingReason } from "../sending/card.ts";
import type { SendingParts } from "../sending/request.ts";
import { sendFlow } from "../sending/send.ts";
import { forbidden, type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";

export function cardRoutes(parts: SendingParts & HubSpotDoorParts): Router {
  const { context, hubspot } = parts;
  const { router, serve, press } = hubspotDoor(parts);

  serve(contactCard, "any", async ({ portalId, userId, access }, { contactId }) => {
    await noteFirst(context, portalId, "card_opened");
    const card = await contactCardOf(parts, portalId, contactId);
    if (card.kind !== "not-connected" || !access.rights.has("admin")) return card;
    return { ...card, connectUrl: (await mintLink(context, { portalId, userId, page: "whatsapp" })).url };
  });
  serve(
    sendFlowCall,
    "send",
    async ({ portalId, userId }, { contactId, flowId, idempotencyKey, senderId, mayWait }) => {
      const request = {
        flowId,
        to: { contactId },
        idempotencyKey,
        senderId,
        source: "card" as const,
        actor: actorOf(userId),
      };
      try {
        const result = await (mayWait ? sendOrHold : sendFlow)(parts, portalId, request);
        if (result.kind === "refused") return result;
        if (result.kind === "held") return { ...result, because: waitingReason(result.because) };
        return { kind: "sent", sendId: result.sendId, channel: result.channel };
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        return { kind: "refused" as const, code: "FAILED" as const, message: error.message };
      }
    },
  );
  serve(cancelHeldCall, "send", async ({ portalId }, { heldId }) => {
    const cancelled = await cancelHeld(parts, portalId, heldId);
    return { kind: cancelled ? "cancelled" : "too-late" };
  });
  press(cardPreview, "send", ({ portalId }, { flowId }) => flowPreview(context, portalId, flowId));
  serve(cardRecord, "any", ({ portalId, access }, { contactId }) => recordOf(parts, portalId, contactId, access));
  press(cardReplay, "see-answers", async ({ portalId, userId }, { contactId, stepId }) => {
    return { kind: "replayed", steps: await replayStep(parts, portalId, { contactId, stepId, userId }) };
  });
  // No press: those keep their answer, and what is revealed is kept nowhere. Every time goes on the audit trail.
  serve(cardReveal, "see-identity", ({ portalId, userId }, asked) => reveal(parts, portalId, { ...asked, userId }));
  serve(cardDocumentLink, "see-identity", ({ portalId, userId }, asked) =>
    documentLink(parts, portalId, { ...asked, userId }),
  );
  serve(cardConversation, "any", async ({ portalId, access: { rights } }, { contactId }) => {
    // Whoever may answer has to read what there is to answer.
    if (!rights.has("send") && !rights.has("see-answers")) return forbidden(withoutRight["see-answers"]);
    return cardConversationOf(parts, portalId, contactId);
  });
  // Its own key keeps it from going twice (messages/send.ts).
  serve(cardAnswer, "send", ({ portalId, userId }, asked) => answerMessage(parts, portalId, { ...asked, userId }));
  serve(cardTicket, "any", async ({ portalId, access }, { ticketId }) => {
    const ticket = await ticketOf(hubspot, portalId, ticketId);
    if (ticket.kind !== "ready") return ticket;
    const ids = ticket.contacts.map(({ id }) => id);
    const seen = await parts.rights.contacts.contacts(access, portalId, ids);
    const contacts = ticket.contacts.filter(({ id }) => seen.has(id));
    // That there is none would send people to HubSpot for nothing.
    return contacts.length === 0 && ids.length > 0 ? forbidden(anotherOwner) : { ...ticket, contacts };
  });
  return router;
}
