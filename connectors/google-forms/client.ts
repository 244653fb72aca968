/** Reading forms of one Google account: Drive lists them, the Forms API has them (form-tools reference 3.2). */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { FormQuery, FormTool } from "../form-tool.ts";
import { call, outsideError, parsed, type Wire } from "../json-call.ts";
import { pageDataIn } from "./page-html.ts";
import { publishedIdIn } from "./published-id.ts";
import { judge } from "./verdicts.ts";

export interface GoogleBases {
  /** `https://www.googleapis.com` */
  readonly driveBase: string;
  /** `https://forms.googleapis.com` */
  readonly formsBase: string;
  /** `https://docs.google.com`, where the public pages are */
  readonly docsBase: string;
}

export interface GoogleFormsOptions extends Wire, GoogleBases {
  readonly accessToken: () => Promise<string>;
}

const filesSchema = z.object({
  nextPageToken: z.string().optional(),
  files: z.array(z.object({ id: z.string(), name: z.string().catch(""), modifiedTime: z.string().optional() })),
});
const definitionSchema = z.looseObject({ formId: z.string(), responderUri: z.string().optional().catch(undefined) });

const mostPerPage = 100;
const google = { tool: "google", label: "Google", method: "GET" } as const;

export function createGoogleForms(options: GoogleFormsOptions): FormTool {
  const get = async <T>(url: URL, schema: z.ZodType<T>): Promise<T> => {
    const calling = { ...google, url, accessToken: await options.accessToken() };
    const answered = await call(options, calling);
    if (answered.status < 200 || answered.status > 299) throw outsideError(answered, judge(answered));
    return parsed(calling, answered, schema);
  };
  return {
    listForms: async ({ search, after, limit = mostPerPage }: FormQuery = {}) => {
      const url = new URL("/drive/v3/files", options.driveBase);
      const query = {
        q: `mimeType='application/vnd.google-apps.form' and trashed=false${search ? ` and name contains '${quoted(search)}'` : ""}`,
        fields: "nextPageToken,files(id,name,modifiedTime,webViewLink)",
        pageSize: String(Math.min(Math.max(1, limit), mostPerPage)),
        supportsAllDrives: "true",
        includeItemsFromAllDrives: "true",
        ...(after ? { pageToken: after } : {}),
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      const { files, nextPageToken } = await get(url, filesSchema);
      const forms = files.map(({ id, name, modifiedTime }) => ({
        id,
        title: name,
        ...(modifiedTime ? { updatedAt: modifiedTime } : {}),
      }));
      return { forms, ...(nextPageToken ? { next: nextPageToken } : {}) };
    },
    getForm: async (id) => {
      const definition = await get(new URL(`/v1/forms/${encodeURIComponent(id)}`, options.formsBase), definitionSchema);
      const publishedId = publishedIdIn(definition.responderUri);
      const pageData = publishedId === undefined ? undefined : await publicPage(options, publishedId);
      return { definition, beside: pageData === undefined ? {} : { pageData } };
    },
  };
}

/** In a Drive query a text stands between apostrophes, with a backslash before those inside. */
const quoted = (text: string): string => text.replace(/[\\']/g, "\\$&");

/**
 * The data of a form's public page, asked without a token; undefined where the page shows none: closed, or behind a
 * sign-in. A page that cannot be had fails no import: the form then says that its checks are unknown.
 */
export async function publicPage(options: Wire & Pick<GoogleBases, "docsBase">, publishedId: string): Promise<unknown> {
  const url = new URL(`/forms/d/e/${encodeURIComponent(publishedId)}/viewform`, options.docsBase);
  try {
    const { status, text } = await call(options, { ...google, url });
    return status === 200 ? pageDataIn(text) : undefined;
  } catch {
    return undefined;
  }
}

/** What a link to a Google form names: the form itself, or its public page, which has another id. */
export function googleFormIn(link: string): { id: string } | { publishedId: string } | undefined {
  const path = /^https:\/\/docs\.google\.com\/forms\/(?:u\/\d+\/)?d\/(e\/)?([\w-]{10,100})(?:[/?#]|$)/.exec(
    link.trim(),
  );
  if (!path?.[2]) return undefined;
  return path[1] ? { publishedId: path[2] } : { id: path[2] };
}

/** @throws RefusedInput where the public page shows no form */
export async function publicGoogleForm(
  options: Wire & Pick<GoogleBases, "docsBase">,
  publishedId: string,
): Promise<unknown> {
  const pageData = await publicPage(options, publishedId);
  if (pageData !== undefined) return pageData;
  throw new RefusedInput(
    "google.no_page_data",
    "The public page shows no questions: the form is closed, asks to sign in, or is gone. Connect a Google account that may edit it.",
  );
}
