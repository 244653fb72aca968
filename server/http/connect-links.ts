/** Minting connect links: for the user whom HubSpot signs for, and for the operator. */
import type { Router } from "express";
import { z } from "zod";
import { connectLink } from "../../src/app/packages/contract/index.ts";
import { mintLink } from "../connect-links/links.ts";
import { connectPageNames } from "../connect-links/pages.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { operatorDoor } from "./operator-door.ts";
import { jsonOf, rawBody } from "./raw-body.ts";
import { signedCaller } from "./signed-call.ts";

const limitBytes = 16 * 1024;
const wantedSchema = z.object({ portalId: z.string(), page: z.enum(connectPageNames) });

export function mintingRoutes(context: Context): Router {
  const { router, servePortal } = operatorDoor(context);

  servePortal("/operator/connect/link", wantedSchema, async ({ portalId, page }) => {
    if ((await findPortal(context, portalId))?.status !== "active") {
      const message = "HubSpot no longer lets the app into this portal. Install it there again first.";
      return { kind: "refused", code: "portal.gone", message };
    }
    const { url, expiresAt } = await mintLink(context, { portalId, page, userId: "operator" });
    return { kind: "link", url, expiresAt: new Date(expiresAt).toISOString() };
  });

  router.post(connectLink.path, rawBody(limitBytes), async (request, response) => {
    const caller = await signedCaller(context, request);
    if (caller.kind === "refused") {
      response.status(caller.status).json({ message: caller.message });
      return;
    }
    const asked = connectLink.request.safeParse(jsonOf(request));
    if (!asked.success) {
      const message = "HubSpot and the server do not understand each other. Reload the page.";
      response.json(connectLink.response.parse({ kind: "error", code: "connect.bad_request", message }));
      return;
    }
    const { url, expiresAt } = await mintLink(context, { ...caller, page: asked.data.page });
    const answer = { kind: "link", url, expiresAt: new Date(expiresAt).toISOString() };
    response.json(connectLink.response.parse(answer));
  });

  return router;
}
