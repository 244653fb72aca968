/**
 * The sandbox's other accounts: one each of Typeform, Google and SurveyMonkey on loopback, with a form in it, and a company
 * at Pipedrive.
 */
import { type GoogleStandIn, startGoogle } from "../sandbox/google/index.ts";
import { type PipedriveStandIn, startPipedrive } from "../sandbox/pipedrive/index.ts";
import { type SurveyMonkeyStandIn, startSurveyMonkey } from "../sandbox/surveymonkey/index.ts";
import { startTypeform, type TypeformStandIn } from "../sandbox/typeform/index.ts";
import type { Config } from "../server/config.ts";

export interface SandboxFormTools {
  readonly typeform: TypeformStandIn;
  readonly google: GoogleStandIn;
  readonly surveymonkey: SurveyMonkeyStandIn;
  readonly pipedrive: PipedriveStandIn;
  /** How the server reaches them, and as which app. */
  readonly settings: Partial<Config>;
  /** The server's address is known once it listens: consent pages lead back to it. */
  listensAt(serverUrl: string): void;
  close(): Promise<void>;
}

const appOf = (tool: string) => ({
  clientId: `sandbox-${tool}-client`,
  clientSecret: `sandbox-${tool}-secret`,
  redirectUris: [],
});

export interface FormToolsOptions {
  /** Calls that Pipedrive takes in two seconds; unless told, as many as an API token on the smallest plan may make. */
  readonly pipedriveBurst?: number;
}

export async function startFormTools(
  now: () => number,
  { pipedriveBurst: burst }: FormToolsOptions = {},
): Promise<SandboxFormTools> {
  const apps = {
    typeform: appOf("typeform"),
    google: appOf("google"),
    surveymonkey: appOf("surveymonkey"),
    pipedrive: appOf("pipedrive"),
  };
  const [typeform, google, surveymonkey, pipedrive] = await Promise.all([
    startTypeform({ app: apps.typeform, forms: [feedback], now }),
    startGoogle({ app: apps.google, files: [workshop], now }),
    startSurveyMonkey({ app: apps.surveymonkey, surveys: [visit], now }),
    startPipedrive({ app: apps.pipedrive, now, ...(burst !== undefined && { burst }) }),
  ]);
  return {
    typeform,
    google,
    surveymonkey,
    pipedrive,
    settings: {
      TYPEFORM_CLIENT_ID: apps.typeform.clientId,
      TYPEFORM_CLIENT_SECRET: apps.typeform.clientSecret,
      TYPEFORM_API_BASE: typeform.url,
      TYPEFORM_PAGE_BASE: typeform.url,
      GOOGLE_CLIENT_ID: apps.google.clientId,
      GOOGLE_CLIENT_SECRET: apps.google.clientSecret,
      GOOGLE_ACCOUNTS_BASE: google.url,
      GOOGLE_TOKEN_BASE: google.url,
      GOOGLE_DRIVE_BASE: google.url,
      GOOGLE_FORMS_BASE: google.url,
      GOOGLE_DOCS_BASE: google.url,
      GOOGLE_SHEETS_BASE: google.url,
      GOOGLE_CERTS_BASE: google.url,
      GOOGLE_CALENDAR_BASE: google.url,
      SURVEYMONKEY_CLIENT_ID: apps.surveymonkey.clientId,
      SURVEYMONKEY_CLIENT_SECRET: apps.surveymonkey.clientSecret,
      SURVEYMONKEY_API_BASE: surveymonkey.url,
      PIPEDRIVE_CLIENT_ID: apps.pipedrive.clientId,
      PIPEDRIVE_CLIENT_SECRET: apps.pipedrive.clientSecret,
      PIPEDRIVE_API_BASE: pipedrive.url,
      PIPEDRIVE_OAUTH_BASE: pipedrive.url,
    },
    listensAt: (serverUrl) => {
      typeform.grants.allowRedirect(`${serverUrl}/oauth/forms/typeform/callback`);
      google.grants.allowRedirect(`${serverUrl}/oauth/forms/google-forms/callback`);
      google.grants.allowRedirect(`${serverUrl}/oauth/google-calendar/callback`);
      surveymonkey.grants.allowRedirect(`${serverUrl}/oauth/forms/surveymonkey/callback`);
      pipedrive.grants.allowRedirect(`${serverUrl}/oauth/pipedrive/callback`);
    },
    close: async () => {
      await Promise.all([typeform.close(), google.close(), surveymonkey.close(), pipedrive.close()]);
    },
  };
}

const feedback = {
  id: "Lum3Fb",
  title: "How was your kitchen planned?",
  last_updated_at: "2026-02-10T09:00:00Z",
  settings: { language: "en", is_public: true },
  fields: [
    {
      id: "Lum3FbField1",
      ref: "mood",
      title: "How satisfied are you?",
      type: "rating",
      properties: { steps: 5, shape: "star" },
      validations: { required: true },
    },
    { id: "Lum3FbField2", ref: "why", title: "Why?", type: "long_text", properties: {}, validations: {} },
  ],
};

const workshop = {
  definition: {
    formId: "1SandboxWorkshopRegistration0001",
    info: { title: "Cooking workshop", documentTitle: "Cooking workshop" },
    revisionId: "00000001",
    linkedSheetId: "1SandboxWorkshopSheet0001",
    items: [
      {
        itemId: "0000000a",
        title: "What is your name?",
        questionItem: { question: { questionId: "0000000b", required: true, textQuestion: {} } },
      },
      {
        itemId: "0000000c",
        title: "Which evening do you prefer?",
        questionItem: {
          question: {
            questionId: "0000000d",
            required: true,
            choiceQuestion: { type: "RADIO", options: [{ value: "Tuesday" }, { value: "Thursday" }] },
          },
        },
      },
    ],
  },
  modifiedTime: "2026-02-11T09:00:00Z",
};

const visit = {
  id: "500100200",
  title: "Your visit to our showroom",
  language: "en",
  date_modified: "2026-02-12T09:00:00",
  // Room for what Flowella says about an answer beside it.
  custom_variables: { flowella_submission: "", flowella_source: "", flowella_revision: "" },
  pages: [
    {
      id: "1",
      title: "",
      questions: [
        {
          id: "501",
          visible: true,
          family: "single_choice",
          subtype: "vertical",
          required: { text: "Please answer.", type: "all", amount: "0" },
          headings: [{ heading: "What did you come for?" }],
          answers: {
            choices: [
              { id: "601", text: "Kitchens" },
              { id: "602", text: "Bathrooms" },
            ],
          },
        },
      ],
    },
  ],
};
