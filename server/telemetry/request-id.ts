/** Every request gets an id: it is in the answer's `X-Request-Id`, in every log line, and with what the request started. */
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { boundaryOf } from "./boundaries.ts";
import type { Metrics } from "./metrics.ts";
import { inScope } from "./scope.ts";

/**
 * What proxies make of it: a UUID, or as many digits without dashes. Anything else is not taken over, because whoever sends
 * it could write what they like into our logs.
 */
const wellFormed = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function requestIds(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const given = request.get("x-request-id");
    const id = given !== undefined && wellFormed.test(given) ? given : randomUUID();
    response.setHeader("X-Request-Id", id);
    const boundary = boundaryOf(request.path);
    // The Flow endpoint counts by itself, in the terms of its protocol.
    if (boundary !== "flow") {
      const startedAt = performance.now();
      response.once("close", () => {
        const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : "aborted";
        metrics.request(boundary, status, (performance.now() - startedAt) / 1000);
      });
    }
    inScope({ request: id }, next);
  };
}
