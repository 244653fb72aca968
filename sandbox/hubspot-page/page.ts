/** The page itself: one document for everything of an account, which its script fills, and the script and style sheet. */
import type { Express, Request, Response } from "express";
import { type PageBundle, type PageDocument, sendPage, sendPart } from "../own-page.ts";
import { pageBundle } from "./bundle.ts";
import type { HubSpotPageWorld } from "./page-world.ts";

/** An account's own pages and questions are below `${HUBSPOT_PAGE_PREFIX}/<portal id>`. */
export const HUBSPOT_PAGE_PREFIX = "/_sandbox/hubspot";

/** What a person opens; everything else below the prefix is asked by the script. */
const views = [
  "",
  "/contacts",
  "/contacts/:contactId",
  "/tickets",
  "/tickets/:ticketId",
  "/help-desk/:ticketId",
  "/app",
  "/app/*rest",
  "/settings",
];

/** Returns how a path below an account is written in a route. */
export function pageRoutes(app: Express, world: HubSpotPageWorld): (path: string) => string {
  const at = (path: string) => `${HUBSPOT_PAGE_PREFIX}/:portalId${path}`;
  const withBundle = async (next: () => void, use: (bundle: PageBundle) => void): Promise<void> => {
    const bundle = await bundleOf(world);
    if (bundle) use(bundle);
    else next();
  };
  const sendOne = (part: keyof PageBundle) => (_: Request, response: Response, next: () => void) =>
    withBundle(next, (bundle) => sendPart(response, bundle, part));
  app.get(`${HUBSPOT_PAGE_PREFIX}/page.js`, sendOne("script"));
  app.get(`${HUBSPOT_PAGE_PREFIX}/page.css`, sendOne("style"));
  app.get(HUBSPOT_PAGE_PREFIX, (_, response, next) => {
    const [first] = world.portals.keys();
    if (first === undefined) next();
    else response.redirect(`${HUBSPOT_PAGE_PREFIX}/${first}/contacts`);
  });
  app.get(views.map(at), (request: Request, response: Response, next: () => void) =>
    world.portals.has(Number(request.params["portalId"]))
      ? withBundle(next, (bundle) => sendPage(response, bundle, documentOf(world)))
      : next(),
  );
  return at;
}

/** Nothing from elsewhere but the app's own server, in frames and pictures; nothing inline. */
function policyOf({ shownApp }: HubSpotPageWorld): readonly string[] {
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
  ];
}

const documentOf = (world: HubSpotPageWorld): PageDocument => ({
  title: "HubSpot stand-in",
  prefix: HUBSPOT_PAGE_PREFIX,
  viewport: "width=device-width, initial-scale=1",
  policy: policyOf(world),
});

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
