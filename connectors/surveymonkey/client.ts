/** Reading surveys of one SurveyMonkey account (form-tools reference 4.1 and 4.2). */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import type { FormQuery, FormTool } from "../form-tool.ts";
import { call, outsideError, parsed, type Wire } from "../json-call.ts";
import { sameLanguage } from "../languages.ts";
import type { QuotaKeeper } from "./quota-keeper.ts";
import { judge } from "./verdicts.ts";

/** The weblink collector that holds what came from WhatsApp; made once for each survey. */
export const collectorName = "WhatsApp";

export interface SurveyMonkeyOptions extends Wire {
  /** The account's own: `access_url` of its token (form-tools reference 4.1). */
  readonly apiBase: string;
  readonly accessToken: () => Promise<string>;
  readonly quota: QuotaKeeper;
}

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), title: z.string().catch(""), date_modified: z.string().optional() })),
  page: z.number(),
  links: z.object({ next: z.string().optional() }).catch({}),
});

const mostPerPage = 1_000;

export function createSurveyMonkey(options: SurveyMonkeyOptions): FormTool {
  const { apiBase, accessToken, quota } = options;
  const get = async <T>(path: string, query: Readonly<Record<string, string>>, schema: z.ZodType<T>): Promise<T> => {
    const url = new URL(`${apiBase}/v3${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const label = "SurveyMonkey";
    const calling = { tool: "surveymonkey", label, method: "GET", url, accessToken: await accessToken() } as const;
    const answered = await quota.during("read", () => call(options, calling));
    if (answered.status < 200 || answered.status > 299) throw outsideError(answered, judge(answered));
    return parsed(calling, answered, schema);
  };
  return {
    listForms: async ({ search, after = "1", limit = 100 }: FormQuery = {}) => {
      const page = Math.max(1, Number.parseInt(after, 10) || 1);
      const query = {
        page: String(page),
        per_page: String(Math.min(Math.max(1, limit), mostPerPage)),
        sort_by: "date_modified",
        sort_order: "DESC",
        include: "date_modified",
        ...(search ? { title: search } : {}),
      };
      const { data, links } = await get("/surveys", query, listSchema);
      const forms = data.map(({ id, title, date_modified: updatedAt }) => ({
        id,
        title,
        ...(updatedAt ? { updatedAt } : {}),
      }));
      return { forms, ...(links.next ? { next: String(page + 1) } : {}) };
    },
    getForm: async (id, language) => {
      const path = `/surveys/${encodeURIComponent(id)}`;
      const definition = await get(`${path}/details`, {}, z.looseObject({}));
      const languages = await whereAllowed(get(`${path}/languages`, {}, languagesSchema));
      const shown = (languages?.data ?? []).filter(({ enabled }) => enabled).map((one) => one.id);
      const main = mainSchema.parse(definition).language;
      const wanted = shown.find(
        (one) => language !== undefined && sameLanguage(one, language) && !sameLanguage(one, main),
      );
      const texts = wanted && (await get(`${path}/languages/${encodeURIComponent(wanted)}`, {}, z.looseObject({})));
      const thankYou = await thankYouOf(get, path);
      return {
        definition,
        beside: {
          ...(languages && { languages: shown }),
          ...(wanted !== undefined && { translation: { language: wanted, texts } }),
          ...(thankYou !== undefined && { thankYou }),
        },
      };
    },
  };
}

const languagesSchema = z.object({ data: z.array(z.object({ id: z.string(), enabled: z.boolean().catch(true) })) });
const mainSchema = z.object({ language: z.string().catch("en") });
const collectorsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string().catch(""),
      type: z.string().optional(),
      status: z.string().optional(),
    }),
  ),
});
const collectorSchema = z.object({ thank_you_message: z.string().nullish().catch(undefined) });

type Get = <T>(path: string, query: Readonly<Record<string, string>>, schema: z.ZodType<T>) => Promise<T>;

/** The web link that people use already says how the survey thanks; undefined where there is none, or it may not be read. */
async function thankYouOf(get: Get, survey: string): Promise<string | undefined> {
  const found = await whereAllowed(get(`${survey}/collectors`, { include: "type,status" }, collectorsSchema));
  const links = (found?.data ?? []).filter(
    ({ name, type = "weblink" }) => type === "weblink" && name !== collectorName,
  );
  const link = links.find(({ status }) => status === "open") ?? links[0];
  if (!link) return undefined;
  const collector = await whereAllowed(get(`/collectors/${encodeURIComponent(link.id)}`, {}, collectorSchema));
  return collector ? (collector.thank_you_message ?? "") : undefined;
}

/** What is read beside the survey needs rights of its own (`collectors_read`): without them the survey is read all the same. */
async function whereAllowed<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof OutsideError && ["surveymonkey.forbidden", "surveymonkey.not_found"].includes(error.code))
      return undefined;
    throw error;
  }
}
