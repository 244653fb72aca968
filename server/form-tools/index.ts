/** Form tools beside HubSpot: a portal connects an account, its forms are listed, and one of them is read for a Flow. */
import type { Beside, FormPage, FormQuery, FormTool, FoundForm } from "../../connectors/form-tool.ts";
import { createSheet, publicGoogleForm, type Sheet } from "../../connectors/google-forms/index.ts";
import {
  createSurveyResponses,
  type Quota,
  quotaKeeper,
  type SurveyResponses,
} from "../../connectors/surveymonkey/index.ts";
import { createTypeform } from "../../connectors/typeform/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { refuseConnection, type ToolConnection } from "./connection.ts";
import { linkIn } from "./links.ts";
import { freshConnection, renewed } from "./tokens.ts";
import { type Account, clientOf, type FormToolName } from "./tools.ts";

export interface FormTools {
  /** @throws OutsideError `forms.not_connected` where no account is */
  list(portalId: string, tool: FormToolName, query?: FormQuery): Promise<FormPage>;
  /** @param form its id, or its link; a public form's link needs no account where the tool shows it to anybody */
  read(portalId: string, tool: FormToolName, form: string): Promise<{ definition: unknown; beside: Beside }>;
  /** Whether these tokens reach an account: what is refused here is not worth storing. */
  probe(tool: FormToolName, account: { accessToken: string; apiBase: string | undefined }): Promise<void>;
  /** Writes into surveys as the portal's account. @throws OutsideError `forms.not_connected` where no account is */
  surveyResponses<T>(portalId: string, ask: (client: SurveyResponses) => Promise<T>): Promise<T>;
  /** Writes into a spreadsheet as the portal's account at Google. @throws OutsideError `forms.not_connected` where no account is */
  sheet<T>(portalId: string, spreadsheetId: string, ask: (sheet: Sheet) => Promise<T>): Promise<T>;
  /** What is left of the operator's calls to SurveyMonkey, as it last said: it counts for all portals together. */
  quota(): Quota;
}

export function formTools(context: Context): FormTools {
  const quota = quotaKeeper(context.now);
  const { FORM_TOOL_TIMEOUT_MS: timeoutMs } = context.config;

  /** Once more with renewed tokens where the tool does not take these. */
  const withAccount = async <T>(
    portalId: string,
    tool: FormToolName,
    ask: (account: Account) => Promise<T>,
  ): Promise<T> => {
    const connection = await freshConnection(context, portalId, tool);
    try {
      return await ask(accountOf(connection));
    } catch (error) {
      if (isWithdrawn(error)) await refuseConnection(context, portalId, connection);
      if (!(error instanceof OutsideError && error.remedy === "authorise")) throw error;
      const next = await renewed(context, portalId, tool, connection);
      return await ask(accountOf(next)).catch((again: unknown) => {
        throw again instanceof OutsideError && again.remedy === "authorise" ? later(again) : again;
      });
    }
  };

  const asAccount = <T>(portalId: string, tool: FormToolName, ask: (client: FormTool) => Promise<T>): Promise<T> =>
    withAccount(portalId, tool, (account) => ask(clientOf(context, tool, account, quota)));

  return {
    list: (portalId, tool, query) => asAccount(portalId, tool, (client) => client.listForms(query)),
    read: async (portalId, tool, form) => {
      const named = linkIn(tool, form);
      if (named.kind === "public-page") {
        return { definition: await publicGoogleForm(publicHost(context), named.publishedId), beside: {} };
      }
      const shown = tool === "typeform" && named.kind === "link" ? await shownToAnybody(context, named.id) : undefined;
      return shown ?? asAccount(portalId, tool, (client) => client.getForm(named.id));
    },
    probe: async (tool, { accessToken, apiBase }) => {
      await clientOf(context, tool, { accessToken: async () => accessToken, apiBase }, quota).listForms({ limit: 1 });
    },
    surveyResponses: (portalId, ask) =>
      withAccount(portalId, "surveymonkey", ({ accessToken, apiBase = context.config.SURVEYMONKEY_API_BASE }) =>
        ask(createSurveyResponses({ fetch: context.fetch, timeoutMs, accessToken, apiBase, quota })),
      ),
    sheet: (portalId, spreadsheetId, ask) =>
      withAccount(portalId, "google-forms", ({ accessToken }) => {
        const { fetch, config } = context;
        const options = { fetch, timeoutMs, accessToken, sheetsBase: config.GOOGLE_SHEETS_BASE };
        return ask(createSheet(options, spreadsheetId));
      }),
    quota: () => quota.left(),
  };
}

const accountOf = ({ secrets: { accessToken, apiBase } }: ToolConnection): Account => ({
  accessToken: async () => accessToken,
  apiBase,
});

/** Tokens that were made this moment are refused: no other ones are to be had now. */
function later(refusal: OutsideError): OutsideError {
  const { message, code, status } = refusal;
  return new OutsideError(message, {
    code,
    remedy: "retry",
    ...(status === undefined ? {} : { status }),
    cause: refusal,
  });
}

const publicHost = ({ config, fetch }: Context) => ({ fetch, docsBase: config.GOOGLE_DOCS_BASE });

/** Typeform shows public forms to anybody; undefined for what needs an account. */
async function shownToAnybody({ config, fetch }: Context, id: string): Promise<FoundForm | undefined> {
  try {
    return await createTypeform({ fetch, apiBase: config.TYPEFORM_API_BASE }).getForm(id);
  } catch (error) {
    if (error instanceof OutsideError && [401, 403, 404].includes(error.status ?? 0)) return undefined;
    throw error;
  }
}

function isWithdrawn(error: unknown): boolean {
  return error instanceof OutsideError && error.code.endsWith(".disconnected");
}
