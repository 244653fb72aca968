/** The operator's routes about people and their numbers: what waits until somebody decides. */
import type { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { decideNumberConflict, openNumberConflicts } from "../people/number-conflicts.ts";
import { recordAudit } from "../privacy/audit.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const decision = ofPortal.extend({ conflictId: z.string(), use: z.string() });

export function operatorPeopleRoutes(context: Context): Router {
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/people/conflicts", ofPortal, ({ portalId }) => openNumberConflicts(context, portalId));
  serve("/operator/people/conflicts/decide", decision, async ({ portalId, conflictId, use }) => {
    if (await decideNumberConflict(context, portalId, conflictId, use)) {
      await recordAudit(context, portalId, { actor: "operator", action: "decided", subject: conflictId });
      return { kind: "decided" };
    }
    const message = "There is no such open question, or this is none of its choices. List them again.";
    return { kind: "refused", code: "person.unknown_conflict", message };
  });
  return router;
}
