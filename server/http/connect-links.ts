/** Minting connect links: for the user whom HubSpot signs for, and for the operator. */
import type { Router } from "express";
import { z } from "zod";
import { connectLink } from "../../src/app/packages/contract/index.ts";
import { mintLink } from "../connect-links/links.ts";
import { connectPageNames } from "../connect-links/pages.ts";
import { findPortal } from "../portals/store.ts";
import { type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";
import { operatorDoor } from "./operator-door.ts";

const wantedSchema = z.object({ portalId: z.string(), page: z.enum(connectPageNames) });

export function mintingRoutes(parts: HubSpotDoorParts): Router[] {
  const { context } = parts;
  const { router: forOperator, servePortal } = operatorDoor(context);
  const { router: forUser, serve } = hubspotDoor(parts);

  servePortal("/operator/connect/link", wantedSchema, async ({ portalId, page }) => {
    if ((await findPortal(context, portalId))?.status !== "active") {
      const message = "HubSpot no longer lets the app into this portal. Install it there again first.";
      return { kind: "refused", code: "portal.gone", message };
    }
    const { url, expiresAt } = await mintLink(context, { portalId, page, userId: "operator" });
    return { kind: "link", url, expiresAt: new Date(expiresAt).toISOString() };
  });

  // What works in the account is for everybody to read; connecting a WhatsApp account is not.
  serve(
    connectLink,
    ({ page }) => (page === "hubspot" ? "any" : "admin"),
    async ({ portalId, userId }, { page }) => {
      const { url, expiresAt } = await mintLink(context, { portalId, userId, page });
      return { kind: "link", url, expiresAt: new Date(expiresAt).toISOString() };
    },
  );

  return [forOperator, forUser];
}
