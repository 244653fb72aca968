/**
 * An account of HubSpot on a page, below `/_sandbox/hubspot` on the stand-in's port: contacts, tickets, their records, and
 * the app's own cards, page and settings in it. Their real code runs in the browser, each in a worker as HubSpot does it
 * (HubSpot reference 2.10a); their components are drawn as HTML by this page, and what they fetch goes through the
 * stand-in, which signs it.
 */
import type { Express, Request, Response } from "express";
import * as z from "zod";
import type { Portal } from "../hubspot/portals.ts";
import { fromOwnPage, refuse } from "../own-page.ts";
import { jsonBody } from "../stand-in.ts";
import { accountOf, contactsOf, recordOf, ticketOf, ticketsOf } from "./account.ts";
import { extensionScript } from "./bundle.ts";
import { proxyFetch } from "./fetch-proxy.ts";
import { HUBSPOT_PAGE_PREFIX, pageRoutes, sendWorker } from "./page.ts";
import type { HubSpotPageWorld } from "./page-world.ts";
import { fetchRequestSchema } from "./shapes.ts";
import { readProject } from "./shown-app.ts";

export { HUBSPOT_PAGE_PREFIX } from "./page.ts";
export type { ShownApp } from "./shown-app.ts";

export function hubspotPageRoutes(app: Express, world: HubSpotPageWorld): void {
  const at = pageRoutes(app, world);

  // Where HubSpot itself has a contact's record, and links of the app lead.
  app.get("/contacts/:portalId/record/0-1/:contactId", (request, response) => {
    const { portalId, contactId } = request.params;
    response.redirect(`${HUBSPOT_PAGE_PREFIX}/${portalId}/contacts/${contactId}`);
  });

  app.get(at("/account"), (request, response, next) =>
    withPortal(world, request, next, async (portal) => {
      response.json(await accountOf(portal, world.portals.values(), world.shownApp));
    }),
  );
  app.get(at("/records"), (request, response, next) =>
    withPortal(world, request, next, (portal) => response.json(contactsOf(portal))),
  );
  app.get(at("/records/:contactId"), (request, response, next) =>
    withPortal(world, request, next, (portal) => {
      const contact = portal.contacts.find(String(request.params["contactId"]));
      if (contact) response.json(recordOf(portal, contact));
      else next();
    }),
  );
  app.get(at("/ticket-records"), (request, response, next) =>
    withPortal(world, request, next, (portal) => response.json(ticketsOf(portal))),
  );
  app.get(at("/ticket-records/:ticketId"), (request, response, next) =>
    withPortal(world, request, next, (portal) => {
      const ticket = portal.records.tickets.find(String(request.params["ticketId"]));
      if (ticket) response.json(ticketOf(portal, ticket));
      else next();
    }),
  );
  app.get(at("/extensions/:name.js"), (request, response, next) =>
    withPortal(world, request, next, async () => {
      const shown = world.shownApp;
      const project = shown && (await readProject(shown));
      const extension = project?.extensions.find(({ id }) => id === String(request.params["name"]));
      if (shown && extension) sendWorker(response, await extensionScript(shown.source, extension.entry));
      else next();
    }),
  );
  app.post(at("/fetch"), (request, response, next) =>
    withPortal(world, request, next, (portal) => answerFetch(world, portal, request, response)),
  );
}

function withPortal<T>(
  { portals }: HubSpotPageWorld,
  request: Request,
  next: () => void,
  use: (portal: Portal) => T,
): T | undefined {
  const portal = portals.get(Number(request.params["portalId"]));
  if (portal) return use(portal);
  next();
  return undefined;
}

async function answerFetch(world: HubSpotPageWorld, portal: Portal, request: Request, response: Response) {
  if (!fromOwnPage(request)) return refuse(response, 403, "Only the account's own page may ask this.");
  const asked = fetchRequestSchema.safeParse(jsonBody(request));
  if (!asked.success) return refuse(response, 400, z.prettifyError(asked.error));
  const user = portal.settings.users.find(({ userId }) => userId === asked.data.userId);
  const shown = world.shownApp;
  if (!user || !shown) return refuse(response, 404, "There is no such user, or no app is shown.");
  const caller = {
    portalId: portal.id,
    userId: user.userId,
    userEmail: user.email,
    clientSecret: world.clientSecret(shown.appId),
    now: world.now,
  };
  response.json(await proxyFetch(shown, await readProject(shown), asked.data, caller));
}
