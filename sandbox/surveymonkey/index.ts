/**
 * SurveyMonkey on loopback: lists and details of surveys, collectors and responses, OAuth, and the quota of an app (form-tools
 * reference 4.1, 4.2, 4.6, 4.9).
 */
import type { Request, Response } from "express";
import { type GrantApp, Grants } from "../grants.ts";
import { rawBody, StandIn } from "../stand-in.ts";
import { type Responses, responseRoutes } from "./responses.ts";
import { Webhooks, webhookRoutes } from "./webhooks.ts";

export interface SurveyDefinition {
  readonly id: string;
  readonly title: string;
  readonly date_modified?: string;
  readonly [key: string]: unknown;
}

export interface SurveyMonkeyStandIn {
  readonly url: string;
  readonly standIn: StandIn;
  readonly grants: Grants;
  readonly surveys: Map<string, SurveyDefinition>;
  /** Somebody edits a survey: its date is a new one. Resolves once its webhooks have told. */
  edit(id: string, change: (survey: SurveyDefinition) => SurveyDefinition): Promise<void>;
  readonly webhooks: Webhooks;
  /** By survey, then by language: texts by the ids of questions and options (form-tools reference 4.5). */
  readonly translations: Map<string, Map<string, readonly Translation[]>>;
  /** What was written into surveys. */
  readonly responses: Responses;
  /** Calls that were let through today. */
  usedToday(): number;
  close(): Promise<void>;
}

export interface Translation {
  readonly context: string;
  readonly resource_id: string;
  readonly default: string;
  readonly translation: string;
}

/** A draft or private app's. */
const usualLimits = { minute: 120, day: 500 };
const dayMs = 24 * 3_600_000;

export async function startSurveyMonkey({
  app = demoApp,
  surveys = [],
  limits = usualLimits,
  now = Date.now,
}: {
  app?: GrantApp;
  surveys?: readonly SurveyDefinition[];
  limits?: { minute: number; day: number };
  now?: () => number;
} = {}): Promise<SurveyMonkeyStandIn> {
  const grants = new Grants(app, { rotates: false, now });
  const held = new Map(surveys.map((survey) => [survey.id, survey]));
  const meter = new Meter(limits, now);
  const webhooks = new Webhooks(app, now);
  const responses: Responses = { collectors: new Map(), stored: new Map() };
  const translations: SurveyMonkeyStandIn["translations"] = new Map();
  const standIn = new StandIn(
    (routes) => {
      routes.get("/oauth/authorize", grants.page("SurveyMonkey"));
      routes.post("/oauth/token", (request, response) => {
        const { status, body } = grants.answer(new URLSearchParams(rawBody(request).toString("utf8")));
        response.status(status).json(status === 200 ? { ...body, access_url: standIn.url } : body);
      });
      routes.use("/v3", (request, response, next) => {
        if (mayNot(grants, request, response)) return;
        const open = meter.count();
        response.set(meter.headers());
        if (open) next();
        else refuse(response, 429, "1040", "Rate limit reached");
      });
      routes.get("/v3/surveys", (request, response) => {
        response.json(
          page([...held.values()], new URL(request.originalUrl, "http://surveymonkey").searchParams, standIn.url),
        );
      });
      routes.get("/v3/surveys/:id/details", (request, response) => {
        const survey = held.get(request.params.id);
        if (survey) response.json(survey);
        else refuse(response, 404, "1020", "The requested resource does not exist");
      });
      const missing = (response: Response) => refuse(response, 404, "1020", "The requested resource does not exist");
      routes.get("/v3/surveys/:id/languages", (request, response) => {
        if (!held.has(request.params.id)) return missing(response);
        const codes = [...(translations.get(request.params.id)?.keys() ?? [])];
        const data = codes.map((id) => ({ id, name: id, enabled: true, href: `${standIn.url}/v3/surveys/${id}` }));
        response.json({ data, per_page: 50, page: 1, total: data.length, links: {} });
      });
      routes.get("/v3/surveys/:id/languages/:code", (request, response) => {
        const { id, code } = request.params;
        const texts = translations.get(id)?.get(code);
        if (texts) response.json({ id: code, enabled: true, translations: texts });
        else missing(response);
      });
      responseRoutes(routes, held, responses, refuse);
      webhookRoutes(routes, webhooks, refuse);
    },
    (_request, response) => refuse(response, 404, "1020", "The requested resource does not exist"),
  );
  const url = await standIn.listen();
  const edit: SurveyMonkeyStandIn["edit"] = async (id, change) => {
    const survey = held.get(id);
    if (!survey) return;
    held.set(id, { ...change(survey), date_modified: new Date(now()).toISOString().slice(0, 19) });
    await webhooks.tell("survey_updated", id);
  };
  return {
    url,
    standIn,
    grants,
    surveys: held,
    translations,
    edit,
    webhooks,
    responses,
    usedToday: () => meter.today,
    close: () => standIn.close(),
  };
}

export const demoApp: GrantApp = {
  clientId: "surveymonkey-client",
  clientSecret: "surveymonkey-secret",
  redirectUris: ["http://localhost:3000/oauth/forms/surveymonkey/callback"],
};

/** Two windows: a minute, and the day that begins at midnight GMT. */
class Meter {
  readonly #limits: { readonly minute: number; readonly day: number };
  readonly #now: () => number;
  #minute = { begun: 0, used: 0 };
  #day = { begun: 0, used: 0 };

  constructor(limits: { minute: number; day: number }, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get today(): number {
    return this.#day.used;
  }

  /** @returns whether the call is within both */
  count(): boolean {
    const now = this.#now();
    if (now - this.#minute.begun >= 60_000) this.#minute = { begun: now, used: 0 };
    if (Math.floor(now / dayMs) !== Math.floor(this.#day.begun / dayMs)) this.#day = { begun: now, used: 0 };
    const open = this.#minute.used < this.#limits.minute && this.#day.used < this.#limits.day;
    if (open) {
      this.#minute.used += 1;
      this.#day.used += 1;
    }
    return open;
  }

  headers(): Record<string, string> {
    const now = this.#now();
    const seconds = (ms: number) => String(Math.ceil(ms / 1_000));
    return {
      "X-Ratelimit-App-Global-Minute-Limit": String(this.#limits.minute),
      "X-Ratelimit-App-Global-Minute-Remaining": String(this.#limits.minute - this.#minute.used),
      "X-Ratelimit-App-Global-Minute-Reset": seconds(this.#minute.begun + 60_000 - now),
      "X-Ratelimit-App-Global-Day-Limit": String(this.#limits.day),
      "X-Ratelimit-App-Global-Day-Remaining": String(this.#limits.day - this.#day.used),
      "X-Ratelimit-App-Global-Day-Reset": seconds(dayMs - (now % dayMs)),
    };
  }
}

function mayNot(grants: Grants, request: Request, response: Response): boolean {
  switch (grants.judge(request.get("authorization"))) {
    case "good":
      return false;
    case "missing":
      refuse(response, 401, "1010", "The authorization token was not provided.");
      return true;
    case "withdrawn":
      refuse(response, 401, "1013", "Client revoked access grant");
      return true;
    default:
      refuse(response, 401, "1011", "The authorization token provided was invalid.");
      return true;
  }
}

function refuse(response: Response, status: number, id: string, message: string): void {
  const docs = "https://developer.surveymonkey.com/api/v3/#error-codes";
  response.status(status).json({ error: { docs, message, id, name: "Error", http_status_code: status } });
}

function page(surveys: readonly SurveyDefinition[], query: URLSearchParams, url: string) {
  const words = query.get("title")?.toLowerCase() ?? "";
  const found = surveys
    .filter(({ title }) => title.toLowerCase().includes(words))
    .toSorted((left, right) => (right.date_modified ?? "").localeCompare(left.date_modified ?? ""));
  const size = Math.min(Number(query.get("per_page") ?? 50), 1_000);
  const number = Number(query.get("page") ?? 1);
  const link = (to: number) => `${url}/v3/surveys?page=${to}&per_page=${size}`;
  const dated = query.get("include")?.split(",").includes("date_modified") ?? false;
  return {
    data: found.slice((number - 1) * size, number * size).map(({ id, title, date_modified }) => ({
      id,
      title,
      nickname: "",
      href: `${url}/v3/surveys/${id}`,
      ...(dated && date_modified ? { date_modified } : {}),
    })),
    per_page: size,
    page: number,
    total: found.length,
    links: { self: link(number), ...(number * size < found.length ? { next: link(number + 1) } : {}) },
  };
}
