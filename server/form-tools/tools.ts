/** The form tools that a portal connects beside HubSpot, with the hosts and the app that this server is set up for. */
import { z } from "zod";
import type { FormTool, ToolApp, ToolOAuth } from "../../connectors/form-tool.ts";
import { createGoogleCalendarOAuth } from "../../connectors/google-calendar/index.ts";
import { createGoogleForms, createGoogleOAuth } from "../../connectors/google-forms/index.ts";
import { createPipedriveOAuth } from "../../connectors/pipedrive/index.ts";
import { createSurveyMonkey, createSurveyMonkeyOAuth, type QuotaKeeper } from "../../connectors/surveymonkey/index.ts";
import { createTypeform, createTypeformOAuth } from "../../connectors/typeform/index.ts";
import type { Context } from "../context.ts";

export const formToolSchema = z.enum(["typeform", "google-forms", "surveymonkey"]);
export type FormToolName = z.infer<typeof formToolSchema>;

/** What a portal connects in the same way: form tools, and Pipedrive and Google Calendar, which are destinations alone. */
export type AccountName = FormToolName | "pipedrive" | "google-calendar";

export const labels: Readonly<Record<AccountName, string>> = {
  typeform: "Typeform",
  "google-forms": "Google Forms",
  surveymonkey: "SurveyMonkey",
  pipedrive: "Pipedrive",
  "google-calendar": "Google Calendar",
};

/**
 * Where accounts of a tool live, for a token that somebody pasted (form-tools reference 2.1 and 4.1); after OAuth the tool
 * says it itself. Accounts of Typeform in the EU have one of two hosts, by their age.
 */
export const regions: Readonly<Partial<Record<FormToolName, Readonly<Record<string, string>>>>> = {
  typeform: { eu: "https://api.typeform.eu", "eu-before-2025-08": "https://api.eu.typeform.com" },
  surveymonkey: { eu: "https://api.eu.surveymonkey.com", ca: "https://api.surveymonkey.ca" },
};

export interface Account {
  readonly accessToken: () => Promise<string>;
  /** The account's own host, where it has another than the usual one. */
  readonly apiBase: string | undefined;
  /** Somebody made the token in the account's settings: nothing renews it. */
  readonly pasted: boolean;
}

export function clientOf(
  { config, fetch }: Context,
  tool: FormToolName,
  account: Account,
  quota: QuotaKeeper,
): FormTool {
  const { accessToken, apiBase } = account;
  switch (tool) {
    case "typeform":
      return createTypeform({ fetch, accessToken, apiBase: apiBase ?? config.TYPEFORM_API_BASE });
    case "google-forms":
      return createGoogleForms({
        fetch,
        accessToken,
        driveBase: config.GOOGLE_DRIVE_BASE,
        formsBase: config.GOOGLE_FORMS_BASE,
        docsBase: config.GOOGLE_DOCS_BASE,
      });
    case "surveymonkey":
      return createSurveyMonkey({ fetch, accessToken, quota, apiBase: apiBase ?? config.SURVEYMONKEY_API_BASE });
  }
}

/** Undefined where this server has no app at the tool: then accounts connect by a pasted token alone. */
export function oauthOf({ config, fetch }: Context, tool: AccountName): ToolOAuth | undefined {
  const redirectUri = `${config.PUBLIC_BASE_URL}/oauth/${formToolSchema.safeParse(tool).success ? `forms/${tool}` : tool}/callback`;
  const app = (clientId: string | undefined, clientSecret: string | undefined): ToolApp | undefined =>
    clientId && clientSecret ? { clientId, clientSecret, redirectUri } : undefined;
  switch (tool) {
    case "typeform": {
      const own = app(config.TYPEFORM_CLIENT_ID, config.TYPEFORM_CLIENT_SECRET);
      return own && createTypeformOAuth({ fetch, ...own, apiBase: config.TYPEFORM_API_BASE });
    }
    case "google-forms": {
      const own = app(config.GOOGLE_CLIENT_ID, config.GOOGLE_CLIENT_SECRET);
      const bases = { accountsBase: config.GOOGLE_ACCOUNTS_BASE, tokenBase: config.GOOGLE_TOKEN_BASE };
      return own && createGoogleOAuth({ fetch, ...own, ...bases });
    }
    case "google-calendar": {
      const own = app(config.GOOGLE_CLIENT_ID, config.GOOGLE_CLIENT_SECRET);
      const bases = { accountsBase: config.GOOGLE_ACCOUNTS_BASE, tokenBase: config.GOOGLE_TOKEN_BASE };
      return own && createGoogleCalendarOAuth({ fetch, ...own, ...bases });
    }
    case "surveymonkey": {
      const own = app(config.SURVEYMONKEY_CLIENT_ID, config.SURVEYMONKEY_CLIENT_SECRET);
      return own && createSurveyMonkeyOAuth({ fetch, ...own, apiBase: config.SURVEYMONKEY_API_BASE });
    }
    case "pipedrive": {
      const own = app(config.PIPEDRIVE_CLIENT_ID, config.PIPEDRIVE_CLIENT_SECRET);
      return own && createPipedriveOAuth({ fetch, ...own, oauthBase: config.PIPEDRIVE_OAUTH_BASE });
    }
  }
}
