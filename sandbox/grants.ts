/** The OAuth of a form tool on loopback: codes that work once, tokens that expire, refresh tokens, and withdrawal. */
import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";

export interface GrantApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

export interface GrantRules {
  /** Life of an access token; absent where tokens do not expire. */
  readonly lifeMs?: number;
  /** A renewal brings a new refresh token and ends the one before. */
  readonly rotates: boolean;
  readonly now: () => number;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface Access {
  readonly until: number;
}

export class Grants {
  readonly #app: GrantApp;
  readonly #rules: GrantRules;
  readonly #redirects: Set<string>;
  readonly #codes = new Map<string, string>();
  readonly #access = new Map<string, Access>();
  readonly #refresh = new Set<string>();
  #withdrawn = new Set<string>();

  constructor(app: GrantApp, rules: GrantRules) {
    this.#app = app;
    this.#redirects = new Set(app.redirectUris);
    this.#rules = rules;
  }

  /** A token that somebody made in the account's settings; it does not expire. */
  personalToken(): string {
    const token = newSecret("personal");
    this.#access.set(token, { until: Number.POSITIVE_INFINITY });
    return token;
  }

  /** The app registers one more address that its consent page may lead back to. */
  allowRedirect(address: string): void {
    this.#redirects.add(address);
  }

  /** The consent page in a browser: one link, which allows what is asked. */
  page(label: string): RequestHandler {
    return (request, response) => {
      try {
        const back = this.consent(new URL(request.originalUrl, "http://stand-in").href).replaceAll("&", "&amp;");
        response
          .type("html")
          .send(
            `<!doctype html><title>${label}</title><p>${label} (a stand-in): may Flowella use your account?</p><p><a href="${back}">Allow</a></p>`,
          );
      } catch (error) {
        response
          .status(400)
          .type("text")
          .send(error instanceof Error ? error.message : "Refused.");
      }
    };
  }

  /** What a person's browser does on the consent page: @returns the address that it is sent back to. */
  consent(authorizeUrl: string): string {
    const query = new URL(authorizeUrl).searchParams;
    const redirectUri = query.get("redirect_uri") ?? "";
    if (query.get("client_id") !== this.#app.clientId) throw new Error("The consent page does not know this app.");
    if (!this.#redirects.has(redirectUri)) throw new Error("This redirect address is not registered.");
    if (query.get("response_type") !== "code") throw new Error("The consent page gives codes only.");
    const code = newSecret("code");
    this.#codes.set(code, redirectUri);
    return `${redirectUri}?${new URLSearchParams({ code, state: query.get("state") ?? "" })}`;
  }

  /** The token endpoint, as RFC 6749 has it. */
  answer(form: URLSearchParams): TokenAnswer {
    if (form.get("client_id") !== this.#app.clientId || form.get("client_secret") !== this.#app.clientSecret) {
      return { status: 401, body: { error: "invalid_client" } };
    }
    if (form.get("grant_type") === "authorization_code") {
      const code = form.get("code") ?? "";
      const redirectUri = this.#codes.get(code);
      this.#codes.delete(code);
      return redirectUri !== undefined && redirectUri === form.get("redirect_uri") ? this.#issue(true) : invalidGrant;
    }
    const token = form.get("refresh_token") ?? "";
    if (form.get("grant_type") !== "refresh_token" || !this.#refresh.has(token)) return invalidGrant;
    if (this.#rules.rotates) this.#refresh.delete(token);
    return this.#issue(this.#rules.rotates);
  }

  #issue(withRefresh: boolean): TokenAnswer {
    const { lifeMs, now } = this.#rules;
    const access = newSecret("access");
    this.#access.set(access, { until: lifeMs === undefined ? Number.POSITIVE_INFINITY : now() + lifeMs });
    const refresh = newSecret("refresh");
    if (withRefresh && lifeMs !== undefined) this.#refresh.add(refresh);
    return {
      status: 200,
      body: {
        access_token: access,
        token_type: "bearer",
        ...(lifeMs === undefined ? {} : { expires_in: lifeMs / 1_000 }),
        ...(withRefresh && lifeMs !== undefined ? { refresh_token: refresh } : {}),
      },
    };
  }

  judge(authorization: string | undefined): "good" | "missing" | "unknown" | "expired" | "withdrawn" {
    const token = /^bearer (.+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) return "missing";
    if (this.#withdrawn.has(token)) return "withdrawn";
    const access = this.#access.get(token);
    if (!access) return "unknown";
    return access.until > this.#rules.now() ? "good" : "expired";
  }

  /** Every access token is past its time; refresh tokens still work. */
  expireAll(): void {
    for (const token of this.#access.keys()) this.#access.set(token, { until: 0 });
  }

  /** The account takes the app's access away. */
  withdraw(): void {
    this.#withdrawn = new Set([...this.#withdrawn, ...this.#access.keys()]);
    this.#access.clear();
    this.#refresh.clear();
  }
}

const invalidGrant: TokenAnswer = { status: 400, body: { error: "invalid_grant", error_description: "Bad Request" } };

const newSecret = (kind: string): string => `${kind}-${randomBytes(16).toString("hex")}`;
