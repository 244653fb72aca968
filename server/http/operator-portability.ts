/** The operator's routes that copy how a portal works to another one. */
import type { Router } from "express";
import { z } from "zod";
import { portalDocumentSchema } from "../portability/document.ts";
import { exportPortal } from "../portability/export.ts";
import { type ImportParts, importPortal } from "../portability/import.ts";
import { recordAudit } from "../privacy/audit.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });

export function operatorPortabilityRoutes(parts: ImportParts): Router {
  const { router, servePortal: serve } = operatorDoor(parts.context);
  serve("/operator/portal/export", ofPortal, async ({ portalId }) => {
    const document = await exportPortal(parts.context, portalId);
    await recordAudit(parts.context, portalId, { actor: "operator", action: "exported", subject: "portal" });
    return document;
  });
  serve(
    "/operator/portal/import",
    ofPortal.extend({ document: portalDocumentSchema }),
    async ({ portalId, document }) => {
      const imported = await importPortal(parts, portalId, document);
      await recordAudit(parts.context, portalId, { actor: "operator", action: "settings-changed", subject: "import" });
      return imported;
    },
  );
  return router;
}
