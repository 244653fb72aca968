/** The page itself: one document for all phones, which its script fills, and the script and style sheet. */
import { createHash } from "node:crypto";
import type { Express, Request, Response } from "express";
import type { Person } from "../whatsapp/people.ts";
import { PHONE_PREFIX } from "./asked.ts";
import { type Bundle, phonePageBundle } from "./bundle.ts";

/** Nothing from elsewhere, nothing inline; pictures of Flows are `data:` addresses. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function pageRoutes(app: Express, people: ReadonlyMap<string, Person>): void {
  app.get(PHONE_PREFIX, (_: Request, response: Response) => sendPage(response));
  app.get(`${PHONE_PREFIX}/page.js`, (_: Request, response: Response) => sendPart(response, "script"));
  app.get(`${PHONE_PREFIX}/page.css`, (_: Request, response: Response) => sendPart(response, "style"));
  app.get(`${PHONE_PREFIX}/:waId`, (request: Request, response: Response, next: () => void) =>
    people.has(String(request.params["waId"])) ? sendPage(response) : next(),
  );
}

async function sendPage(response: Response): Promise<void> {
  const { script, style } = await phonePageBundle();
  // A name that changes with the content, so that no browser shows yesterday's page.
  const version = createHash("sha256").update(script).update(style).digest("hex").slice(0, 12);
  response.set({
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.type("html").send(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <title>Phone</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${PHONE_PREFIX}/page.css?v=${version}">
    <script type="module" src="${PHONE_PREFIX}/page.js?v=${version}"></script>
  </head>
  <body></body>
</html>
`);
}

async function sendPart(response: Response, part: keyof Bundle): Promise<void> {
  const bundle = await phonePageBundle();
  response.set({ "cache-control": "max-age=31536000, immutable", "x-content-type-options": "nosniff" });
  response.type(part === "script" ? "js" : "css").send(bundle[part]);
}
