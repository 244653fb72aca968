/** The operator's route for links to previews. */
import type { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { previewLink } from "../preview/preview.ts";
import { operatorDoor } from "./operator-door.ts";

const previewSchema = z.object({
  portalId: z.string(),
  flowId: z.string(),
  version: z.union([z.int().min(1), z.literal("newest")]).optional(),
  /** How long the link is good; at most a week. */
  hours: z.number().positive().max(168).default(24),
});

export function operatorPreviewRoutes(context: Context): Router {
  const { router, servePortal } = operatorDoor(context);
  servePortal("/operator/preview", previewSchema, ({ portalId, ...wanted }) => previewLink(context, portalId, wanted));
  return router;
}
