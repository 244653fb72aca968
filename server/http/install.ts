import { Router } from "express";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { beginInstall, finishInstall } from "../portals/install.ts";
import { page } from "./page.ts";

const cookie = "flowella_install";

/** `/oauth/install` sends to HubSpot's consent page, `/oauth/callback` brings the answer back. */
export function installRoutes(context: Context, hubspot: HubSpotAccess): Router {
  const router = Router();
  const secure = context.config.PUBLIC_BASE_URL.startsWith("https:");

  router.get("/oauth/install", async (_request, response) => {
    const { state, url } = await beginInstall(context, hubspot);
    // The state is bound to this browser: a link with somebody else's state installs nothing.
    response.cookie(cookie, state, { httpOnly: true, sameSite: "lax", secure, path: "/oauth", maxAge: 10 * 60_000 });
    response.redirect(302, url);
  });

  router.get("/oauth/callback", async (request, response) => {
    const { code, state, error_description: refusal } = request.query;
    response.clearCookie(cookie, { path: "/oauth" });
    if (typeof code !== "string" || typeof state !== "string") {
      const reason = typeof refusal === "string" ? refusal : "HubSpot sent no permission along.";
      response
        .status(400)
        .send(page("Not installed", [reason, "Start again, or ask an admin of the portal to do it."]));
      return;
    }
    if (!request.headers.cookie?.split("; ").includes(`${cookie}=${state}`)) {
      response
        .status(400)
        .send(page("Not installed", ["The installation was started in another browser. Start it again here."]));
      return;
    }
    try {
      const result = await finishInstall(context, hubspot, { code, state });
      if (result.kind === "refused") {
        response.status(400).send(page("Not installed", [result.message]));
        return;
      }
      const records = `https://${result.uiDomain}/contacts/${result.portalId}`;
      const lines = [
        "Flowella is connected to this HubSpot portal.",
        "Next: connect a WhatsApp account, then publish a form.",
      ];
      response.send(page("Installed", lines, { href: records, text: "Go to HubSpot" }));
    } catch (error) {
      const code = error instanceof OutsideError ? error.code : "internal";
      const message =
        error instanceof OutsideError
          ? error.message
          : "Something went wrong on our side. Start the installation again.";
      context.log.error("portal.install_failed", { code });
      response.status(502).send(page("Not installed", [message]));
    }
  });

  return router;
}
