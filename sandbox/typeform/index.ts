/** Typeform on loopback: lists and definitions of forms, and its OAuth (form-tools reference 2.1, 2.2 and 2.13). */
import type { Request, Response } from "express";
import { type GrantApp, Grants } from "../grants.ts";
import { rawBody, StandIn } from "../stand-in.ts";
import { FormPage, type HandedInAtPage, pageRoutes } from "./form-page.ts";

export interface TypeformDefinition {
  readonly id: string;
  readonly title: string;
  readonly last_updated_at?: string;
  readonly settings?: { readonly is_public?: boolean; readonly captcha?: boolean };
  readonly [key: string]: unknown;
}

export interface TypeformStandIn {
  readonly url: string;
  readonly standIn: StandIn;
  readonly grants: Grants;
  readonly forms: Map<string, TypeformDefinition>;
  /** By `FORM_ID/LANGUAGE`: texts by question id (form-tools reference 2.9). */
  readonly translations: Map<string, unknown>;
  /** Somebody edits a form and saves it: its date is that of this moment. Typeform tells nobody. */
  edit(id: string, change: (form: TypeformDefinition) => TypeformDefinition): void;
  /** What was handed in at the forms' own pages. */
  readonly handedIn: readonly HandedInAtPage[];
  close(): Promise<void>;
}

const week = 604_800_000;

export async function startTypeform({
  app = demoApp,
  forms = [],
  now = Date.now,
}: {
  app?: GrantApp;
  forms?: readonly TypeformDefinition[];
  now?: () => number;
} = {}): Promise<TypeformStandIn> {
  const grants = new Grants(app, { lifeMs: week, rotates: true, now });
  const held = new Map(forms.map((form) => [form.id, form]));
  const translations = new Map<string, unknown>();
  const formPage = new FormPage();
  const standIn = new StandIn((routes) => {
    routes.get("/oauth/authorize", grants.page("Typeform"));
    routes.post("/oauth/token", (request, response) => {
      const { status, body } = grants.answer(new URLSearchParams(rawBody(request).toString("utf8")));
      response.status(status).json(body);
    });
    routes.get("/forms", (request, response) => {
      if (mayNot(grants, request, response)) return;
      response.json(
        page([...held.values()], new URL(request.originalUrl, "http://typeform").searchParams, standIn.url),
      );
    });
    routes.get("/forms/:id", (request, response) => {
      const form = held.get(request.params.id);
      // A public form is shown to anybody; with a token, the token counts.
      const open = form?.settings?.is_public === true && request.get("authorization") === undefined;
      if (!open && mayNot(grants, request, response)) return;
      if (form) response.json(form);
      else notFound(request, response);
    });
    pageRoutes(routes, formPage, held, now);
    routes.get("/forms/:id/translation/:language", (request, response) => {
      const { id, language } = request.params;
      const open = held.get(id)?.settings?.is_public === true && request.get("authorization") === undefined;
      if (!open && mayNot(grants, request, response)) return;
      const texts = translations.get(`${id}/${language}`);
      if (texts) response.json(texts);
      else notFound(request, response);
    });
  }, notFound);
  const url = await standIn.listen();
  const edit: TypeformStandIn["edit"] = (id, change) => {
    const form = held.get(id);
    if (form) held.set(id, { ...change(form), last_updated_at: new Date(now()).toISOString() });
  };
  return {
    url,
    standIn,
    grants,
    forms: held,
    translations,
    edit,
    handedIn: formPage.handedIn,
    close: () => standIn.close(),
  };
}

export const demoApp: GrantApp = {
  clientId: "typeform-client",
  clientSecret: "typeform-secret",
  redirectUris: ["http://localhost:3000/oauth/forms/typeform/callback"],
};

function mayNot(grants: Grants, request: Request, response: Response): boolean {
  if (grants.judge(request.get("authorization")) === "good") return false;
  response
    .status(401)
    .json({ code: "UNAUTHORIZED", description: "Authentication credentials not found on the Request Headers" });
  return true;
}

function notFound(_request: Request, response: Response): void {
  response.status(404).json({ code: "FORM_NOT_FOUND", description: "Non existing form with the given uid" });
}

function page(forms: readonly TypeformDefinition[], query: URLSearchParams, url: string) {
  const words = query.get("search")?.toLowerCase() ?? "";
  const found = forms
    .filter(({ title }) => title.toLowerCase().includes(words))
    .toSorted((left, right) => (right.last_updated_at ?? "").localeCompare(left.last_updated_at ?? ""));
  const size = Math.min(Number(query.get("page_size") ?? 10), 200);
  const start = (Number(query.get("page") ?? 1) - 1) * size;
  return {
    total_items: found.length,
    page_count: Math.ceil(found.length / size),
    items: found.slice(start, start + size).map(({ id, title, last_updated_at }) => ({
      id,
      type: "quiz",
      title,
      ...(last_updated_at ? { last_updated_at, created_at: last_updated_at } : {}),
      settings: { is_public: true, is_trial: false },
      self: { href: `${url}/forms/${id}` },
      theme: { href: `${url}/themes/default` },
      _links: { display: `https://example.typeform.com/to/${id}` },
    })),
  };
}
