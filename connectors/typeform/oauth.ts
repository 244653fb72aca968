/** Connecting a Typeform account (form-tools reference 2.1). */
import type { ToolApp, ToolOAuth, ToolTokens } from "../form-tool.ts";
import { call, outsideError, parsed, tokenSchema, type Wire } from "../json-call.ts";
import { judgeToken } from "./verdicts.ts";

/** `offline` brings the refresh token. */
const scopes = ["offline", "accounts:read", "forms:read", "workspaces:read"];

export function createTypeformOAuth(options: Wire & ToolApp & { readonly apiBase: string }): ToolOAuth {
  const { clientId, clientSecret, redirectUri, apiBase, ...wire } = options;
  const tokens = async (form: Record<string, string>): Promise<ToolTokens> => {
    const credentials = { client_id: clientId, client_secret: clientSecret };
    const url = `${apiBase}/oauth/token`;
    const calling = {
      tool: "typeform",
      label: "Typeform",
      method: "POST",
      url,
      form: { ...form, ...credentials },
    } as const;
    const answered = await call(wire, calling);
    if (answered.status !== 200) throw outsideError(answered, judgeToken(answered));
    const { access_token, refresh_token, expires_in } = parsed(calling, answered, tokenSchema);
    return {
      accessToken: access_token,
      ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
      ...(expires_in === undefined ? {} : { expiresInMs: expires_in * 1_000 }),
    };
  };
  return {
    authorizeUrl: (state) => {
      const query = {
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: "code",
        scope: scopes.join(" "),
        state,
      };
      return `${apiBase}/oauth/authorize?${new URLSearchParams(query)}`;
    },
    exchange: (code) => tokens({ grant_type: "authorization_code", code, redirect_uri: redirectUri }),
    refresh: (refreshToken) => tokens({ grant_type: "refresh_token", refresh_token: refreshToken }),
  };
}
