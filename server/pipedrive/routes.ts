/** The operator's routes for Pipedrive, and the address that its consent page leads back to. */
import { Router } from "express";
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { authoriseUrl } from "../form-tools/connect.ts";
import { operatorDoor } from "../http/operator-door.ts";
import { page } from "../http/page.ts";
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

const answerSchema = z.object({ state: z.string().min(1).max(4_096), code: z.string().min(1).max(4_096) });

function consentRoute(context: Context, access: PipedriveAccess): Router {
  const router = Router();
  router.get("/oauth/pipedrive/callback", async (request, response) => {
    response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    const show = (status: number, title: string, ...says: string[]) => response.status(status).send(page(title, says));
    const notConnected = "Pipedrive is not connected";
    const answer = answerSchema.safeParse(request.query);
    if (!answer.success) {
      const says =
        "The request was refused, or its answer did not arrive. Nothing changed; ask for a new link to try again.";
      return void show(400, notConnected, says);
    }
    try {
      const done = await connectOverConsent(context, access, {
        ...answer.data,
        cookies: request.headers.cookie,
      });
      if (!done) {
        const says =
          "A link to connect Pipedrive works for half an hour, once, and in the browser that opened it. Ask for a new one.";
        return void show(400, "This link is no longer good", says);
      }
      const says = `Flows of HubSpot account ${done.portalId} can now send their answers there. You can close this page.`;
      return void show(200, "Pipedrive is connected", says);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      context.log.warn("pipedrive.connect_failed", { code: error.code });
      return void show(502, notConnected, error.message);
    }
  });
  return router;
}
