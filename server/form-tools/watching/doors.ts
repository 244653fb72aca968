/**
 * Where tools tell of changed forms: `/webhooks/surveymonkey/<portal>` and `/webhooks/google-forms`. Who calls is verified,
 * what is told is stored, and then it is acknowledged.
 */
import { Router } from "express";
import { formPushOf, googleKeys, verifyPush } from "../../../connectors/google-forms/index.ts";
import { surveyEventOf, verifySurveyWebhook } from "../../../connectors/surveymonkey/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import type { Context } from "../../context.ts";
import { bytesOf, jsonOf, rawBody } from "../../http/raw-body.ts";
import type { Inbox } from "../../inbox/inbox.ts";
import { findPortal } from "../../portals/store.ts";
import { googlePushPath, surveyWebhookPath } from "./push.ts";

/** Both send ids only. */
const limitBytes = 256 * 1024;

export function formToldRoutes(context: Context, inbox: Pick<Inbox, "keep" | "refused">): Router {
  const router = Router();
  surveymonkey(router, context, inbox);
  google(router, context, inbox);
  return router;
}

function surveymonkey(router: Router, context: Context, inbox: Pick<Inbox, "keep" | "refused">): void {
  const { SURVEYMONKEY_CLIENT_ID: clientId, SURVEYMONKEY_CLIENT_SECRET: clientSecret } = context.config;
  const path = `${surveyWebhookPath}/:portalId`;
  // SurveyMonkey tries the address before it makes the webhook (form-tools reference 4.8).
  router.head(path, (_request, response) => {
    response.status(200).end();
  });
  router.post(path, rawBody(limitBytes), async (request, response) => {
    if (!clientId || !clientSecret) return void response.status(404).end();
    const signed = { apiKey: request.get("sm-apikey"), signature: request.get("sm-signature") };
    if (!verifySurveyWebhook(bytesOf(request), signed, { clientId, clientSecret })) {
      inbox.refused("bad_signature");
      return void response.status(401).end();
    }
    const event = surveyEventOf(jsonOf(request));
    if (!event) return void response.status(400).end();
    const portalId = String(request.params["portalId"]);
    if (!(await findPortal(context, portalId))) return void response.status(404).end();
    const { eventType: kind, dedupeKey, surveyId: formId } = event;
    if (kind === "survey_updated") {
      await inbox.keep([{ source: "surveymonkey", portalId, kind, dedupeKey, body: { formId } }]);
    }
    response.status(200).end();
  });
}

function google(router: Router, context: Context, inbox: Pick<Inbox, "keep" | "refused">): void {
  const { config, fetch, now } = context;
  const { GOOGLE_PUBSUB_ACCOUNT: account, GOOGLE_PUBSUB_TOPIC: topic, GOOGLE_CERTS_BASE: certsBase } = config;
  const keys = googleKeys({ fetch, certsBase, now, timeoutMs: config.FORM_TOOL_TIMEOUT_MS });
  router.post(googlePushPath, rawBody(limitBytes), async (request, response) => {
    if (!account || !topic) return void response.status(404).end();
    const audience = `${config.PUBLIC_BASE_URL}${googlePushPath}`;
    try {
      if (!(await verifyPush(request.get("authorization"), keys, { audience, account, now: now() }))) {
        inbox.refused("bad_signature");
        return void response.status(401).end();
      }
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      // Without Google's keys nothing can be believed; Pub/Sub sends it again.
      context.log.warn("forms.push_not_verified", { code: error.code });
      return void response.status(503).end();
    }
    const push = formPushOf(jsonOf(request));
    if (!push) return void response.status(400).end();
    const { eventType: kind, messageId: dedupeKey, formId } = push;
    const portals = kind === "SCHEMA" ? await portalsWith(context, formId) : [];
    await inbox.keep(
      portals.map((portalId) => ({ source: "google-forms" as const, portalId, kind, dedupeKey, body: { formId } })),
    );
    response.status(204).end();
  });
}

/** One watch tells of a form, however many portals made Flows of it. */
async function portalsWith({ store }: Context, formId: string): Promise<string[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("form_watches")
      .select("portal_id")
      .distinct()
      .where("tool", "=", "google-forms")
      .where("form_id", "=", formId),
  );
  return rows.map(({ portal_id }) => portal_id);
}
