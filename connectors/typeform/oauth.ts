/** Connecting a Typeform account (form-tools reference 2.1). */
import type { ToolApp, ToolOAuth } from "../form-tool.ts";
import type { Wire } from "../json-call.ts";
import { renewableTokens } from "../token-endpoint.ts";
import { judgeToken } from "./verdicts.ts";

/** `offline` brings the refresh token. */
const scopes = ["offline", "accounts:read", "forms:read", "workspaces:read"];

export function createTypeformOAuth(options: Wire & ToolApp & { readonly apiBase: string }): ToolOAuth {
  const { apiBase, ...app } = options;
  const { clientId, redirectUri } = app;
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
    ...renewableTokens(app, app, {
      tool: "typeform",
      label: "Typeform",
      url: `${apiBase}/oauth/token`,
      judge: judgeToken,
    }),
  };
}
