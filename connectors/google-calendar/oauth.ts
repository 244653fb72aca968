/** Connecting the Google account whose calendar is filled (form-tools reference 3.1 and 6.1). */
import type { ToolApp, ToolOAuth } from "../form-tool.ts";
import type { Wire } from "../json-call.ts";
import { renewableTokens } from "../token-endpoint.ts";
import { judgeToken } from "./verdicts.ts";

/** To see when a calendar is busy, and to make and change events. */
const scopes = ["https://www.googleapis.com/auth/calendar.freebusy", "https://www.googleapis.com/auth/calendar.events"];

export interface GoogleCalendarOAuthBases {
  /** `https://accounts.google.com` */
  readonly accountsBase: string;
  /** `https://oauth2.googleapis.com` */
  readonly tokenBase: string;
}

export function createGoogleCalendarOAuth(options: Wire & ToolApp & GoogleCalendarOAuthBases): ToolOAuth {
  const { accountsBase, tokenBase, ...app } = options;
  const url = `${tokenBase}/token`;
  return {
    authorizeUrl: (state) => {
      // Google gives a refresh token at the first consent only, unless it is asked to prompt.
      const query = {
        client_id: app.clientId,
        redirect_uri: app.redirectUri,
        response_type: "code",
        scope: scopes.join(" "),
        access_type: "offline",
        prompt: "consent",
        state,
      };
      return `${accountsBase}/o/oauth2/v2/auth?${new URLSearchParams(query)}`;
    },
    ...renewableTokens(app, app, { tool: "google-calendar", label: "Google Calendar", url, judge: judgeToken }),
  };
}
