/**
 * The public door for answers of identity-verification providers: signed as Standard Webhooks says, with the secret of the
 * endpoint that was asked. An answer is stored before it is acknowledged.
 */
import { Router } from "express";
import { identityAnswerSchema, whySignatureFails } from "../../connectors/webhook/index.ts";
import type { Context } from "../context.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { endpointById, portalOfEndpoint } from "../portals/webhook-endpoints.ts";
import { verificationById } from "../verification/store.ts";
import { bytesOf, jsonOf, rawBody } from "./raw-body.ts";

/** An answer is a few words. */
const limitBytes = 64 * 1024;

export function verificationRoutes(context: Context, inbox: Inbox): Router {
  const router = Router();
  router.post("/verification/:endpointId", rawBody(limitBytes), async (request, response) => {
    const endpointId = String(request.params["endpointId"]);
    const portalId = await portalOfEndpoint(context, endpointId);
    const endpoint = portalId === undefined ? undefined : await endpointById(context, portalId, endpointId);
    if (portalId === undefined || !endpoint?.events.includes("identity.check")) {
      response.status(404).json({ message: "No identity checks are answered at this address." });
      return;
    }
    const headers = {
      id: request.get("webhook-id") ?? "",
      timestamp: request.get("webhook-timestamp") ?? "",
      signature: request.get("webhook-signature") ?? "",
    };
    const fault = whySignatureFails(headers, bytesOf(request), endpoint.secrets, context.now());
    if (fault) {
      inbox.refused(fault === "wrong" ? "bad_signature" : "bad_request");
      response.status(401).json({ message: faults[fault] });
      return;
    }
    const answer = identityAnswerSchema.safeParse(jsonOf(request));
    if (!answer.success) {
      response.status(400).json({ message: "This is no answer to an identity check: see the documentation." });
      return;
    }
    const { data } = answer.data;
    const asked = await verificationById(context, portalId, data.check);
    if (asked?.endpoint_id !== endpointId) {
      response.status(404).json({ message: "You were not asked about this check, or it was erased." });
      return;
    }
    const dedupeKey = `${endpointId}:${headers.id}`;
    const told = { source: "verification" as const, portalId, personId: asked.person_id, kind: "identity.verified" };
    await inbox.keep([{ ...told, dedupeKey, body: data }]);
    response.status(204).end();
  });
  return router;
}

const faults = {
  malformed: "Sign the answer as Standard Webhooks says: webhook-id, webhook-timestamp, webhook-signature.",
  "too-old": "The answer's webhook-timestamp is more than five minutes off.",
  wrong: "The signature does not fit the body and the endpoint's secret.",
} as const;
