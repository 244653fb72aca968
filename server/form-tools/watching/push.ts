/**
 * Has the tool tell of changes where it can: SurveyMonkey by its webhook, Google by a watch that is renewed in time. Where it
 * cannot be had, asking goes on as before.
 */
import { createFormWatches } from "../../../connectors/google-forms/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { type Context, newId } from "../../context.ts";
import { withAccount } from "../account.ts";
import type { Readers } from "./source.ts";
import type { Learned, Watch } from "./store.ts";
import { canTell } from "./times.ts";

export const surveyWebhookPath = "/webhooks/surveymonkey";
export const googlePushPath = "/webhooks/google-forms";

export interface PushParts extends Pick<Readers, "forms"> {
  readonly context: Context;
}

type Told = Pick<Learned, "push_id" | "push_until" | "push_code" | "push_at">;

const hour = 3_600_000;
const day = 24 * hour;
/** A watch lasts seven days: it is renewed while several more tries are left (form-tools reference 3.7). */
const renewBefore = 3 * day;
/** SurveyMonkey's webhooks have no end; whether one is still there costs a call. */
const lookAfterWebhook = 30 * day;

/** @returns what changed about it; nothing while all is well. Never throws for what the tool says */
export async function keepTold(parts: PushParts, portalId: string, watch: Watch): Promise<Told> {
  const { context } = parts;
  if (!canTell(context, watch.tool)) return watch.push_id === null ? {} : { push_id: null, push_until: null };
  if (watch.push_at > context.now()) return {};
  try {
    return watch.tool === "surveymonkey"
      ? await webhook(parts, portalId, watch)
      : await watchAtGoogle(context, portalId, watch);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const { code, remedy, retryAfterMs } = error;
    context.log.warn("forms.not_told", { portal: portalId, flow: watch.flow_id, code });
    const push_at = context.now() + (remedy === "retry" ? Math.max(retryAfterMs ?? 0, hour) : day);
    const lasts = watch.push_id !== null && (watch.push_until ?? Number.POSITIVE_INFINITY) > context.now();
    return { push_code: code, push_at, ...(lasts ? {} : { push_id: null, push_until: null }) };
  }
}

async function webhook({ context, forms }: PushParts, portalId: string, watch: Watch): Promise<Told> {
  const { push_id: known, form_id: surveyId } = watch;
  const id = await forms.surveyWebhooks(portalId, async (client) => {
    if (known !== null && (await client.isThere(known))) return known;
    // Each webhook of an account has an address of its own (form-tools reference 4.8).
    const url = `${context.config.PUBLIC_BASE_URL}${surveyWebhookPath}/${portalId}?w=${newId(context, "survey_updated")}`;
    return client.create({ name: "Flowella", surveyId, url });
  });
  return { push_id: id, push_until: null, push_code: null, push_at: context.now() + lookAfterWebhook };
}

async function watchAtGoogle(context: Context, portalId: string, watch: Watch): Promise<Told> {
  const {
    GOOGLE_PUBSUB_TOPIC: topic = "",
    GOOGLE_FORMS_BASE: formsBase,
    FORM_TOOL_TIMEOUT_MS: timeoutMs,
  } = context.config;
  const { id, until } = await withAccount(context, portalId, "google-forms", async ({ accessToken }) => {
    const watches = createFormWatches({ fetch: context.fetch, timeoutMs, accessToken, formsBase });
    if (watch.push_id !== null && (watch.push_until ?? 0) > context.now()) {
      try {
        return await watches.renew(watch.form_id, watch.push_id);
      } catch (error) {
        // Somebody took it away: another is made.
        if (!(error instanceof OutsideError && error.status === 404)) throw error;
      }
    }
    return watches.create(watch.form_id, topic);
  });
  return {
    push_id: id,
    push_until: until,
    push_code: null,
    push_at: Math.max(until - renewBefore, context.now() + hour),
  };
}
