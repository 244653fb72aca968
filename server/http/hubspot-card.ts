/** The contact card's questions. Portal and user come from HubSpot's signature, never from the body. */
import { Router } from "express";
import type { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import {
  cancelHeld as cancelHeldCall,
  contactCard,
  sendFlow as sendFlowCall,
} from "../../src/app/packages/contract/index.ts";
import { mintLink } from "../connect-links/links.ts";
import { cancelHeld, sendOrHold } from "../consent/held.ts";
import { contactCardOf, waitingReason } from "../sending/card.ts";
import type { SendingParts } from "../sending/request.ts";
import { sendFlow } from "../sending/send.ts";
import { jsonOf, rawBody } from "./raw-body.ts";
import { signedCaller } from "./signed-call.ts";

/** HubSpot sends at most one megabyte (HubSpot reference 2.6). */
const limitBytes = 1024 * 1024;

export function cardRoutes(parts: SendingParts): Router {
  const { context } = parts;
  const router = Router();

  /** One call of the contract: signature, body, answer; the answer is checked against the contract before it leaves. */
  const serve = <Asked, Answered>(
    call: { path: string; request: z.ZodType<Asked>; response: z.ZodType<Answered> },
    answer: (portalId: string, asked: Asked, userId: string) => Promise<Answered>,
    trouble: (code: string, message: string) => Answered,
  ): void => {
    router.post(call.path, rawBody(limitBytes), async (request, response) => {
      const caller = await signedCaller(context, request);
      if (caller.kind === "refused") {
        response.status(caller.status).json({ message: caller.message });
        return;
      }
      const asked = call.request.safeParse(jsonOf(request));
      if (!asked.success) {
        response.json(
          trouble("card.bad_request", "The card and the server do not understand each other. Reload the page."),
        );
        return;
      }
      try {
        response.json(call.response.parse(await answer(caller.portalId, asked.data, caller.userId)));
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        response.json(trouble(error.code, error.message));
      }
    });
  };

  serve(
    contactCard,
    async (portalId, { contactId }, userId) => {
      const card = await contactCardOf(parts, portalId, contactId);
      if (card.kind !== "not-connected") return card;
      return { ...card, connectUrl: (await mintLink(context, { portalId, userId, page: "whatsapp" })).url };
    },
    (code, message) => ({ kind: "error" as const, code, message }),
  );
  serve(
    sendFlowCall,
    async (portalId, { contactId, flowId, idempotencyKey, senderId, mayWait }) => {
      const request = { flowId, to: { contactId }, idempotencyKey, senderId, source: "card" as const };
      const result = await (mayWait ? sendOrHold : sendFlow)(parts, portalId, request);
      if (result.kind === "refused") return result;
      if (result.kind === "held") return { ...result, because: waitingReason(result.because) };
      return { kind: "sent" as const, sendId: result.sendId, channel: result.channel };
    },
    (_code, message) => ({ kind: "refused" as const, code: "FAILED" as const, message }),
  );
  serve(
    cancelHeldCall,
    async (portalId, { heldId }) => {
      const cancelled = await cancelHeld(parts, portalId, heldId);
      return { kind: cancelled ? ("cancelled" as const) : ("too-late" as const) };
    },
    (code, message) => ({ kind: "error" as const, code, message }),
  );
  return router;
}
