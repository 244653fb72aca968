/** The operator's route about one-time codes: one to be handed to a customer. */
import type { Router } from "express";
import { z } from "zod";
import { handedOutMinutes } from "../../core/codes/index.ts";
import { handOutCode } from "../codes/hand-out.ts";
import type { RecipientParts } from "../people/recipient.ts";
import { operatorDoor } from "./operator-door.ts";

const handingOut = z.object({
  portalId: z.string(),
  to: z.union([z.strictObject({ contactId: z.string() }), z.strictObject({ phone: z.string() })]),
  flowId: z.string().optional(),
  minutes: z.int().min(1).max(handedOutMinutes.most).optional(),
});

export function operatorCodeRoutes(parts: RecipientParts): Router {
  const { router, servePortal: serve } = operatorDoor(parts.context);
  serve("/operator/codes/hand-out", handingOut, ({ portalId, ...wanted }) => handOutCode(parts, portalId, wanted));
  return router;
}
