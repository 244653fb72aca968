/** Files of the phone in the browser on their way to the CDN: sealed there, bytes as they are. */
import type { Express, Request, Response } from "express";
import { fromOwnPage } from "../own-page.ts";
import { rawBody } from "../stand-in.ts";
import type { Cdn } from "../whatsapp/cdn.ts";
import type { Person } from "../whatsapp/people.ts";
import { PHONE_PREFIX } from "./asked.ts";

/** Serves `POST ${PHONE_PREFIX}/:waId/uploads`. */
export function uploadRoute(app: Express, people: ReadonlyMap<string, Person>, cdn: Cdn): void {
  app.post(`${PHONE_PREFIX}/:waId/uploads`, (request: Request, response: Response, next: () => void) => {
    if (!people.has(String(request.params["waId"]))) return next();
    if (!fromOwnPage(request)) {
      response.status(403).json({ message: "Only the phone's own page may ask this." });
      return;
    }
    try {
      response.json(cdn.store(rawBody(request)));
    } catch {
      response.status(503).json({ message: "The file could not be uploaded." });
    }
  });
}
