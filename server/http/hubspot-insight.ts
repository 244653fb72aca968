/** Figures, as HubSpot's part asks for them, and as files behind signed links. They name nobody: any role may see them. */
import { Router } from "express";
import { cardInsight, pageInsight, pageInsightFiles, pageInsightFlows } from "../../src/app/packages/contract/index.ts";
import { insightOf } from "../insight/answer.ts";
import { insightFile, insightFileNames, insightFilesOf } from "../insight/files.ts";
import { cardInsightOf, insightFlows } from "../insight/flows.ts";
import type { SendingParts } from "../sending/request.ts";
import { type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";

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
  const router = Router();
  router.get("/insight-files/:token/:name", async (request, response) => {
    const name = insightFileNames.find((each) => each === request.params.name);
    const file = name ? await insightFile(parts, request.params.token, name) : { kind: "forged" as const };
    response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    if (file.kind !== "file") {
      response
        .status(file.kind === "gone" ? 404 : 403)
        .type("text/plain")
        .send(words[file.kind]);
      return;
    }
    response.set("content-disposition", `attachment; filename="${name}"`);
    response.type(file.type).send(file.content);
  });
  return router;
}
