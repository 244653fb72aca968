/** `/oauth/install` sends to HubSpot's consent page, `/oauth/callback` brings its answer back. */
import { type Response, Router } from "express";
import type { Context } from "../context.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { beginInstall, finishInstall } from "../portals/install.ts";
import { stateLifeMs } from "../portals/oauth-states.ts";
import { codeOf } from "../telemetry/code.ts";
import { bindState, isBoundState } from "./browser-state.ts";
import {
  answerOf,
  askAdminPage,
  type CallbackRefusal,
  installedPage,
  refusalPage,
  type ShownPage,
} from "./install-pages.ts";

const cookie = "flowella_install";

export function installRoutes(context: Context, hubspot: InstallingAccess): Router {
  const router = Router();
  const baseUrl = context.config.PUBLIC_BASE_URL;
  router.use("/oauth", (_request, response, next) => {
    response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    next();
  });

  router.get("/oauth/install", async (request, response) => {
    const { state, url } = await beginInstall(context, hubspot, portalIn(request.query["portal"]));
    bindState(context, response, { cookie, state, lifeMs: stateLifeMs });
    response.redirect(302, url);
  });

  router.get("/oauth/ask-admin", (request, response) => {
    show(response, askAdminPage(baseUrl, portalIn(request.query["portal"])));
  });

  router.get("/oauth/callback", async (request, response) => {
    const refuse = (refusal: CallbackRefusal): void => {
      context.log.warn("portal.install_refused", { reason: refusal.reason });
      show(response, refusalPage(refusal, baseUrl));
    };
    const answer = answerOf(request.query);
    if (!answer) return refuse({ reason: "no_answer" });
    if (!isBoundState(request.headers.cookie, cookie, answer.state)) return refuse({ reason: "other_browser" });
    try {
      const result = await finishInstall(context, hubspot, answer);
      if (result.kind === "refused") return refuse(result.refusal);
      show(response, installedPage(result));
    } catch (error) {
      context.log.error("portal.install_failed", { code: codeOf(error) });
      refuse({ reason: "internal" });
    }
  });

  return router;
}

function show(response: Response, { status, html }: ShownPage): void {
  response.status(status).send(html);
}

/** A HubSpot account's id; anything else in its place is as if nothing stood there. */
function portalIn(given: unknown): string | undefined {
  return typeof given === "string" && /^[1-9]\d{0,14}$/.test(given) ? given : undefined;
}
