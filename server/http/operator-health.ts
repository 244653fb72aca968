import type { Router } from "express";
import { z } from "zod";
import { type DoctorParts, examine } from "../health/doctor.ts";
import { operatorDoor } from "./operator-door.ts";

/** `/operator/doctor`: everything that can be checked from inside, for one portal or for all. */
export function operatorHealthRoutes(parts: DoctorParts): Router {
  const { router, serve } = operatorDoor(parts.context);
  serve("/operator/doctor", z.object({ portalId: z.string().optional() }), ({ portalId }) => examine(parts, portalId));
  return router;
}
