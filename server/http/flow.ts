import { Router } from "express";
import type { Endpoint } from "../conversation/endpoint.ts";
import { bytesOf, rawBody } from "./raw-body.ts";

/** A sealed exchange holds at most one megabyte of data, which base64 makes a third longer. */
const limitBytes = 2 * 1024 * 1024;

/** `POST /flow/<opaque Flow id>`: WhatsApp's exchanges. */
export function flowRoutes(endpoint: Endpoint): Router {
  const router = Router();
  router.post("/flow/:endpointId", rawBody(limitBytes), async (request, response) => {
    const signature = request.get("x-hub-signature-256");
    const answer = await endpoint.answer(String(request.params["endpointId"]), bytesOf(request), signature);
    const { status, body, waitMs } = answer;
    if (waitMs !== undefined) response.set("retry-after", String(Math.ceil(waitMs / 1_000)));
    response.status(status).type("text/plain").send(body);
  });
  return router;
}
