/** The operator's routes for form tools, and the address that their consent pages lead back to. */
import { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { bindState } from "../http/browser-state.ts";
import { operatorDoor } from "../http/operator-door.ts";
import { page } from "../http/page.ts";
import { recordAudit } from "../privacy/audit.ts";
import { choiceOfWaySchema, chooseWay, writesBack } from "./choose-way.ts";
import { authoriseUrl, beginConsent, connectWithToken, consentLifeMs, finishConsent, stateCookie } from "./connect.ts";
import { connectedTools, forgetConnection } from "./connection.ts";
import { keepPrivate, showConsent } from "./consent-page.ts";
import type { FormTools } from "./index.ts";
import { printedScript } from "./script.ts";
import { formToolSchema, labels } from "./tools.ts";
import { writeBacks } from "./write-backs.ts";

const ofPortal = z.object({ portalId: z.string() });
const ofTool = ofPortal.extend({ tool: formToolSchema });
const pasted = ofTool.extend({ accessToken: z.string().min(1).max(4_096), region: z.string().optional() });
const ofGoogleForm = choiceOfWaySchema.pick({ portalId: true, formId: true });
const authorising = ofTool.extend({ withSheet: z.boolean().default(false) });
const listing = ofPortal.extend({
  tool: z.enum([...formToolSchema.options, "use-case"]),
  search: z.string().max(200).optional(),
  after: z.string().max(2_000).optional(),
  limit: z.int().min(1).max(200).default(50),
});

export function formToolRoutes(context: Context, tools: FormTools): Router {
  const { router, servePortal } = operatorDoor(context);
  servePortal("/operator/forms", ofPortal, async ({ portalId }) => ({
    kind: "tools",
    tools: await connectedTools(context, portalId),
    surveymonkeyCalls: await tools.quota(),
    writesBack: { chosen: await writeBacks(context, portalId), possible: writesBack },
  }));
  servePortal("/operator/forms/connect", pasted, async (asked) => {
    await connectWithToken(context, tools, asked);
    return { kind: "connected", tool: asked.tool };
  });
  servePortal("/operator/forms/authorise", authorising, async ({ portalId, tool, withSheet }) => ({
    kind: "authorise",
    url: await authoriseUrl(context, portalId, tool, withSheet ? ["sheet"] : []),
  }));
  servePortal("/operator/forms/disconnect", ofTool, async ({ portalId, tool }) => {
    await forgetConnection(context, portalId, tool);
    await recordAudit(context, portalId, { actor: "operator", action: "disconnected", subject: tool });
    return { kind: "disconnected", tool };
  });
  servePortal("/operator/forms/write-back", choiceOfWaySchema, async (asked) => {
    const chosen = await chooseWay(context, tools, asked);
    const subject = "write-back";
    await recordAudit(context, asked.portalId, { actor: "operator", action: "settings-changed", subject });
    return chosen;
  });
  servePortal("/operator/forms/script", ofGoogleForm, async ({ portalId, formId }) => ({
    kind: "script",
    script: await printedScript(context, portalId, formId),
  }));
  servePortal("/operator/forms/list", listing, async ({ portalId, tool, limit, search, after }) => ({
    kind: "forms",
    ...(await tools.list(portalId, tool, { limit, ...(search ? { search } : {}), ...(after ? { after } : {}) })),
  }));
  router.use(consentRoutes(context));
  return router;
}

const accountSchema = z.enum(["typeform", "google-forms", "surveymonkey", "pipedrive", "google-calendar"]);

function consentRoutes(context: Context): Router {
  const router = Router();
  router.get("/oauth/accounts/:tool", async (request, response) => {
    keepPrivate(response);
    const tool = accountSchema.safeParse(request.params.tool).data;
    const ticket = request.query["ticket"];
    const begun = tool && typeof ticket === "string" ? await beginConsent(context, tool, ticket) : undefined;
    if (!tool || !begun) {
      const says = "A link to connect an account works for half an hour, and on this server alone. Ask for a new one.";
      response.status(tool ? 400 : 404).send(page("This link is no longer good", [says]));
      return;
    }
    bindState(context, response, { cookie: stateCookie(tool), state: begun.state, lifeMs: consentLifeMs });
    response.redirect(302, begun.url);
  });
  router.get("/oauth/forms/:tool/callback", async (request, response) => {
    keepPrivate(response);
    const tool = formToolSchema.safeParse(request.params.tool).data;
    if (!tool) {
      const says = "Look at the link that brought you here.";
      return void response.status(404).send(page("There is nothing at this address", [says]));
    }
    return showConsent(context, request, response, {
      label: labels[tool],
      finish: (answer) => finishConsent(context, tool, answer),
      says: (portalId) => `Its forms can now be imported for HubSpot account ${portalId}.`,
      failed: "forms.connect_failed",
      logged: { tool },
    });
  });
  return router;
}
