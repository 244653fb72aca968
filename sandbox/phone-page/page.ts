/** The page itself: one document for all phones, which its script fills, and the script and style sheet. */
import type { Express, Request, Response } from "express";
import { type PageBundle, type PageDocument, sendPage, sendPart } from "../own-page.ts";
import type { Person } from "../whatsapp/people.ts";
import { PHONE_PREFIX } from "./asked.ts";
import { phonePageBundle } from "./bundle.ts";

export function pageRoutes(app: Express, people: ReadonlyMap<string, Person>): void {
  const send = async (response: Response) => sendPage(response, await phonePageBundle(), page);
  const sendOne = async (response: Response, part: keyof PageBundle) =>
    sendPart(response, await phonePageBundle(), part);
  app.get(PHONE_PREFIX, (_: Request, response: Response) => send(response));
  app.get(`${PHONE_PREFIX}/page.js`, (_: Request, response: Response) => sendOne(response, "script"));
  app.get(`${PHONE_PREFIX}/page.css`, (_: Request, response: Response) => sendOne(response, "style"));
  app.get(`${PHONE_PREFIX}/:waId`, (request: Request, response: Response, next: () => void) =>
    people.has(String(request.params["waId"])) ? send(response) : next(),
  );
}

const page: PageDocument = {
  title: "Phone",
  prefix: PHONE_PREFIX,
  viewport: "width=device-width, initial-scale=1, viewport-fit=cover",
  colorScheme: "light dark",
  // Nothing from elsewhere, nothing inline; pictures of Flows are `data:` addresses.
  policy: [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ],
};
