/** Installing the app in a HubSpot account and keeping its tokens fresh (HubSpot reference 4.1 and 4.2). */
import type { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { createClient } from "./client.ts";
import { introspectionSchema, tokenSchema } from "./types.ts";

export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Must equal one of the app's registered URLs exactly. */
  readonly redirectUri: string;
  /** `https://api.hubapi.com` */
  readonly apiBase: string;
  /** `https://app.hubspot.com` */
  readonly authorizeBase: string;
  readonly timeoutMs?: number;
}

export interface Tokens {
  readonly accessToken: string;
  /** Store the one received each time; it may change. */
  readonly refreshToken: string;
  /** Lifetime of the access token in ms. Refresh minutes earlier: a 401 counts against the app at certification. */
  readonly expiresInMs: number;
  /** The account, also called portal. */
  readonly hubId: string;
  readonly userId?: string;
  readonly scopes: readonly string[];
}

/** What HubSpot says about a token, among it who installed. */
export interface TokenInfo {
  readonly active: boolean;
  readonly hubId?: string;
  readonly hubDomain?: string;
  readonly appId?: string;
  readonly userId?: string;
  /** The installer's e-mail address. */
  readonly userEmail?: string;
  readonly scopes: readonly string[];
}

export interface HubSpotOAuth {
  /** Where to send the browser. `state` comes back unchanged: bind it to a session and accept it once. */
  authorizeUrl(request: { state: string; scopes: readonly string[]; optionalScopes?: readonly string[] }): string;
  /** Trades the code from the redirect for tokens. A code works once. */
  exchange(code: string): Promise<Tokens>;
  /** @throws HubSpotError `hubspot.disconnected` once the app was uninstalled. */
  refresh(refreshToken: string): Promise<Tokens>;
  introspect(accessToken: string): Promise<TokenInfo>;
}

const tokenPath = "/oauth/2026-03/token";

export function createHubSpotOAuth(options: OAuthOptions): HubSpotOAuth {
  const { clientId, clientSecret, redirectUri, apiBase, authorizeBase, timeoutMs } = options;
  const client = createClient({ apiBase, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  const credentials = { client_id: clientId, client_secret: clientSecret };

  async function introspect(accessToken: string): Promise<TokenInfo> {
    const form = { ...credentials, token: accessToken, token_type_hint: "access_token" };
    const path = `${tokenPath}/introspect`;
    return tokenInfo(await client.call({ method: "POST", path, form, reads: true, answer: introspectionSchema }));
  }

  async function tokens(form: Record<string, string>): Promise<Tokens> {
    const answer = await client.call({ method: "POST", path: tokenPath, form, answer: tokenSchema });
    const info = answer.hub_id === undefined ? await introspect(answer.access_token) : undefined;
    const hubId = answer.hub_id === undefined ? info?.hubId : String(answer.hub_id);
    if (hubId === undefined) throw noAccount();
    const userId = answer.user_id === undefined ? info?.userId : String(answer.user_id);
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token,
      expiresInMs: answer.expires_in * 1_000,
      hubId,
      ...(userId === undefined ? {} : { userId }),
      scopes: answer.scopes ?? info?.scopes ?? [],
    };
  }

  return {
    authorizeUrl({ state, scopes, optionalScopes = [] }) {
      const url = new URL("/oauth/authorize", authorizeBase);
      url.searchParams.set("client_id", clientId);
      url.searchParams.set("redirect_uri", redirectUri);
      url.searchParams.set("scope", scopes.join(" "));
      if (optionalScopes.length > 0) url.searchParams.set("optional_scope", optionalScopes.join(" "));
      url.searchParams.set("state", state);
      return url.toString();
    },
    exchange: (code) => tokens({ grant_type: "authorization_code", ...credentials, redirect_uri: redirectUri, code }),
    refresh: (refreshToken) => tokens({ grant_type: "refresh_token", ...credentials, refresh_token: refreshToken }),
    introspect,
  };
}

function tokenInfo(answer: z.infer<typeof introspectionSchema>): TokenInfo {
  return {
    active: answer.active,
    scopes: answer.scopes ?? [],
    ...(answer.hub_id === undefined ? {} : { hubId: String(answer.hub_id) }),
    ...(answer.hub_domain === undefined ? {} : { hubDomain: answer.hub_domain }),
    ...(answer.app_id === undefined ? {} : { appId: String(answer.app_id) }),
    ...(answer.user_id === undefined ? {} : { userId: String(answer.user_id) }),
    ...(answer.user === undefined ? {} : { userEmail: answer.user }),
  };
}

const noAccount = () =>
  new OutsideError("HubSpot gave a token without saying for which account. Start the installation again.", {
    code: "hubspot.no_account",
    remedy: "give-up",
  });
