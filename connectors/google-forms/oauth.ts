/** Connecting a Google account (form-tools reference 3.1). */
import type { ToolApp, ToolOAuth } from "../form-tool.ts";
import type { Wire } from "../json-call.ts";
import { renewableTokens } from "../token-endpoint.ts";
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
  const { accountsBase, tokenBase, ...app } = options;
  const { clientId, redirectUri } = app;
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
    ...renewableTokens(app, app, { tool: "google", label: "Google", url: `${tokenBase}/token`, judge: judgeToken }),
  };
}
