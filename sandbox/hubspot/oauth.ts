/** Apps, authorization codes and tokens (HubSpot reference 4.1 to 4.3). */
import { randomBytes, randomUUID } from "node:crypto";
import type { Behaviour } from "./behaviour.ts";
import type { Clock } from "./clock.ts";
import { oauthRefusal, refusal } from "./errors.ts";

export interface HubSpotApp {
  readonly appId: number;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** An authorize URL must ask for all of these. */
  readonly requiredScopes: readonly string[];
  readonly optionalScopes?: readonly string[];
}

/** What an installer agreed to. */
export interface Grant {
  readonly app: HubSpotApp;
  readonly portalId: number;
  readonly userId: number;
  readonly userEmail: string;
  readonly scopes: readonly string[];
}

export interface TokenPair {
  readonly grant: Grant;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

interface Code {
  readonly grant: Grant;
  readonly redirectUri: string;
  readonly expiresAt: number;
}

export interface AccessToken {
  readonly grant: Grant;
  readonly expiresAt: number;
}

export class OAuth {
  readonly #now: Clock;
  readonly #behaviour: Behaviour;
  readonly #apps = new Map<string, HubSpotApp>();
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, Grant>();

  constructor(behaviour: Behaviour, now: Clock) {
    this.#behaviour = behaviour;
    this.#now = now;
  }

  addApp(app: HubSpotApp): void {
    this.#apps.set(app.clientId, app);
  }

  /** The same app with another secret or other settings; what was granted before stays. */
  replaceApp(app: HubSpotApp): void {
    this.#apps.set(app.clientId, app);
  }

  app(clientId: string): HubSpotApp | undefined {
    return this.#apps.get(clientId);
  }

  appById(appId: number): HubSpotApp | undefined {
    return [...this.#apps.values()].find((app) => app.appId === appId);
  }

  issueCode(grant: Grant, redirectUri: string): string {
    const code = randomUUID();
    this.#codes.set(code, { grant, redirectUri, expiresAt: this.#now() + this.#behaviour.codeMs });
    return code;
  }

  /** Throws BAD_CLIENT_ID, BAD_CLIENT_SECRET. */
  client(clientId: string | null, clientSecret: string | null): HubSpotApp {
    const app = clientId === null ? undefined : this.#apps.get(clientId);
    if (!app) throw oauthRefusal("BAD_CLIENT_ID", "invalid_client", "missing or unknown client id");
    if (clientSecret !== app.clientSecret) {
      throw oauthRefusal("BAD_CLIENT_SECRET", "invalid_client", "missing or invalid client secret");
    }
    return app;
  }

  /** A code works once. Throws BAD_AUTH_CODE, MISMATCH_REDIRECT_URI_AUTH_CODE, BAD_REDIRECT_URI. */
  exchange(app: HubSpotApp, code: string | null, redirectUri: string | null): TokenPair {
    if (!redirectUri) throw oauthRefusal("BAD_REDIRECT_URI", "invalid_request", "missing or invalid redirect uri");
    const known = code === null ? undefined : this.#codes.get(code);
    if (!known || known.grant.app.clientId !== app.clientId || known.expiresAt <= this.#now()) {
      throw oauthRefusal("BAD_AUTH_CODE", "invalid_grant", "missing, unknown, used or expired auth code");
    }
    if (known.redirectUri !== redirectUri) {
      const message = "redirect uri does not match the one that the auth code was issued for";
      throw oauthRefusal("MISMATCH_REDIRECT_URI_AUTH_CODE", "invalid_grant", message);
    }
    this.#codes.delete(code ?? "");
    return this.issue(known.grant);
  }

  /** Throws BAD_REFRESH_TOKEN, also for a valid token of another app. */
  refresh(app: HubSpotApp, refreshToken: string | null): TokenPair {
    const grant = refreshToken === null ? undefined : this.#refresh.get(refreshToken);
    if (!refreshToken || grant?.app.clientId !== app.clientId) {
      throw oauthRefusal("BAD_REFRESH_TOKEN", "invalid_grant", "missing or unknown refresh token");
    }
    if (!this.#behaviour.rotateRefreshTokens) return this.issue(grant, refreshToken);
    this.#refresh.delete(refreshToken);
    return this.issue(grant);
  }

  issue(grant: Grant, refreshToken: string = randomUUID()): TokenPair {
    const accessToken = randomBytes(48).toString("base64url");
    this.#refresh.set(refreshToken, grant);
    this.#access.set(accessToken, { grant, expiresAt: this.#now() + this.#behaviour.accessTokenMs });
    return { grant, accessToken, refreshToken, expiresInSeconds: Math.floor(this.#behaviour.accessTokenMs / 1000) };
  }

  /** The grant behind an access token. 401 for an unknown one, 401 EXPIRED_AUTHENTICATION for an old one. */
  authenticate(accessToken: string | undefined): Grant {
    if (!accessToken) {
      throw refusal(
        401,
        "INVALID_AUTHENTICATION",
        "Authentication credentials not found. Send an OAuth 2.0 access token.",
      );
    }
    const known = this.#access.get(accessToken);
    if (!known) throw refusal(401, "INVALID_AUTHENTICATION", "The OAuth token is invalid.");
    if (known.expiresAt <= this.#now()) {
      throw refusal(401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call has expired.", {
        context: { expireTime: [new Date(known.expiresAt).toISOString()] },
      });
    }
    return known.grant;
  }

  accessToken(token: string): AccessToken | undefined {
    return this.#access.get(token);
  }

  refreshToken(token: string): Grant | undefined {
    return this.#refresh.get(token);
  }

  /** Access tokens that came from a revoked refresh token live on until they expire, as the legacy call left them. */
  revoke(app: HubSpotApp, token: string): void {
    if (this.#refresh.get(token)?.app.clientId === app.clientId) this.#refresh.delete(token);
    if (this.#access.get(token)?.grant.app.clientId === app.clientId) this.#access.delete(token);
  }

  /** The portal removed the app: all its tokens die, and nothing tells the app so (reference 4.3). */
  uninstall(clientId: string, portalId: number): void {
    const theirs = (grant: Grant) => grant.app.clientId === clientId && grant.portalId === portalId;
    for (const [token, { grant }] of this.#access) if (theirs(grant)) this.#access.delete(token);
    for (const [token, grant] of this.#refresh) if (theirs(grant)) this.#refresh.delete(token);
    for (const [code, { grant }] of this.#codes) if (theirs(grant)) this.#codes.delete(code);
  }
}
