/** Installing the app in a HubSpot account and keeping its tokens fresh (HubSpot reference 4.1 and 4.2). */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { createClient, type HubSpotCall } from "./client.ts";
import { isSecretRefused } from "./errors.ts";
import { introspectionSchema, tokenSchema } from "./types.ts";

export interface OAuthOptions {
  readonly clientId: string;
  /** Newest first. The one before is tried where HubSpot does not take the newest yet. */
  readonly clientSecrets: readonly string[];
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

export interface AuthorizeRequest {
  readonly state: string;
  readonly scopes: readonly string[];
  /** Dropped in silence where the account or its user lacks them. */
  readonly optionalScopes?: readonly string[];
  /** The account to preselect (HubSpot reference 0): the person may still end up in another one. */
  readonly accountId?: string | undefined;
}

export interface HubSpotOAuth {
  /** Where to send the browser. `state` comes back unchanged: bind it to a session and accept it once. */
  authorizeUrl(request: AuthorizeRequest): string;
  /** Trades the code from the redirect for tokens. A code works once. */
  exchange(code: string): Promise<Tokens>;
  /** @throws HubSpotError `hubspot.disconnected` once the app was uninstalled. */
  refresh(refreshToken: string): Promise<Tokens>;
  introspect(accessToken: string): Promise<TokenInfo>;
  /** Ends a refresh token; access tokens of it may live on until they expire. */
  revoke(refreshToken: string): Promise<void>;
}

type Form = Readonly<Record<string, string>>;

const tokenPath = "/oauth/2026-03/token";

export function createHubSpotOAuth(options: OAuthOptions): HubSpotOAuth {
  const { clientId, clientSecrets, redirectUri, apiBase, authorizeBase, timeoutMs } = options;
  const client = createClient({ apiBase, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  let accepted: string | undefined;

  /** With the secret that worked last; where HubSpot takes it no more, or not yet, with the others. */
  async function asApp<T>(call: Pick<HubSpotCall<T>, "path" | "answer" | "reads"> & { form: Form }): Promise<T> {
    const secrets = accepted === undefined ? clientSecrets : [accepted, ...clientSecrets];
    let refusal: unknown;
    for (const secret of new Set(secrets)) {
      try {
        const form = { client_id: clientId, client_secret: secret, ...call.form };
        const answer = await client.call({ ...call, method: "POST", form });
        accepted = secret;
        return answer;
      } catch (error) {
        if (!isSecretRefused(error)) throw error;
        refusal ??= error;
      }
    }
    throw refusal ?? new Error("The HubSpot app has no client secret.");
  }

  async function introspect(accessToken: string): Promise<TokenInfo> {
    const form = { token: accessToken, token_type_hint: "access_token" };
    const path = `${tokenPath}/introspect`;
    return tokenInfo(await asApp({ path, form, reads: true, answer: introspectionSchema }));
  }

  async function tokens(form: Form): Promise<Tokens> {
    const answer = await asApp({ path: tokenPath, form, answer: tokenSchema });
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
    authorizeUrl({ state, scopes, optionalScopes = [], accountId }) {
      const path = accountId === undefined ? "/oauth/authorize" : `/oauth/${encodeURIComponent(accountId)}/authorize`;
      const url = new URL(path, authorizeBase);
      url.searchParams.set("client_id", clientId);
      url.searchParams.set("redirect_uri", redirectUri);
      url.searchParams.set("scope", scopes.join(" "));
      if (optionalScopes.length > 0) url.searchParams.set("optional_scope", optionalScopes.join(" "));
      url.searchParams.set("state", state);
      return url.toString();
    },
    exchange: (code) => tokens({ grant_type: "authorization_code", redirect_uri: redirectUri, code }),
    refresh: (refreshToken) => tokens({ grant_type: "refresh_token", refresh_token: refreshToken }),
    introspect,
    async revoke(refreshToken) {
      const form = { token: refreshToken, token_type_hint: "refresh_token" };
      await asApp({ path: `${tokenPath}/revoke`, form, answer: z.unknown() });
    },
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
