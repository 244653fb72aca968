/** SurveyMonkey's webhook about surveys that are edited: making it, and believing its calls (form-tools reference 4.8). */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { call, outsideError, parsed } from "../json-call.ts";
import type { SurveyMonkeyOptions } from "./client.ts";
import { judge } from "./verdicts.ts";

export interface NewSurveyWebhook {
  readonly name: string;
  readonly surveyId: string;
  /** Answers HEAD with 200, and is no other webhook's of the account. */
  readonly url: string;
}

/** Every failure is an OutsideError `surveymonkey.*` (verdicts.ts). */
export interface SurveyWebhooks {
  /** @returns its id */
  create(webhook: NewSurveyWebhook): Promise<string>;
  isThere(id: string): Promise<boolean>;
}

const madeSchema = z.object({ id: z.string().min(1) });

export function createSurveyWebhooks(options: SurveyMonkeyOptions): SurveyWebhooks {
  const { apiBase, accessToken, quota } = options;
  const ask = async <T>(method: "GET" | "POST", path: string, schema: z.ZodType<T>, json?: unknown): Promise<T> => {
    const url = new URL(`${apiBase}/v3/webhooks${path}`);
    const writes = method === "POST";
    const token = await accessToken();
    const calling = { tool: "surveymonkey", label: "SurveyMonkey", method, url, accessToken: token, json, writes };
    const answered = await quota.during("read", () => call(options, calling));
    if (answered.status < 200 || answered.status > 299) throw outsideError(answered, judge(answered), writes);
    return parsed(calling, answered, schema);
  };
  return {
    create: async ({ name, surveyId, url }) => {
      const about = { event_type: "survey_updated", object_type: "survey", object_ids: [surveyId] };
      return (await ask("POST", "", madeSchema, { name, ...about, subscription_url: url })).id;
    },
    isThere: async (id) => {
      try {
        await ask("GET", `/${encodeURIComponent(id)}`, madeSchema);
        return true;
      } catch (error) {
        if (error instanceof OutsideError && error.code === "surveymonkey.not_found") return false;
        throw error;
      }
    },
  };
}

export interface SignedBySurveyMonkey {
  readonly apiKey: string | undefined;
  readonly signature: string | undefined;
}

/**
 * True when `Sm-Signature` is the HMAC-SHA1 of exactly these bytes under `<client id>&<client secret>`, and `Sm-Apikey` names
 * this app. Never throws.
 */
export function verifySurveyWebhook(
  rawBody: Uint8Array,
  { apiKey, signature }: SignedBySurveyMonkey,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
): boolean {
  if (!apiKey || !signature || apiKey !== clientId) return false;
  const expected = createHmac("sha1", `${clientId}&${clientSecret}`).update(rawBody).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export interface SurveyEvent {
  readonly eventType: string;
  readonly surveyId: string;
  /** The same for every delivery of this event. */
  readonly dedupeKey: string;
}

const eventSchema = z.object({
  event_type: z.string().max(100),
  event_id: z.string().max(200).optional(),
  object_type: z.string(),
  object_id: z.string().max(200),
  event_datetime: z.string().max(100).optional(),
  resources: z.object({ survey_id: z.string().max(200).optional() }).optional(),
});

/** What a verified body tells; undefined for what is no event. */
export function surveyEventOf(json: unknown): SurveyEvent | undefined {
  const event = eventSchema.safeParse(json).data;
  const surveyId = event?.resources?.survey_id ?? (event?.object_type === "survey" ? event.object_id : undefined);
  if (!event || surveyId === undefined) return undefined;
  const { event_type: eventType, event_id = "", event_datetime = "" } = event;
  return { eventType, surveyId, dedupeKey: [eventType, surveyId, event_id, event_datetime].join("/") };
}
