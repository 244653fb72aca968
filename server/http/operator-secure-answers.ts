/** `/operator/secure-answers`: what a customer typed on the secure page, in full. Every look goes on the audit trail. */
import type { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { recordAudit } from "../privacy/audit.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { secureAnswers } from "../secure-questions/look.ts";
import { VaultError } from "../vault/index.ts";
import { operatorDoor } from "./operator-door.ts";

const askedSchema = z.object({ portalId: z.string(), submissionId: z.string() });

export function operatorSecureAnswerRoutes(context: Context, catalogue: FlowCatalogue): Router {
  const { router, servePortal } = operatorDoor(context);
  servePortal("/operator/secure-answers", askedSchema, async ({ portalId, submissionId }) => {
    try {
      const found = await secureAnswers(context, catalogue, portalId, submissionId);
      if (!found) {
        const message = "This submission has no questions of the secure page. `submissions` lists the newest ones.";
        return { kind: "refused", code: "no_secure_questions", message };
      }
      await recordAudit(context, portalId, { actor: "operator", action: "revealed", subject: submissionId });
      context.log.info("secure.opened_by_operator", { portal: portalId, submission: submissionId });
      return { kind: "secure-answers", ...found };
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      return { kind: "refused", code: "unreadable", message: "The answers do not open: their person was erased." };
    }
  });
  return router;
}
