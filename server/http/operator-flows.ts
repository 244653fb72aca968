/** The operator's routes about Flows: settings, holding back, rolling back, and the data sources they may ask. */
import type { Router } from "express";
import { z } from "zod";
import { placesOf, releasePlaces } from "../conversation/reservations.ts";
import { pipedriveNotices } from "../pipedrive/connect.ts";
import { newDataSourceSchema, saveDataSource } from "../portals/data-sources.ts";
import { type AuditAction, auditWrite, recordAudit } from "../privacy/audit.ts";
import { whyNotKept } from "../privacy/retention-notice.ts";
import { confirmByHand } from "../publishing/by-hand.ts";
import { changeSettings, type FlowChange, holdBack, listFlows, rollBack } from "../publishing/flows.ts";
import { checkLimits } from "../publishing/limited.ts";
import { flowSettingsSchema } from "../publishing/settings.ts";
import { type FixtureParts, makeFixture } from "../sending/fixture.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const ofFlow = ofPortal.extend({ flowId: z.string() });

export function operatorFlowRoutes(parts: FixtureParts): Router {
  const { context, catalogue } = parts;
  const noticed = async (flowId: string, change: Promise<FlowChange>): Promise<FlowChange> => {
    const changed = await change;
    catalogue.forget(flowId);
    return changed;
  };
  const told = (portalId: string, action: AuditAction, subject: string): Promise<void> =>
    recordAudit(context, portalId, { actor: "operator", action, subject });
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/flows", ofPortal, ({ portalId }) => listFlows(context, portalId));
  const settingsSchema = ofFlow.extend({ settings: flowSettingsSchema });
  serve("/operator/flows/settings", settingsSchema, async ({ portalId, flowId, settings }) => {
    const { problems, notices: ofLimits } = await checkLimits(parts, portalId, flowId, settings);
    const notices = [...ofLimits, ...(await pipedriveNotices(context, portalId, settings))];
    if (problems.length > 0) return { kind: "refused", code: "flow.limits_unfit", message: problems.join(" ") };
    const notKept = await whyNotKept(parts, portalId, flowId, settings);
    if (notKept !== undefined) return { kind: "refused", code: "privacy.documents_nowhere", message: notKept };
    const audit = auditWrite(context, portalId, { actor: "operator", action: "settings-changed", subject: flowId });
    const changed = await noticed(flowId, changeSettings(context, portalId, flowId, settings, [audit]));
    if (changed.kind !== "changed" || notices.length === 0) return changed;
    return { ...changed, notices: [...(changed.notices ?? []), ...notices] };
  });
  serve("/operator/flows/places", ofFlow, async ({ portalId, flowId }) => {
    const flow = (await listFlows(context, portalId)).find(({ id }) => id === flowId);
    if (!flow) return { kind: "refused", code: "flow.unknown", message: "The portal has no such Flow." };
    return { kind: "places", places: await placesOf(context, portalId, flowId, flow.settings.capacity) };
  });
  const ofSubmission = ofPortal.extend({ submissionId: z.string() });
  serve("/operator/flows/release", ofSubmission, async ({ portalId, submissionId }) => {
    const released = await releasePlaces(context, portalId, submissionId);
    if (released > 0) {
      await told(portalId, "edited", submissionId);
      return { kind: "released", reservations: released };
    }
    return { kind: "refused", code: "places.none_held", message: "This submission holds no places." };
  });
  serve("/operator/flows/pause", ofFlow, ({ portalId, flowId }) =>
    noticed(flowId, holdBack(context, portalId, flowId, true, "operator")),
  );
  serve("/operator/flows/resume", ofFlow, ({ portalId, flowId }) =>
    noticed(flowId, holdBack(context, portalId, flowId, false, "operator")),
  );
  serve("/operator/flows/rollback", ofFlow, async ({ portalId, flowId }) => {
    const back = await noticed(flowId, rollBack(context, portalId, flowId));
    if (back.kind === "changed") await told(portalId, "published", flowId);
    return back;
  });
  const byHandSchema = ofPortal.extend({
    versionId: z.string(),
    metaFlowId: z.string().regex(/^\d+$/, "must be digits, as WhatsApp Manager shows it").optional(),
  });
  serve("/operator/flows/by-hand", byHandSchema, async (done) => {
    const confirmed = await confirmByHand(context, done);
    if (confirmed.kind !== "published") return confirmed;
    catalogue.forget(confirmed.flowId);
    await told(done.portalId, "published", confirmed.flowId);
    return confirmed;
  });
  serve("/operator/source", ofPortal.extend({ source: newDataSourceSchema }), async ({ portalId, source }) => {
    await saveDataSource(context, portalId, source);
    await told(portalId, "settings-changed", `source:${source.name}`);
    return { kind: "saved", name: source.name };
  });
  const fixtureSchema = ofPortal.extend({ tokens: z.int().min(1).max(100_000) });
  serve("/operator/fixture", fixtureSchema, async ({ portalId, tokens }) => {
    const fixture = await makeFixture(parts, portalId, tokens);
    const message = "Only a sandbox with a published Flow gives out tokens: run npm start without a configuration.";
    return fixture ?? { kind: "refused", code: "fixture.sandbox_only", message };
  });
  return router;
}
