/** The operator's route about figures: the same answer as on the app page, or as CSV. */
import type { Router } from "express";
import { z } from "zod";
import { insightRequestSchema } from "../../src/app/packages/contract/index.ts";
import { insightOf } from "../insight/answer.ts";
import { insightCsv } from "../insight/csv.ts";
import { insightFlows } from "../insight/flows.ts";
import type { SendingParts } from "../sending/request.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });

export function operatorInsightRoutes(parts: SendingParts): Router {
  const { router, servePortal } = operatorDoor(parts.context);
  servePortal("/operator/insight", ofPortal.loose(), async ({ portalId, as, ...given }) => {
    const asked = insightRequestSchema.safeParse(given);
    if (!asked.success) return { kind: "refused", code: "bad_request", message: z.prettifyError(asked.error) };
    const insight = await insightOf(parts, portalId, asked.data);
    return as === "csv" && insight.kind === "ready" ? { kind: "csv", text: insightCsv(insight) } : insight;
  });
  servePortal("/operator/insight/flows", ofPortal, ({ portalId }) => insightFlows(parts.context, portalId));
  return router;
}
