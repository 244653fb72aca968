/** Completing what a workflow waits for (HubSpot reference 3.4). */
import type { Express } from "express";
import { z } from "zod";
import { door } from "./http.ts";
import type { World } from "./world.ts";

const completionSchema = z.object({
  outputFields: z.record(z.string(), z.string()),
  typedOutputs: z.record(z.string(), z.unknown()),
  failureReasonType: z.string().optional(),
});
const batchSchema = z.object({ inputs: z.array(completionSchema.extend({ callbackId: z.string() })).min(1) });

export function addWorkflowRoutes(app: Express, world: World): void {
  const base = "/automation/actions/callbacks/2026-03";
  const access = { scopes: ["automation"] };
  app.post(
    `${base}/complete`,
    door(world, access, ({ portal, json }) => {
      for (const { callbackId, outputFields } of json(batchSchema).inputs)
        world.workflows.complete(portal.id, callbackId, outputFields);
      return { status: 204 };
    }),
  );
  app.post(
    `${base}/:callbackId/complete`,
    door(world, access, ({ portal, param, json }) => {
      world.workflows.complete(portal.id, param("callbackId"), json(completionSchema).outputFields);
      return { status: 204 };
    }),
  );
}
