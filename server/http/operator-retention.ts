/** The operator's routes about how long a portal keeps what customers hand in. */
import type { Router } from "express";
import { z } from "zod";
import { keepSchema, retentionSettingsSchema } from "../../core/retention/index.ts";
import type { Context } from "../context.ts";
import { changeSettings as changePortal } from "../portals/store.ts";
import { auditWrite } from "../privacy/audit.ts";
import { checkRetention, type RetentionRun, runRetentionOf } from "../privacy/retention.ts";
import { whyNotKept, whyPortalMayNot } from "../privacy/retention-notice.ts";
import { portalThere, retentionStatus } from "../privacy/retention-status.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { changeSettings as changeFlow, listFlows } from "../publishing/flows.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const { heldDays, metaRegion } = retentionSettingsSchema.shape;
const changing = ofPortal.extend({
  change: z.strictObject({
    keep: keepSchema.optional(),
    heldDays: heldDays.unwrap().optional(),
    /** Null: nobody knows it. */
    metaRegion: metaRegion.unwrap().nullish(),
  }),
});
/** Null: as the portal says. */
const ofFlow = ofPortal.extend({ flowId: z.string(), keep: keepSchema.nullable() });

export function operatorRetentionRoutes({
  context,
  catalogue,
}: {
  readonly context: Context;
  readonly catalogue: FlowCatalogue;
}): Router {
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/retention", ofPortal, async ({ portalId }) => {
    const { runs, ...status } = await retentionStatus(context, await portalThere(context, portalId));
    return { kind: "retention", ...status, runs: runs.map(inWords) };
  });
  serve("/operator/retention/change", changing, async ({ portalId, change: { metaRegion: meta, ...change } }) => {
    const portal = await portalThere(context, portalId);
    const why = change.keep && (await whyPortalMayNot({ context, catalogue }, portal, change.keep));
    if (why) return { kind: "refused", code: "privacy.documents_nowhere", message: why };
    const audit = auditWrite(context, portalId, {
      actor: "operator",
      action: "settings-changed",
      subject: `privacy:${Object.keys({ ...change, ...(meta !== undefined && { meta }) }).join(",")}`,
    });
    const { metaRegion: _, ...before } = portal.settings.retention;
    const retention = {
      ...(meta === null ? before : portal.settings.retention),
      ...change,
      ...(meta && { metaRegion: meta }),
    };
    const settings = await changePortal(context, portalId, { retention: { metaRegion: undefined, ...retention } }, [
      audit,
    ]);
    return { kind: "saved", settings: settings.retention };
  });
  serve("/operator/retention/flow", ofFlow, async ({ portalId, flowId, keep }) => {
    const flow = (await listFlows(context, portalId)).find(({ id }) => id === flowId);
    if (!flow) return { kind: "refused", code: "flow.unknown", message: "The portal has no such Flow." };
    const { keep: _, ...others } = flow.settings;
    const settings = { ...others, ...(keep !== null && { keep }) };
    const why = await whyNotKept({ context, catalogue }, portalId, flowId, settings);
    if (why !== undefined) return { kind: "refused", code: "privacy.documents_nowhere", message: why };
    const audit = auditWrite(context, portalId, { actor: "operator", action: "settings-changed", subject: flowId });
    const changed = await changeFlow(context, portalId, flowId, settings, [audit]);
    catalogue.forget(flowId);
    return changed.kind === "changed" ? { kind: "saved", flowId, keep } : changed;
  });
  serve("/operator/retention/run", ofPortal, async ({ portalId }) => {
    const run = await runRetentionOf(context, portalId);
    if (run) return { kind: "removed", ...inWords(run) };
    return {
      kind: "refused",
      code: "portal.gone",
      message: "This portal left. What it has is held until it comes back, and erased with it otherwise.",
    };
  });
  serve("/operator/retention/check", ofPortal, async ({ portalId }) => {
    const { at, left } = await checkRetention(context, portalId);
    const clean = Object.values(left).every((count) => count === 0);
    return { kind: "checked", clean, ...(at !== undefined && { asOf: new Date(at).toISOString() }), left };
  });
  return router;
}

function inWords({ at, held: { count, until }, ...run }: RetentionRun) {
  return {
    ...run,
    at: new Date(at).toISOString(),
    held: { count, ...(until !== null && { until: new Date(until).toISOString() }) },
  };
}
