/** Connecting a SurveyMonkey account (form-tools reference 4.1). Its tokens do not expire, so there is nothing to renew. */
import { z } from "zod";
import type { ToolApp, ToolOAuth } from "../form-tool.ts";
import { tokenSchema, type Wire } from "../json-call.ts";
import { askForTokens, codeGrant } from "../token-endpoint.ts";
import { judgeToken } from "./verdicts.ts";

const tokensSchema = tokenSchema.extend({ access_url: z.url({ protocol: /^https?$/ }).optional() });

export function createSurveyMonkeyOAuth(options: Wire & ToolApp & { readonly apiBase: string }): ToolOAuth {
  const { apiBase, ...app } = options;
  const { clientId, redirectUri } = app;
  const url = `${apiBase}/oauth/token`;
  const endpoint = { tool: "surveymonkey", label: "SurveyMonkey", url, judge: judgeToken };
  return {
    authorizeUrl: (state) => {
      const query = { response_type: "code", client_id: clientId, redirect_uri: redirectUri, state };
      return `${apiBase}/oauth/authorize?${new URLSearchParams(query)}`;
    },
    exchange: async (code) => {
      const { access_token, access_url } = await askForTokens(app, app, endpoint, codeGrant(app, code), tokensSchema);
      return { accessToken: access_token, ...(access_url ? { apiBase: access_url.replace(/\/+$/, "") } : {}) };
    },
  };
}
