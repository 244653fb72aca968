/** Connecting a SurveyMonkey account (form-tools reference 4.1). Its tokens do not expire, so there is nothing to renew. */
import { z } from "zod";
import type { ToolApp, ToolOAuth } from "../form-tool.ts";
import { call, outsideError, parsed, tokenSchema, type Wire } from "../json-call.ts";
import { judgeToken } from "./verdicts.ts";

const tokensSchema = tokenSchema.extend({ access_url: z.url({ protocol: /^https?$/ }).optional() });

export function createSurveyMonkeyOAuth(options: Wire & ToolApp & { readonly apiBase: string }): ToolOAuth {
  const { clientId, clientSecret, redirectUri, apiBase, ...wire } = options;
  return {
    authorizeUrl: (state) => {
      const query = { response_type: "code", client_id: clientId, redirect_uri: redirectUri, state };
      return `${apiBase}/oauth/authorize?${new URLSearchParams(query)}`;
    },
    exchange: async (code) => {
      const form = {
        client_id: clientId,
        client_secret: clientSecret,
        code,
        redirect_uri: redirectUri,
        grant_type: "authorization_code",
      };
      const url = `${apiBase}/oauth/token`;
      const calling = { tool: "surveymonkey", label: "SurveyMonkey", method: "POST", url, form } as const;
      const answered = await call(wire, calling);
      if (answered.status !== 200) throw outsideError(answered, judgeToken(answered));
      const { access_token, access_url } = parsed(calling, answered, tokensSchema);
      return { accessToken: access_token, ...(access_url ? { apiBase: access_url.replace(/\/+$/, "") } : {}) };
    },
  };
}
