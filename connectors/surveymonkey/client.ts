/** Reading surveys of one SurveyMonkey account (form-tools reference 4.1 and 4.2). */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import type { FormQuery, FormTool } from "../form-tool.ts";
import { call, outsideError, parsed, type Wire } from "../json-call.ts";
import { type Quota, quotaOf, waitFor } from "./quota.ts";
import { judge } from "./verdicts.ts";

/** What is left of the operator's calls, kept for all accounts of his app together. */
export interface QuotaKeeper {
  /**
   * @param purpose `read` leaves the day's last fifth to answers that are on their way back into surveys
   * @throws OutsideError `surveymonkey.quota_used` while nothing is left, instead of a call that would count as a violation
   */
  before(purpose: "read" | "write"): void;
  seen(quota: Quota): void;
  /** The day's window, as it was last said. */
  left(): Quota;
}

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
    quota.before("read");
    const url = new URL(`${apiBase}/v3${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const label = "SurveyMonkey";
    const calling = { tool: "surveymonkey", label, method: "GET", url, accessToken: await accessToken() } as const;
    const answered = await call(options, calling);
    quota.seen(quotaOf(answered.headers));
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
    getForm: async (id) => ({
      definition: await get(`/surveys/${encodeURIComponent(id)}/details`, {}, z.looseObject({})),
      beside: {},
    }),
  };
}

/** One process's view of the quota; every answer of any process corrects it. */
export function quotaKeeper(now: () => number): QuotaKeeper {
  let last: { readonly quota: Quota; readonly at: number } | undefined;
  return {
    before: (purpose) => {
      if (!last) return;
      const { day } = last.quota;
      const reserved = purpose === "read" && day && day.remaining <= Math.floor(day.limit / 5);
      const wait = reserved ? day.resetMs : waitFor(last.quota);
      const left = wait === undefined ? 0 : last.at + wait - now();
      if (left <= 0) return;
      throw new OutsideError(
        "SurveyMonkey's calls are used up until its window begins anew (each day at midnight GMT). Draft and private apps have 500 a day for all accounts together.",
        { code: "surveymonkey.quota_used", remedy: "retry", retryAfterMs: left },
      );
    },
    seen: (quota) => {
      if (quota.minute || quota.day) last = { quota, at: now() };
    },
    left: () => last?.quota ?? {},
  };
}
