/** The contact card's questions. Portal and user come from HubSpot's signature, never from the body. */
import { type Request, type Response, Router } from "express";
import type { z } from "zod";
import { verifyCaller } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { contactCard, sendFlow as sendFlowCall } from "../../src/app/packages/contract/index.ts";
import { hubspotSecrets } from "../config.ts";
import { findPortal } from "../portals/store.ts";
import { contactCardOf } from "../sending/card.ts";
import type { SendingParts } from "../sending/request.ts";
import { sendFlow } from "../sending/send.ts";
import { bytesOf, jsonOf, rawBody } from "./raw-body.ts";

/** HubSpot sends at most one megabyte (HubSpot reference 2.6). */
const limitBytes = 1024 * 1024;

export function cardRoutes(parts: SendingParts): Router {
  const { context } = parts;
  const router = Router();

  /** The portal that HubSpot signed for; otherwise the request is answered here. */
  const signedPortal = async (request: Request, response: Response): Promise<string | undefined> => {
    const signed = {
      method: request.method,
      url: `${context.config.PUBLIC_BASE_URL}${request.originalUrl}`,
      body: bytesOf(request),
      signature: request.get("x-hubspot-signature-v3"),
      timestamp: request.get("x-hubspot-request-timestamp"),
    };
    const caller = verifyCaller(signed, { secrets: hubspotSecrets(context.config), now: context.now() });
    if (!caller.valid) {
      context.log.warn("hubspot.request_refused", { reason: caller.reason });
      response.status(401).json({ message: "The request is not signed by HubSpot." });
      return undefined;
    }
    const portal = await findPortal(context, caller.portalId);
    if (portal?.status !== "active") {
      response.status(403).json({ message: "This portal has not installed the app." });
      return undefined;
    }
    return portal.id;
  };

  /** One call of the contract: signature, body, answer; the answer is checked against the contract before it leaves. */
  const serve = <Asked, Answered>(
    call: { path: string; request: z.ZodType<Asked>; response: z.ZodType<Answered> },
    answer: (portalId: string, asked: Asked) => Promise<Answered>,
    trouble: (code: string, message: string) => Answered,
  ): void => {
    router.post(call.path, rawBody(limitBytes), async (request, response) => {
      const portalId = await signedPortal(request, response);
      if (portalId === undefined) return;
      const asked = call.request.safeParse(jsonOf(request));
      if (!asked.success) {
        response.json(
          trouble("card.bad_request", "The card and the server do not understand each other. Reload the page."),
        );
        return;
      }
      try {
        response.json(call.response.parse(await answer(portalId, asked.data)));
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        response.json(trouble(error.code, error.message));
      }
    });
  };

  serve(
    contactCard,
    (portalId, { contactId }) => contactCardOf(parts, portalId, contactId),
    (code, message) => ({ kind: "error" as const, code, message }),
  );
  serve(
    sendFlowCall,
    async (portalId, { contactId, flowId, idempotencyKey }) => {
      const result = await sendFlow(parts, portalId, { flowId, to: { contactId }, idempotencyKey });
      if (result.kind === "refused") return result;
      return { kind: "sent" as const, sendId: result.sendId, channel: result.channel };
    },
    (_code, message) => ({ kind: "refused" as const, code: "FAILED" as const, message }),
  );
  return router;
}
