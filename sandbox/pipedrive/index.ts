/**
 * Pipedrive on loopback: a company's people, notes and person fields, API tokens, OAuth, and the limit of a burst. What is
 * taken from where stands in connectors/pipedrive/README.md; a value or parameter that is not documented is refused.
 */
import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import { type GrantApp, Grants } from "../grants.ts";
import { rawBody, StandIn } from "../stand-in.ts";
import { Company } from "./company.ts";
import { noteRoutes } from "./notes.ts";
import { peopleRoutes } from "./people.ts";
import { refuse } from "./refuse.ts";

export type { StoredNote, StoredPerson } from "./company.ts";

export interface PipedriveStandIn {
  readonly url: string;
  readonly standIn: StandIn;
  readonly grants: Grants;
  readonly company: Company;
  /** A new token of the company's user; the one before is over. */
  newApiToken(): string;
  /** What a person's browser does on the consent page: @returns the address that it is sent back to. */
  consent(authorizeUrl: string): string;
  close(): Promise<void>;
}

export const demoApp: GrantApp = {
  clientId: "pipedrive-client",
  clientSecret: "pipedrive-secret",
  redirectUris: ["http://localhost:3000/oauth/pipedrive/callback"],
};

const tokenLifeMs = 3_600_000;

export async function startPipedrive({
  app = demoApp,
  burst = 20,
  now = Date.now,
}: {
  app?: GrantApp;
  /** Calls in two seconds. */
  burst?: number;
  now?: () => number;
} = {}): Promise<PipedriveStandIn> {
  const grants = new Grants(app, { lifeMs: tokenLifeMs, rotates: true, now });
  const company = new Company(now);
  const window = new Window(burst, now);
  let apiToken = "";
  const mayEnter = (request: Request): boolean => {
    const own = request.get("x-api-token");
    return own === undefined ? grants.judge(request.get("authorization")) === "good" : own !== "" && own === apiToken;
  };
  const standIn = new StandIn(
    (routes) => {
      routes.get("/oauth/authorize", (request, response, next) => {
        request.originalUrl = withCode(request.originalUrl);
        grants.page("Pipedrive")(request, response, next);
      });
      routes.post("/oauth/token", (request, response) => token(grants, standIn.url, request, response));
      routes.use("/api", (request, response, next) => {
        if (!mayEnter(request)) return refuse(response, 401, "Unauthorized access");
        const open = window.count();
        response.set(window.headers());
        if (open) next();
        else refuse(response, 429, "Request over limit");
      });
      routes.get("/api/v1/users/me", (_request, response) => {
        const { id, name } = company;
        const data = { id: 1, name: "Ada", company_id: id, company_name: name, company_domain: "casa-lume" };
        response.json({ success: true, data });
      });
      peopleRoutes(routes, company, now);
      noteRoutes(routes, company);
    },
    (_request, response) => refuse(response, 404, "Unknown method."),
  );
  const url = await standIn.listen();
  return {
    url,
    standIn,
    grants,
    company,
    newApiToken: () => {
      apiToken = randomBytes(20).toString("hex");
      return apiToken;
    },
    consent: (authorizeUrl) => grants.consent(withCode(authorizeUrl)),
    close: () => standIn.close(),
  };
}

/** Pipedrive's page gives codes only, and is not asked for them by name. */
const withCode = (address: string): string => `${address}&response_type=code`;

/** The app names itself as Basic does; errors are told in words. */
function token(grants: Grants, url: string, request: Request, response: Response): void {
  const form = new URLSearchParams(rawBody(request).toString("utf8"));
  const basic = /^basic (.+)$/i.exec(request.get("authorization") ?? "")?.[1] ?? "";
  const [clientId = "", clientSecret = ""] = Buffer.from(basic, "base64").toString("utf8").split(":");
  form.set("client_id", clientId);
  form.set("client_secret", clientSecret);
  const { status, body } = grants.answer(form);
  if (status === 200) return void response.json({ ...body, scope: "base,contacts:full", api_domain: url });
  const message = status === 401 ? "Invalid client: client is invalid" : "Invalid grant: refresh_token is invalid";
  response.status(400).json({ success: false, message });
}

/** So many calls in each two seconds. */
class Window {
  readonly #burst: number;
  readonly #now: () => number;
  #begun = 0;
  #used = 0;

  constructor(burst: number, now: () => number) {
    this.#burst = burst;
    this.#now = now;
  }

  count(): boolean {
    const now = this.#now();
    if (now - this.#begun >= 2_000) [this.#begun, this.#used] = [now, 0];
    if (this.#used >= this.#burst) return false;
    this.#used += 1;
    return true;
  }

  headers(): Record<string, string> {
    const left = Math.max(1, Math.ceil((this.#begun + 2_000 - this.#now()) / 1_000));
    return {
      "x-ratelimit-limit": String(this.#burst),
      "x-ratelimit-remaining": String(this.#burst - this.#used),
      "x-ratelimit-reset": String(left),
    };
  }
}
