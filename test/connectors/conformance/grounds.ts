/** Every connector to an account beside its stand-in: what the suite asks of all, and where one of them has no such thing. */

import type { FormTool, ToolOAuth } from "../../../connectors/form-tool.ts";
import { createGoogleForms, createGoogleOAuth } from "../../../connectors/google-forms/index.ts";
import { createHubSpot, createHubSpotOAuth } from "../../../connectors/hubspot/index.ts";
import { createPipedrive, createPipedriveOAuth } from "../../../connectors/pipedrive/index.ts";
import {
  type ChangeKept,
  createSurveyMonkey,
  createSurveyMonkeyOAuth,
  type Kept,
  quotaKeeper,
} from "../../../connectors/surveymonkey/index.ts";
import { createTypeform, createTypeformOAuth } from "../../../connectors/typeform/index.ts";
import type { Tool } from "../../../core/form/types.ts";
import * as google from "../../../sandbox/google/index.ts";
import type { Grants } from "../../../sandbox/grants.ts";
import { demoPortal, seedPortal, startHubSpot } from "../../../sandbox/hubspot/index.ts";
import * as pipedrive from "../../../sandbox/pipedrive/index.ts";
import type { StandIn } from "../../../sandbox/stand-in.ts";
import * as surveymonkey from "../../../sandbox/surveymonkey/index.ts";
import * as typeform from "../../../sandbox/typeform/index.ts";
import { app as hubspotApp } from "../hubspot/world.ts";

export interface Changes {
  /** Another access token than the good one. */
  readonly token?: string;
  readonly timeoutMs?: number;
  /** Another host than the stand-in's. */
  readonly base?: string;
}

export interface Ground {
  readonly standIn: StandIn;
  /** What the account has, by id. */
  readonly titles: ReadonlyMap<string, string>;
  connect(changes?: Changes): FormTool;
  /** Every access token is past its time. */
  expire(): void;
  /** The access is taken away at the tool. */
  withdraw(): void;
  /** A new access token for the refresh token at hand. */
  renew(): Promise<string>;
  close(): Promise<void>;
}

export interface Connector {
  readonly tool: Tool | "pipedrive";
  /** Before the dot in the codes of its errors. */
  readonly prefix: string;
  readonly start: () => Promise<Ground>;
  /** What this tool does not have, and why its test is skipped. */
  readonly without: { readonly [what in "search" | "refresh" | "forms"]?: string };
}

export const searched = "Feedback";
const names = ["Feedback on the visit", "Contact", "Order", "Feedback 2", "Job application"];
const dated = (index: number) => `2026-03-0${index + 1}T10:00:00Z`;

export const connectors: readonly Connector[] = [
  { tool: "typeform", prefix: "typeform", start: startTypeformGround, without: {} },
  { tool: "google-forms", prefix: "google", start: startGoogleGround, without: {} },
  {
    tool: "surveymonkey",
    prefix: "surveymonkey",
    start: startSurveyMonkeyGround,
    without: { refresh: "SurveyMonkey's tokens do not expire, and there is nothing to renew them with" },
  },
  {
    tool: "hubspot",
    prefix: "hubspot",
    start: startHubSpotGround,
    without: { search: "HubSpot's list of forms knows no search" },
  },
  {
    tool: "pipedrive",
    prefix: "pipedrive",
    start: startPipedriveGround,
    without: {
      forms: "Pipedrive has no forms: what is listed and got here are the fields of its people",
      search: "Pipedrive's list of fields knows no search",
    },
  },
];

async function startTypeformGround(): Promise<Ground> {
  const forms = names.map((title, index) => ({
    id: `Form${index}`,
    title,
    last_updated_at: dated(index),
    settings: { is_public: false },
    fields: [{ id: "q1", ref: "q1", type: "short_text", title: "Name", properties: {}, validations: {} }],
  }));
  const world = await typeform.startTypeform({ forms });
  const oauth = createTypeformOAuth({
    ...typeform.demoApp,
    redirectUri: redirectOf(typeform.demoApp),
    apiBase: world.url,
    fetch,
  });
  return ground(world, oauth, new Map(forms.map(({ id, title }) => [id, title])), ({ token, base, ...wire }) =>
    createTypeform({ fetch, ...wire, apiBase: base ?? world.url, accessToken: async () => token }),
  );
}

async function startGoogleGround(): Promise<Ground> {
  const files = names.map((title, index) => ({
    definition: {
      formId: `google-form-${index}`,
      info: { title, documentTitle: title },
      items: [
        { itemId: "0000000a", title: "Name", questionItem: { question: { questionId: "0000000b", textQuestion: {} } } },
      ],
    },
    modifiedTime: dated(index),
  }));
  const world = await google.startGoogle({ files });
  const bases = { accountsBase: world.url, tokenBase: world.url };
  const oauth = createGoogleOAuth({ ...google.demoApp, redirectUri: redirectOf(google.demoApp), ...bases, fetch });
  const titles = new Map(files.map(({ definition }) => [definition.formId, definition.info.title]));
  return ground(world, oauth, titles, ({ token, base = world.url, ...wire }) =>
    createGoogleForms({
      fetch,
      ...wire,
      driveBase: base,
      formsBase: base,
      docsBase: base,
      accessToken: async () => token,
    }),
  );
}

async function startSurveyMonkeyGround(): Promise<Ground> {
  const surveys = names.map((title, index) => ({
    id: `40000${index}`,
    title,
    language: "en",
    date_modified: dated(index),
    pages: [
      {
        id: "1",
        title: "",
        questions: [{ id: "2", family: "open_ended", subtype: "single", headings: [{ heading: "Name" }] }],
      },
    ],
  }));
  const world = await surveymonkey.startSurveyMonkey({ surveys });
  const oauth = createSurveyMonkeyOAuth({
    ...surveymonkey.demoApp,
    redirectUri: redirectOf(surveymonkey.demoApp),
    apiBase: world.url,
    fetch,
  });
  return ground(world, oauth, new Map(surveys.map(({ id, title }) => [id, title])), ({ token, base, ...wire }) =>
    createSurveyMonkey({
      fetch,
      ...wire,
      apiBase: base ?? world.url,
      accessToken: async () => token,
      quota: quotaKeeper(Date.now, inMemory()),
    }),
  );
}

/** The calls that are left, for one process. */
function inMemory(): ChangeKept {
  let kept: Kept = {};
  return async (change) => {
    const changed = change(kept);
    kept = changed.kept;
    return changed.result;
  };
}

const redirectOf = (app: { readonly redirectUris: readonly string[] }): string => app.redirectUris[0] ?? "";

interface OAuthWorld {
  readonly standIn: StandIn;
  readonly grants: Grants;
  /** Where the consent page is not the usual one. */
  consent?(authorizeUrl: string): string;
  close(): Promise<void>;
}

/** The account is connected as for real: over the consent page and its code. */
async function ground(
  world: OAuthWorld,
  oauth: ToolOAuth,
  titles: ReadonlyMap<string, string>,
  connect: (changes: Changes & { readonly token: string }) => FormTool,
): Promise<Ground> {
  const page = oauth.authorizeUrl("the state");
  const back = new URL(world.consent?.(page) ?? world.grants.consent(page));
  if (back.searchParams.get("state") !== "the state") throw new Error("The state did not come back.");
  const tokens = await oauth.exchange(back.searchParams.get("code") ?? "");
  return {
    standIn: world.standIn,
    titles,
    connect: (changes = {}) => connect({ token: tokens.accessToken, ...changes }),
    expire: () => world.grants.expireAll(),
    withdraw: () => world.grants.withdraw(),
    renew: async () => {
      if (!oauth.refresh) throw new Error("These tokens cannot be renewed.");
      return (await oauth.refresh(tokens.refreshToken ?? "")).accessToken;
    },
    close: () => world.close(),
  };
}

/** What Pipedrive has that is listed page by page, got by its id, and not found: the fields of a person. */
async function startPipedriveGround(): Promise<Ground> {
  const world = await pipedrive.startPipedrive({ burst: 1_000 });
  for (const name of names) world.company.addField(name, "varchar");
  const oauth = createPipedriveOAuth({
    ...pipedrive.demoApp,
    redirectUri: redirectOf(pipedrive.demoApp),
    oauthBase: world.url,
    fetch,
  });
  const titles = new Map([...world.company.fields.values()].map(({ code, name }) => [code, name]));
  return ground(world, oauth, titles, ({ token, base = world.url, ...wire }) => {
    const credentials = async () => ({ kind: "access-token" as const, token });
    const client = createPipedrive({ fetch, ...wire, apiBase: base, credentials });
    return {
      listForms: async ({ after, limit } = {}) => {
        const { fields, next } = await client.fields({ ...(after ? { after } : {}), ...(limit ? { limit } : {}) });
        return { forms: fields.map(({ code, name }) => ({ id: code, title: name })), ...(next ? { next } : {}) };
      },
      getForm: async (id) => ({ definition: await client.field(id), beside: {} }),
    };
  });
}

async function startHubSpotGround(): Promise<Ground> {
  let shift = 0;
  const standIn = await startHubSpot({ apps: [hubspotApp], portals: [demoPortal], now: () => Date.now() + shift });
  seedPortal(standIn.portal(demoPortal.id));
  const { accessToken, refreshToken } = standIn.install(hubspotApp.clientId, demoPortal.id);
  const portalId = String(demoPortal.id);
  const oauth = createHubSpotOAuth({
    clientId: hubspotApp.clientId,
    clientSecrets: [hubspotApp.clientSecret],
    redirectUri: redirectOf(hubspotApp),
    apiBase: standIn.apiUrl,
    authorizeBase: standIn.apiUrl,
  });
  const forms = [...standIn.portal(demoPortal.id).forms.values()];
  return {
    standIn: standIn.api,
    titles: new Map(forms.map(({ id, name }) => [id, name])),
    connect: ({ token = accessToken, base = standIn.apiUrl, timeoutMs } = {}) => {
      const options = { apiBase: base, formsBase: standIn.formsUrl, portalId, accessToken: async () => token };
      const hubspot = createHubSpot({ ...options, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
      return {
        listForms: async ({ after, limit } = {}) => {
          const page = await hubspot.listForms({ ...(after ? { after } : {}), ...(limit ? { limit } : {}) });
          const found = page.forms.map(({ id, name, updatedAt }) => ({ id, title: name, updatedAt }));
          return { forms: found, ...(page.after ? { next: page.after } : {}) };
        },
        getForm: async (id) => ({ definition: await hubspot.getForm(id), beside: {} }),
      };
    },
    expire: () => {
      shift += 3_600_000;
    },
    withdraw: () => standIn.uninstall(hubspotApp.clientId, demoPortal.id),
    renew: async () => (await oauth.refresh(refreshToken)).accessToken,
    close: () => standIn.close(),
  };
}
