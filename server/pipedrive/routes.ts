/** The operator's routes for Pipedrive, and the address that its consent page leads back to. */
import { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { authoriseUrl } from "../form-tools/connect.ts";
import { keepPrivate, showConsent } from "../form-tools/consent-page.ts";
import { operatorDoor } from "../http/operator-door.ts";
import { recordAudit } from "../privacy/audit.ts";
import type { PipedriveAccess } from "./access.ts";
import { connectOverConsent, connectWithApiToken, disconnect, pastedTokenSchema, pipedriveStatus } from "./connect.ts";

const ofPortal = z.object({ portalId: z.string() });

export function pipedriveRoutes(context: Context, access: PipedriveAccess): Router {
  const { router, servePortal } = operatorDoor(context);
  servePortal("/operator/pipedrive", ofPortal, ({ portalId }) => pipedriveStatus(context, portalId));
  servePortal("/operator/pipedrive/connect", pastedTokenSchema, async (asked) => ({
    kind: "connected",
    ...(await connectWithApiToken(context, access, asked)),
  }));
  servePortal("/operator/pipedrive/authorise", ofPortal, async ({ portalId }) => ({
    kind: "authorise",
    url: await authoriseUrl(context, portalId, "pipedrive"),
  }));
  servePortal("/operator/pipedrive/disconnect", ofPortal, async ({ portalId }) => {
    await disconnect(context, portalId);
    await recordAudit(context, portalId, { actor: "operator", action: "disconnected", subject: "pipedrive" });
    return { kind: "disconnected" };
  });
  router.use(consentRoute(context, access));
  return router;
}

function consentRoute(context: Context, access: PipedriveAccess): Router {
  const router = Router();
  router.get("/oauth/pipedrive/callback", (request, response) => {
    keepPrivate(response);
    return showConsent(context, request, response, {
      label: "Pipedrive",
      finish: (answer) => connectOverConsent(context, access, answer),
      says: (portalId) => `Flows of HubSpot account ${portalId} can now send their answers there.`,
      failed: "pipedrive.connect_failed",
    });
  });
  return router;
}
