/** The calls of HubSpot's workflows: an action to be done, and what can be chosen while a workflow is edited. */
import { type RequestHandler, Router } from "express";
import type { z } from "zod";
import {
  actionRequestSchema,
  type OptionsAnswer,
  type OptionsRequest,
  optionsRequestSchema,
} from "../../connectors/hubspot/index.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";

import { acceptAction } from "../workflows/accept.ts";
import { answerOptions, flowOptions } from "../workflows/options.ts";
import type { Execution } from "../workflows/store.ts";
import { refuse } from "./limits/refusals.ts";
import { signedPace } from "./limits/signed.ts";
import { described } from "./openapi/described.ts";
import { jsonOf, rawBody } from "./raw-body.ts";
import { signedByHubSpot } from "./signed-call.ts";

/** A hundred times what these calls hold. */
const limitBytes = 256 * 1024;

export interface WorkflowParts {
  readonly context: Context;
  readonly catalogue: FlowCatalogue;
}

export function workflowRoutes(parts: WorkflowParts): Router {
  const { context } = parts;
  const router = Router();
  const tooOften = signedPace();

  const serve = <Asked extends { origin: { portalId: string } }>(
    path: string,
    schema: z.ZodType<Asked>,
    answer: (portalId: string, asked: Asked) => Promise<unknown>,
  ): void => {
    const handler: RequestHandler = async (request, response) => {
      const check = signedByHubSpot(context, request, "v2");
      if (!check.valid) {
        context.log.warn("hubspot.request_refused", { reason: check.reason });
        response.status(401).json({ message: "The request is not signed by HubSpot." });
        return;
      }
      const asked = schema.safeParse(jsonOf(request));
      if (!asked.success) {
        response.status(400).json({ message: "This is no call of a workflow that Flowella knows." });
        return;
      }
      // The whole body is signed: its portal is HubSpot's word.
      const portal = await findPortal(context, asked.data.origin.portalId);
      if (portal?.status !== "active") {
        response.status(403).json({ message: "This portal has not installed the app." });
        return;
      }
      const waitMs = await tooOften({ portalId: portal.id });
      if (waitMs !== undefined) return refuse(request, response, "workflow", waitMs);
      response.json(await answer(portal.id, asked.data));
    };
    const description = { security: "hubspotSignature", request: schema } as const;
    router.post(path, rawBody(limitBytes), described(description, handler));
  };

  const action = (path: string, name: Execution["action"]): void =>
    serve(path, actionRequestSchema, (portalId, asked) => acceptAction(context, portalId, name, asked));
  action("/hubspot/actions/send-flow", "send");
  action("/hubspot/actions/send-flow-and-wait", "send_and_wait");

  const options = (path: string, answer: (portalId: string, asked: OptionsRequest) => Promise<OptionsAnswer>): void =>
    serve(path, optionsRequestSchema, answer);
  options("/hubspot/actions/options/flows", (portalId, asked) => flowOptions(context, portalId, asked));
  options("/hubspot/actions/options/answers", (portalId, asked) => answerOptions(parts, portalId, asked));
  return router;
}
