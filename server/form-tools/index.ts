/** Form tools beside HubSpot: a portal connects an account, its forms are listed, and one of them is read for a Flow. */
import type { Beside, FormPage, FormQuery, FormTool, FoundForm } from "../../connectors/form-tool.ts";
import { createSheet, publicGoogleForm, type Sheet } from "../../connectors/google-forms/index.ts";
import {
  createSurveyResponses,
  createSurveyWebhooks,
  type Quota,
  type SurveyResponses,
  type SurveyWebhooks,
} from "../../connectors/surveymonkey/index.ts";
import { createTypeform } from "../../connectors/typeform/index.ts";
import { listUseCases, useCaseDefinition } from "../../connectors/use-cases/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { languageKept } from "../publishing/language.ts";
import { withAccount } from "./account.ts";
import { linkIn } from "./links.ts";
import { surveyCalls } from "./survey-calls.ts";
import { clientOf, type FormToolName } from "./tools.ts";

/** Where forms are read from beside HubSpot: an account of a form tool, or our own use cases, which need none. */
export type FormPlace = FormToolName | "use-case";

export interface FormTools {
  /** @throws OutsideError `forms.not_connected` where no account is */
  list(portalId: string, tool: FormPlace, query?: FormQuery): Promise<FormPage>;
  /**
   * @param form its id, or its link; a public form's link needs no account where the tool shows it to anybody
   * @param language in place of the one that the form's Flow is kept in
   */
  read(
    portalId: string,
    tool: FormPlace,
    form: string,
    language?: string,
  ): Promise<{ definition: unknown; beside: Beside }>;
  /** Whether these tokens reach an account: what is refused here is not worth storing. */
  probe(tool: FormToolName, account: { accessToken: string; apiBase: string | undefined }): Promise<void>;
  /** Writes into surveys as the portal's account. @throws OutsideError `forms.not_connected` where no account is */
  surveyResponses<T>(portalId: string, ask: (client: SurveyResponses) => Promise<T>): Promise<T>;
  /** Has the portal's account tell of edited surveys. @throws OutsideError `forms.not_connected` where no account is */
  surveyWebhooks<T>(portalId: string, ask: (client: SurveyWebhooks) => Promise<T>): Promise<T>;
  /** Writes into a spreadsheet as the portal's account at Google. @throws OutsideError `forms.not_connected` where no account is */
  sheet<T>(portalId: string, spreadsheetId: string, ask: (sheet: Sheet) => Promise<T>): Promise<T>;
  /** What is left of the operator's calls to SurveyMonkey, as it last said: it counts for all portals together. */
  quota(): Promise<Quota>;
}

export function formTools(context: Context): FormTools {
  const quota = surveyCalls(context);
  const { FORM_TOOL_TIMEOUT_MS: timeoutMs } = context.config;

  const asAccount = <T>(portalId: string, tool: FormToolName, ask: (client: FormTool) => Promise<T>): Promise<T> =>
    withAccount(context, portalId, tool, (account) => ask(clientOf(context, tool, account, quota)));

  return {
    list: async (portalId, tool, query) =>
      tool === "use-case" ? listUseCases(query) : asAccount(portalId, tool, (client) => client.listForms(query)),
    read: async (portalId, tool, form, wished) => {
      if (tool === "use-case") {
        return useCaseDefinition(form, wished ?? (await languageKept(context, portalId, { tool, formId: form })));
      }
      const named = linkIn(tool, form);
      if (named.kind === "public-page") {
        return { definition: await publicGoogleForm(publicHost(context), named.publishedId), beside: {} };
      }
      const language = wished ?? (await languageKept(context, portalId, { tool, formId: named.id }));
      const open = tool === "typeform" && named.kind === "link";
      const shown = open ? await shownToAnybody(context, named.id, language) : undefined;
      return shown ?? asAccount(portalId, tool, (client) => client.getForm(named.id, language));
    },
    probe: async (tool, { accessToken, apiBase }) => {
      await clientOf(context, tool, { accessToken: async () => accessToken, apiBase, pasted: true }, quota).listForms({
        limit: 1,
      });
    },
    surveyResponses: (portalId, ask) =>
      withAccount(
        context,
        portalId,
        "surveymonkey",
        ({ accessToken, apiBase = context.config.SURVEYMONKEY_API_BASE }) =>
          ask(createSurveyResponses({ fetch: context.fetch, timeoutMs, accessToken, apiBase, quota })),
      ),
    surveyWebhooks: (portalId, ask) =>
      withAccount(
        context,
        portalId,
        "surveymonkey",
        ({ accessToken, apiBase = context.config.SURVEYMONKEY_API_BASE }) =>
          ask(createSurveyWebhooks({ fetch: context.fetch, timeoutMs, accessToken, apiBase, quota })),
      ),
    sheet: (portalId, spreadsheetId, ask) =>
      withAccount(context, portalId, "google-forms", ({ accessToken }) => {
        const { fetch, config } = context;
        const options = { fetch, timeoutMs, accessToken, sheetsBase: config.GOOGLE_SHEETS_BASE };
        return ask(createSheet(options, spreadsheetId));
      }),
    quota: () => quota.left(),
  };
}

const publicHost = ({ config, fetch }: Context) => ({ fetch, docsBase: config.GOOGLE_DOCS_BASE });

/** Typeform shows public forms to anybody; undefined for what needs an account. */
async function shownToAnybody(
  { config, fetch }: Context,
  id: string,
  language: string | undefined,
): Promise<FoundForm | undefined> {
  try {
    return await createTypeform({ fetch, apiBase: config.TYPEFORM_API_BASE }).getForm(id, language);
  } catch (error) {
    if (error instanceof OutsideError && [401, 403, 404].includes(error.status ?? 0)) return undefined;
    throw error;
  }
}
