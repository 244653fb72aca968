/** Figures, as HubSpot's part asks for them, and as files behind signed links. They name nobody: any role may see them. */
import type { Router } from "express";
import { cardInsight, pageInsight, pageInsightFiles, pageInsightFlows } from "../../src/app/packages/contract/index.ts";
import { insightOf } from "../insight/answer.ts";
import { insightFile, insightFileNames, insightFilesOf } from "../insight/files.ts";
import { cardInsightOf, insightFlows } from "../insight/flows.ts";
import type { SendingParts } from "../sending/request.ts";
import { type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";
import { signedFileRoutes } from "./signed-files.ts";

export function insightRoutes(parts: SendingParts & HubSpotDoorParts): Router {
  const { context } = parts;
  const { router, serve } = hubspotDoor(parts);
  serve(pageInsight, "any", ({ portalId }, request) => insightOf(parts, portalId, request));
  serve(pageInsightFlows, "any", ({ portalId }) => insightFlows(context, portalId));
  serve(pageInsightFiles, "any", async ({ portalId }, request) => insightFilesOf(context, portalId, request));
  serve(cardInsight, "any", ({ portalId }) => cardInsightOf(context, portalId));
  return router;
}

const words = {
  forged: "This link is not complete. Open Insight in Flowella and press the link there.",
  expired: "This link is over. Open Insight in Flowella and make a new one.",
  gone: "There is nothing at this link any more.",
} as const;

/** `GET /insight-files/<signed link>/<file>`. */
export function insightFileRoutes(parts: SendingParts): Router {
  return signedFileRoutes("/insight-files/:token/:name", {
    names: insightFileNames,
    read: (token, name) => insightFile(parts, token, name),
    words,
    disposition: "attachment",
  });
}
