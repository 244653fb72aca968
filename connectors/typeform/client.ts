/** Reading forms of one Typeform account (form-tools reference 2.1, 2.2 and 2.9). */
import { z } from "zod";
import type { FormQuery, FormTool } from "../form-tool.ts";
import { call, outsideError, parsed, type Wire } from "../json-call.ts";
import { sameLanguage } from "../languages.ts";
import { judge } from "./verdicts.ts";

export interface TypeformOptions extends Wire {
  /** `https://api.typeform.com`; accounts in the EU have another (form-tools reference 2.1). */
  readonly apiBase: string;
  /** Absent for public forms, which Typeform shows to anybody (observed, form-tools reference 2.2). */
  readonly accessToken?: () => Promise<string>;
}

const pageSchema = z.object({
  page_count: z.number(),
  items: z.array(z.object({ id: z.string(), title: z.string().catch(""), last_updated_at: z.string().optional() })),
});

/** Typeform's own bound. */
const mostPerPage = 200;

export function createTypeform(options: TypeformOptions): FormTool {
  const { apiBase, accessToken, ...wire } = options;
  const get = async <T>(path: string, query: Readonly<Record<string, string>>, schema: z.ZodType<T>): Promise<T> => {
    const url = new URL(`${apiBase}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const calling = {
      tool: "typeform",
      label: "Typeform",
      method: "GET",
      url,
      accessToken: await accessToken?.(),
    } as const;
    const answered = await call(wire, calling);
    if (answered.status < 200 || answered.status > 299) throw outsideError(answered, judge(answered));
    return parsed(calling, answered, schema);
  };
  return {
    listForms: async ({ search, after = "1", limit = mostPerPage }: FormQuery = {}) => {
      const page = Math.max(1, Number.parseInt(after, 10) || 1);
      const size = String(Math.min(Math.max(1, limit), mostPerPage));
      const order = { sort_by: "last_updated_at", order_by: "desc" };
      const query = { page: String(page), page_size: size, ...order, ...(search ? { search } : {}) };
      const { page_count, items } = await get("/forms", query, pageSchema);
      const forms = items.map(({ id, title, last_updated_at: updatedAt }) => ({
        id,
        title,
        ...(updatedAt ? { updatedAt } : {}),
      }));
      return { forms, ...(page < page_count ? { next: String(page + 1) } : {}) };
    },
    getForm: async (id, language) => {
      const definition = await get(`/forms/${encodeURIComponent(id)}`, {}, z.looseObject({}));
      const wanted = translationIn(definition, language);
      if (wanted === undefined) return { definition, beside: {} };
      const path = `/forms/${encodeURIComponent(id)}/translation/${encodeURIComponent(wanted)}`;
      return {
        definition,
        beside: { translation: { language: wanted, texts: await get(path, {}, z.looseObject({})) } },
      };
    },
  };
}

const languagesSchema = z.object({
  settings: z.object({ language: z.string().optional(), translation_languages: z.array(z.string()).optional() }),
});

/** The wanted language as the form spells it, where that is one of its translations. */
function translationIn(definition: unknown, wanted: string | undefined): string | undefined {
  const { language = "en", translation_languages = [] } = languagesSchema.safeParse(definition).data?.settings ?? {};
  if (wanted === undefined || sameLanguage(wanted, language)) return undefined;
  return translation_languages.find((one) => sameLanguage(one, wanted));
}

/** The id in a form's link, `https://ACCOUNT.typeform.com/to/ID`, or undefined. */
export function typeformIdIn(link: string): string | undefined {
  return /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.typeform\.(?:com|eu)\/to\/([A-Za-z0-9]{4,32})(?:[/?#]|$)/.exec(
    link.trim(),
  )?.[1];
}
