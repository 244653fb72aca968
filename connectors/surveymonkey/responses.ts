/**
 * Writing answers back as responses of a survey (form-tools reference 4.6).
 *
 * A create call takes no key: our submission's id is the response's `custom_value`, and whoever repeats a call looks for
 * it first.
 */
import { z } from "zod";
import { call, outsideError, parsed } from "../json-call.ts";
import { collectorName, type SurveyMonkeyOptions } from "./client.ts";
import type { ResponseBody } from "./response.ts";
import { type Survey, surveySchema } from "./types.ts";
import { judgeWrite } from "./verdicts.ts";

/** All ids are SurveyMonkey's. Every failure is an OutsideError `surveymonkey.*` (verdicts.ts). */
export interface SurveyResponses {
  survey(surveyId: string): Promise<Survey>;
  /** The collector's id; it is made where there is none yet. */
  collector(surveyId: string): Promise<string>;
  /** The response with this custom value, if it stands there. */
  find(collectorId: string, customValue: string): Promise<string | undefined>;
  create(collectorId: string, body: ResponseBody): Promise<void>;
  replace(collectorId: string, responseId: string, body: ResponseBody): Promise<void>;
  /** One that is not there any more is removed. */
  remove(collectorId: string, responseId: string): Promise<void>;
}

const idSchema = z.object({ id: z.string().min(1) });
const listOf = <T extends z.ZodType>(entry: T) => z.object({ data: z.array(entry) });
const collectorsSchema = listOf(
  idSchema.extend({ name: z.string().catch(""), type: z.string().optional(), status: z.string().optional() }),
);
const foundSchema = listOf(idSchema);
const responseSchema = z.object({ custom_value: z.string().nullish() });

/** More than one response with our id are not expected; a filter that were ignored would bring a page of others. */
const mostLookedAt = 5;

export function createSurveyResponses(options: SurveyMonkeyOptions): SurveyResponses {
  const { apiBase, accessToken, quota } = options;
  const ask = async <T>(
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    schema: z.ZodType<T>,
    { query = {}, json }: { query?: Readonly<Record<string, string>>; json?: unknown } = {},
  ): Promise<T> => {
    const url = new URL(`${apiBase}/v3${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const writes = method !== "GET";
    const token = await accessToken();
    const calling = { tool: "surveymonkey", label: "SurveyMonkey", method, url, accessToken: token, json, writes };
    const answered = await quota.during("write", () => call(options, calling));
    const gone = method === "DELETE" && answered.status === 404;
    if (!gone && (answered.status < 200 || answered.status > 299))
      throw outsideError(answered, judgeWrite(answered), writes);
    return method === "DELETE" ? schema.parse(undefined) : parsed(calling, answered, schema);
  };
  const at = (collectorId: string, responseId?: string) =>
    `/collectors/${encodeURIComponent(collectorId)}/responses${responseId ? `/${encodeURIComponent(responseId)}` : ""}`;

  return {
    survey: (surveyId) => ask("GET", `/surveys/${encodeURIComponent(surveyId)}/details`, surveySchema),
    collector: async (surveyId) => {
      const path = `/surveys/${encodeURIComponent(surveyId)}/collectors`;
      const query = { name: collectorName, include: "type,status" };
      const { data } = await ask("GET", path, collectorsSchema, { query });
      const ours = data.filter(({ name, type = "weblink" }) => name === collectorName && type === "weblink");
      const known = ours.find(({ status }) => status === "open") ?? ours[0];
      if (known) return known.id;
      const json = { type: "weblink", name: collectorName, allow_multiple_responses: true };
      return (await ask("POST", path, idSchema, { json })).id;
    },
    find: async (collectorId, customValue) => {
      const query = { custom: customValue, per_page: "100" };
      const { data } = await ask("GET", at(collectorId), foundSchema, { query });
      for (const { id } of data.slice(0, mostLookedAt)) {
        const { custom_value } = await ask("GET", at(collectorId, id), responseSchema);
        if (custom_value === customValue) return id;
      }
      return undefined;
    },
    create: async (collectorId, json) => {
      await ask("POST", at(collectorId), idSchema, { json });
    },
    replace: async (collectorId, responseId, json) => {
      await ask("PUT", at(collectorId, responseId), idSchema, { json });
    },
    remove: async (collectorId, responseId) => {
      await ask("DELETE", at(collectorId, responseId), z.unknown());
    },
  };
}
