/** The operator's routes about Flows: settings, holding back, rolling back, and the data sources they may ask. */
import type { Router } from "express";
import { z } from "zod";
import { newDataSourceSchema, saveDataSource } from "../portals/data-sources.ts";
import { changeSettings, holdBack, listFlows, rollBack } from "../publishing/flows.ts";
import { flowSettingsSchema } from "../publishing/settings.ts";
import { type FixtureParts, makeFixture } from "../sending/fixture.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const ofFlow = ofPortal.extend({ flowId: z.string() });

export function operatorFlowRoutes(parts: FixtureParts): Router {
  const { context } = parts;
  const { router, servePortal: serve } = operatorDoor(context);
  serve("/operator/flows", ofPortal, ({ portalId }) => listFlows(context, portalId));
  serve("/operator/flows/settings", ofFlow.extend({ settings: flowSettingsSchema }), ({ portalId, flowId, settings }) =>
    changeSettings(context, portalId, flowId, settings),
  );
  serve("/operator/flows/pause", ofFlow, ({ portalId, flowId }) => holdBack(context, portalId, flowId, true));
  serve("/operator/flows/resume", ofFlow, ({ portalId, flowId }) => holdBack(context, portalId, flowId, false));
  serve("/operator/flows/rollback", ofFlow, ({ portalId, flowId }) => rollBack(context, portalId, flowId));
  serve("/operator/source", ofPortal.extend({ source: newDataSourceSchema }), async ({ portalId, source }) => {
    const saved = await saveDataSource(context, portalId, source);
    if (saved) return { kind: "saved", name: source.name };
    return { kind: "refused", code: "source.not_https", message: "A data source needs an https address." };
  });
  const fixtureSchema = ofPortal.extend({ tokens: z.int().min(1).max(100_000) });
  serve("/operator/fixture", fixtureSchema, async ({ portalId, tokens }) => {
    const fixture = await makeFixture(parts, portalId, tokens);
    const message = "Only a sandbox with a published Flow gives out tokens: run npm start without a configuration.";
    return fixture ?? { kind: "refused", code: "fixture.sandbox_only", message };
  });
  return router;
}
