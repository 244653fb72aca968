/** Connecting a Google account (form-tools reference 3.1). */
import type { ToolApp, ToolOAuth, ToolTokens } from "../form-tool.ts";
import { call, outsideError, parsed, tokenSchema, type Wire } from "../json-call.ts";
import { judgeToken } from "./verdicts.ts";

/** Reading definitions, and the names of forms in Drive; nothing can be changed with these. */
const scopes = [
  "https://www.googleapis.com/auth/forms.body.readonly",
  "https://www.googleapis.com/auth/drive.metadata.readonly",
];

/** Asked for only by who wants rows written into a form's linked sheet. */
const sheetScope = "https://www.googleapis.com/auth/spreadsheets";

export interface GoogleOAuthBases {
  /** `https://accounts.google.com` */
  readonly accountsBase: string;
  /** `https://oauth2.googleapis.com` */
  readonly tokenBase: string;
}

export function createGoogleOAuth(options: Wire & ToolApp & GoogleOAuthBases): ToolOAuth {
  const { clientId, clientSecret, redirectUri, accountsBase, tokenBase, ...wire } = options;
  const tokens = async (form: Record<string, string>): Promise<ToolTokens> => {
    const credentials = { client_id: clientId, client_secret: clientSecret };
    const url = `${tokenBase}/token`;
    const calling = {
      tool: "google",
      label: "Google",
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
    authorizeUrl: (state, extra = []) => {
      // Google gives a refresh token at the first consent only, unless it is asked to prompt.
      const query = {
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: "code",
        scope: [...scopes, ...(extra.includes("sheet") ? [sheetScope] : [])].join(" "),
        access_type: "offline",
        prompt: "consent",
        include_granted_scopes: "true",
        state,
      };
      return `${accountsBase}/o/oauth2/v2/auth?${new URLSearchParams(query)}`;
    },
    exchange: (code) => tokens({ grant_type: "authorization_code", code, redirect_uri: redirectUri }),
    refresh: (refreshToken) => tokens({ grant_type: "refresh_token", refresh_token: refreshToken }),
  };
}
