/** What works in a portal, repairing it and disconnecting: behind a connect link, and for the operator. */
import { Router } from "express";
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { withoutRight } from "../../core/rights/index.ts";
import { connectPages } from "../connect-links/pages.ts";
import type { Context } from "../context.ts";
import { disconnect } from "../portals/disconnect.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { findPortal, type Portal } from "../portals/store.ts";
import { actorOf, recordAudit } from "../privacy/audit.ts";
import { portalState } from "../provisioning/capabilities.ts";
import { provision } from "../provisioning/provision.ts";
import { problemsOf } from "../provisioning/report.ts";
import type { Caller, Rights } from "../rights/index.ts";
import { disconnectedPage, failedPage, statePage } from "./connect-hubspot-pages.ts";
import { behindLink } from "./connect-session.ts";
import { operatorDoor } from "./operator-door.ts";

export interface ConnectParts {
  readonly context: Context;
  readonly hubspot: InstallingAccess;
  readonly rights: Rights;
  /** Called once a portal was disconnected. */
  readonly onGone: () => void;
}

const path = connectPages.hubspot;
const ofPortal = z.object({ portalId: z.string() });

export function connectHubSpotRoutes({ context, hubspot, rights, onGone }: ConnectParts): Router {
  const router = Router();

  router.get(
    path,
    behindLink(context, "hubspot", async (request, response, { portalId }) => {
      const portal = await needed(context, portalId);
      const repaired = request.query["looked"] === "again";
      response.send(statePage(context, portal, await portalState(context, portal), repaired));
    }),
  );
  router.post(
    `${path}/repair`,
    behindLink(context, "hubspot", async (_request, response, { portalId }) => {
      await provision(context, hubspot, portalId);
      response.redirect(303, `${path}?looked=again`);
    }),
  );
  router.post(
    `${path}/disconnect`,
    behindLink(context, "hubspot", async (_request, response, { portalId, userId }) => {
      if (!(await mayDisconnect(rights, { portalId, userId }))) {
        response.status(403).send(failedPage(portalId, withoutRight.admin));
        return;
      }
      try {
        await disconnect(context, hubspot, portalId, onGone);
        await recordAudit(context, portalId, { actor: actorOf(userId), action: "disconnected", subject: "hubspot" });
        context.log.info("portal.disconnected_by", { portal: portalId, user: userId });
        response.send(disconnectedPage(context, portalId));
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        response.status(502).send(failedPage(portalId, error.message));
      }
    }),
  );

  return router.use(operatorRoutes({ context, hubspot, onGone }));
}

function operatorRoutes({ context, hubspot, onGone }: Omit<ConnectParts, "rights">): Router {
  const { router, servePortal } = operatorDoor(context);
  servePortal("/operator/connect/status", ofPortal, async ({ portalId }) => {
    const portal = await needed(context, portalId);
    if (portal.status !== "active") return departed;
    const { capabilities, scopes, report } = await portalState(context, portal);
    const { uiDomain, appId = null, accountType = null, dataHosting = null } = portal;
    const place = report?.identityRecords ?? null;
    const problems = report ? problemsOf(report) : [];
    const lookedAt = report ? new Date(report.lookedAt).toISOString() : null;
    const account = { uiDomain, appId, accountType, dataHosting };
    return { kind: "status", account, capabilities, scopes, identityRecords: place, problems, lookedAt };
  });
  servePortal("/operator/connect/repair", ofPortal, async ({ portalId }) => {
    const portal = await needed(context, portalId);
    if (portal.status !== "active") return departed;
    const report = await provision(context, hubspot, portalId);
    return { kind: "repaired", ...report, problems: problemsOf(report) };
  });
  servePortal("/operator/connect/disconnect", ofPortal, async ({ portalId }) => {
    const { kind } = await disconnect(context, hubspot, portalId, onGone);
    if (kind === "disconnected") {
      await recordAudit(context, portalId, { actor: "operator", action: "disconnected", subject: "hubspot" });
    }
    return kind === "disconnected" ? { kind } : departed;
  });
  return router;
}

/** The page itself is for everybody to read; a link that whoever runs the server made is theirs. */
async function mayDisconnect(rights: Rights, caller: Caller): Promise<boolean> {
  return caller.userId === "operator" || (await rights.of(caller)).rights.has("admin");
}

const departed = {
  kind: "refused",
  code: "portal.gone",
  message: "HubSpot no longer lets the app into this portal. Install it there again first.",
} as const;

async function needed(context: Context, portalId: string): Promise<Portal> {
  const portal = await findPortal(context, portalId);
  if (!portal) throw new Error(`The portal ${portalId} is not in the database.`);
  return portal;
}
