/** The operator's routes about deliveries: what waits where, dead letters, replays, and a Flow's mapping. */
import type { Router } from "express";
import { z } from "zod";
import { mappingSchema } from "../../core/mapping/index.ts";
import type { Context } from "../context.ts";
import { deadLetters } from "../delivery/dead-letters.ts";
import { destinationsOf } from "../delivery/destinations.ts";
import { editMapping, mappingInForce } from "../delivery/mapping-edits.ts";
import { replay, replayProgress } from "../delivery/replay.ts";
import { transactionsOf } from "../delivery/transactions.ts";
import { auditWrite, recordAudit } from "../privacy/audit.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const ofFlow = ofPortal.extend({ flowId: z.string() });
const filterSchema = ofPortal.extend({
  flowId: z.string().optional(),
  code: z.string().optional(),
  stepId: z.string().optional(),
  submissionId: z.string().optional(),
});
const listSchema = filterSchema.extend({ limit: z.int().min(1).max(1_000).default(100) });

export interface DeliveryRouteParts {
  readonly context: Context;
  readonly catalogue: FlowCatalogue;
}

export function operatorDeliveryRoutes(parts: DeliveryRouteParts): Router {
  const { context } = parts;
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/deliveries", listSchema, async ({ portalId, limit, ...filter }) => ({
    destinations: await destinationsOf(context, portalId),
    deadLetters: await deadLetters(context, portalId, filter, limit),
  }));
  serve("/operator/deliveries/replay", filterSchema, async ({ portalId, ...filter }) => {
    const { replayId, steps } = await replay(context, portalId, filter);
    if (steps > 0) {
      const subject = filter.stepId ?? filter.submissionId ?? filter.flowId ?? "all";
      await recordAudit(context, portalId, { actor: "operator", action: "replayed", subject });
    }
    return { kind: "replayed", steps, ...(replayId && { replayId }) };
  });
  serve("/operator/deliveries/progress", ofPortal.extend({ replayId: z.string() }), ({ portalId, replayId }) =>
    replayProgress(context, portalId, replayId),
  );
  serve("/operator/mapping", ofFlow, async ({ portalId, flowId }) => {
    const mapping = await mappingInForce(context, portalId, flowId);
    return mapping ? { kind: "mapping", mapping } : unknownFlow;
  });
  const editing = ofFlow.extend({ mapping: mappingSchema });
  serve("/operator/mapping/edit", editing, ({ portalId, flowId, mapping }) =>
    editMapping(context, portalId, flowId, mapping, [
      auditWrite(context, portalId, { actor: "operator", action: "mapping-changed", subject: flowId }),
    ]),
  );
  const log = ofFlow.extend({ after: z.string().max(100).optional() });
  serve("/operator/transactions", log, async ({ portalId, flowId, after }) => {
    const page = await transactionsOf(parts, portalId, flowId, after);
    if (!page) return unknownFlow;
    await recordAudit(context, portalId, { actor: "operator", action: "exported", subject: flowId });
    return { kind: "transactions", ...page };
  });
  return router;
}

const unknownFlow = { kind: "refused", code: "unknown_flow", message: "This portal has no such Flow." };
