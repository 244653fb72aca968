/** Connecting a Pipedrive company over its consent page. The token endpoint takes the app's id and secret as Basic does. */
import { z } from "zod";
import type { ToolApp, ToolOAuth, ToolTokens } from "../form-tool.ts";
import { type Calling, call, outsideError, parsed, tokenSchema, type Wire } from "../json-call.ts";
import { codeGrant } from "../token-endpoint.ts";
import { judgeToken } from "./verdicts.ts";

/** `api_domain`: the company's own host. */
const answerSchema = tokenSchema.extend({ api_domain: z.url({ protocol: /^https?$/ }).optional() });

export function createPipedriveOAuth(
  options: Wire & ToolApp & { readonly oauthBase: string },
): Required<Pick<ToolOAuth, "authorizeUrl" | "exchange" | "refresh">> {
  const { oauthBase, clientId, clientSecret, redirectUri } = options;
  const tokens = async (grant: Record<string, string>, granting: "code" | "refresh-token"): Promise<ToolTokens> => {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const calling: Calling = {
      tool: "pipedrive",
      label: "Pipedrive",
      method: "POST",
      url: `${oauthBase}/oauth/token`,
      headers: { authorization: `Basic ${basic}` },
      form: grant,
    };
    const answered = await call(options, calling);
    if (answered.status !== 200) throw outsideError(answered, judgeToken(granting)(answered));
    const { access_token, refresh_token, expires_in, api_domain } = parsed(calling, answered, answerSchema);
    return {
      accessToken: access_token,
      ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
      ...(expires_in === undefined ? {} : { expiresInMs: expires_in * 1_000 }),
      ...(api_domain === undefined ? {} : { apiBase: api_domain.replace(/\/+$/, "") }),
    };
  };
  return {
    // What it asks for is set with the app: the address names no scopes.
    authorizeUrl: (state) =>
      `${oauthBase}/oauth/authorize?${new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, state })}`,
    exchange: (code) => tokens(codeGrant(options, code), "code"),
    refresh: (refreshToken) => tokens({ grant_type: "refresh_token", refresh_token: refreshToken }, "refresh-token"),
  };
}
