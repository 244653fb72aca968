/** The page itself: one document for everything of an account, which its script fills, and the script and style sheet. */
import { createHash } from "node:crypto";
import type { Express, Request, Response } from "express";
import { type PageBundle, pageBundle } from "./bundle.ts";
import type { HubSpotPageWorld } from "./page-world.ts";

/** An account's own pages and questions are below `${HUBSPOT_PAGE_PREFIX}/<portal id>`. */
export const HUBSPOT_PAGE_PREFIX = "/_sandbox/hubspot";

/** What a person opens; everything else below the prefix is asked by the script. */
const views = ["", "/contacts", "/contacts/:contactId", "/app", "/app/*rest", "/settings"];

/** Returns how a path below an account is written in a route. */
export function pageRoutes(app: Express, world: HubSpotPageWorld): (path: string) => string {
  const at = (path: string) => `${HUBSPOT_PAGE_PREFIX}/:portalId${path}`;
  app.get(`${HUBSPOT_PAGE_PREFIX}/page.js`, (_, response, next) => sendPart(world, response, "script", next));
  app.get(`${HUBSPOT_PAGE_PREFIX}/page.css`, (_, response, next) => sendPart(world, response, "style", next));
  app.get(HUBSPOT_PAGE_PREFIX, (_, response, next) => {
    const [first] = world.portals.keys();
    if (first === undefined) next();
    else response.redirect(`${HUBSPOT_PAGE_PREFIX}/${first}/contacts`);
  });
  app.get(views.map(at), (request: Request, response: Response, next: () => void) =>
    world.portals.has(Number(request.params["portalId"])) ? sendPage(world, response, next) : next(),
  );
  return at;
}

/** Nothing from elsewhere but the app's own server, in frames and pictures; nothing inline. */
function policyOf({ shownApp }: HubSpotPageWorld): string {
  const origins = Object.values(shownApp?.proxy ?? {}).join(" ");
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    `img-src 'self' data: ${origins}`,
    `frame-src 'self' ${origins}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

async function sendPage(world: HubSpotPageWorld, response: Response, next: () => void): Promise<void> {
  const bundle = await bundleOf(world);
  if (!bundle) return next();
  // A name that changes with the content, so that no browser shows yesterday's page.
  const version = createHash("sha256").update(bundle.script).update(bundle.style).digest("hex").slice(0, 12);
  response.set({
    "content-security-policy": policyOf(world),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.type("html").send(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>HubSpot stand-in</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${HUBSPOT_PAGE_PREFIX}/page.css?v=${version}">
    <script type="module" src="${HUBSPOT_PAGE_PREFIX}/page.js?v=${version}"></script>
  </head>
  <body></body>
</html>
`);
}

async function sendPart(world: HubSpotPageWorld, response: Response, part: keyof PageBundle, next: () => void) {
  const bundle = await bundleOf(world);
  if (!bundle) return next();
  response.set({ "cache-control": "max-age=31536000, immutable", "x-content-type-options": "nosniff" });
  response.type(part === "script" ? "js" : "css").send(bundle[part]);
}

async function bundleOf({ shownApp }: HubSpotPageWorld): Promise<PageBundle | undefined> {
  return shownApp && pageBundle(shownApp.source);
}

/** An extension's script. A worker has no network of its own: all it can ask goes through HubSpot's proxy. */
export function sendWorker(response: Response, script: string): void {
  response.set({
    "content-security-policy": "default-src 'none'; script-src 'self'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.type("js").send(script);
}
