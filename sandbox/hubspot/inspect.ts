/** What the stand-in holds, for people and tests to look at. Not part of HubSpot; nothing here changes anything. */
import type { Express, Request } from "express";
import { notFound } from "./errors.ts";
import { send } from "./http.ts";
import type { Portal } from "./portals.ts";
import type { World } from "./world.ts";

/** Paths below this are the stand-in's own; contract tests leave them out. */
export const SANDBOX_PREFIX = "/_sandbox";

export function addInspection(app: Express, world: World): void {
  const look = (path: string, view: (portal: Portal, request: Request) => unknown) => {
    app.get(`${SANDBOX_PREFIX}/portals/:portalId${path}`, (request, response) => {
      const portal = world.portals.get(Number(request.params["portalId"]));
      if (!portal) throw notFound("There is no such account.");
      send(response, { status: 200, body: view(portal, request) });
    });
  };

  app.get(`${SANDBOX_PREFIX}/portals`, (_request, response) => {
    send(response, { status: 200, body: { results: [...world.portals.values()].map(summary) } });
  });
  look("", summary);
  look("/forms", (portal) => ({ results: [...portal.forms.values()] }));
  look("/submissions", (portal) => ({ results: portal.submissions.all() }));
  look("/records/:objectType", (portal, request) => ({ results: storeOf(portal, request).list() }));
  look("/records/:objectType/:objectId", (portal, request) =>
    storeOf(portal, request).need(String(request.params["objectId"])),
  );
}

function storeOf(portal: Portal, request: Request) {
  const kind = portal.kindOf(String(request.params["objectType"]));
  if (!kind) throw notFound("There is no such object type.");
  return portal.recordsOf(kind.name);
}

function summary(portal: Portal): Record<string, unknown> {
  const counts = portal.kinds().map(({ name }) => [name, portal.recordsOf(name).list().length]);
  return {
    portalId: portal.id,
    name: portal.settings.name,
    forms: portal.forms.size,
    submissions: portal.submissions.all().length,
    records: Object.fromEntries(counts),
  };
}
