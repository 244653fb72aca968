/** The operator's routes that copy how a portal works to another one. */
import type { Router } from "express";
import { z } from "zod";
import { portalDocumentSchema } from "../portability/document.ts";
import { exportPortal } from "../portability/export.ts";
import { type ImportParts, importPortal } from "../portability/import.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });

export function operatorPortabilityRoutes(parts: ImportParts): Router {
  const { router, servePortal: serve } = operatorDoor(parts.context);
  serve("/operator/portal/export", ofPortal, ({ portalId }) => exportPortal(parts.context, portalId));
  serve("/operator/portal/import", ofPortal.extend({ document: portalDocumentSchema }), ({ portalId, document }) =>
    importPortal(parts, portalId, document),
  );
  return router;
}
