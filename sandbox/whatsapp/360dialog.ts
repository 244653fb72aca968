/**
 * 360dialog in front of WhatsApp (reference 5.18): its messaging host and its hub for partners, with their own paths and
 * keys. Like the real one it hands calls on to the Graph API with a token of its own Meta app, and events of its numbers
 * to where their configuration says. How it words a refusal is not documented, so nothing but the status means anything.
 */
import type { Express, Request, Response } from "express";
import { z } from "zod";
import { jsonBody, rawBody } from "../stand-in.ts";
import { MANAGEMENT, MESSAGING } from "./access.ts";
import { signature } from "./bytes.ts";
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
import type { State } from "./state.ts";

/** Stand for the hosts `waba-v2.360dialog.io` and `hub.360dialog.io`. */
export const DIALOG360_PREFIX = "/waba-v2.360dialog.io";
export const DIALOG360_HUB_PREFIX = "/hub.360dialog.io";

const APP = { id: "90360", name: "360dialog", secret: "known-to-360dialog-alone" } as const;
const TOKEN = "token-of-360dialog";
const EVENTS = `${SANDBOX_PREFIX}/360dialog/events`;

export interface Dialog360Number {
  readonly accountId: string;
  readonly accountName?: string;
  readonly numberId: string;
  readonly displayNumber: string;
  /** Names the number; the newest one works. */
  readonly apiKey: string;
  /** 360dialog's own id of the account, for its partner. */
  readonly partnerAccountId?: string;
}

interface Hook {
  url: string;
  headers: Record<string, string>;
}

export interface Dialog360Partner {
  readonly partnerId: string;
  readonly apiKey: string;
}

export class Dialog360 {
  /** By number: where its events go. */
  readonly hooks = new Map<string, Hook>();
  partner: Dialog360Partner | undefined;
  readonly #state: State;
  readonly #url: () => string;
  readonly #keys = new Map<string, string>();
  readonly #partnerAccounts = new Map<string, string>();

  constructor(state: State, url: () => string) {
    this.#state = state;
    this.#url = url;
  }

  /** A number that a business runs with 360dialog. A second key of the same number ends the first. */
  add(number: Dialog360Number): void {
    const { accountId, accountName = "Business at 360dialog", numberId, displayNumber, apiKey } = number;
    const subscription = {
      callbackUrl: `${this.#url()}${EVENTS}`,
      verifyToken: "of no use here",
      fields: ["messages", "flows", "message_template_status_update", "account_update"],
    };
    this.#state.apps.set(APP.id, { ...APP, subscription });
    const { accounts, numbers, tokens } = this.#state;
    const subscribedApps = new Map([[APP.id, {}]]);
    const account = accounts.get(accountId);
    if (!account)
      accounts.set(accountId, { id: accountId, name: accountName, businessVerification: "VERIFIED", subscribedApps });
    if (!numbers.has(numberId)) {
      const about = { id: numberId, accountId, displayNumber, verifiedName: account?.name ?? accountName };
      numbers.set(numberId, { ...about, status: "CONNECTED", signatureStatus: "VALID" });
    }
    const accountIds = [...new Set([...(tokens.get(TOKEN)?.accountIds ?? []), accountId])];
    const scopes = [MANAGEMENT, MESSAGING];
    tokens.set(TOKEN, { token: TOKEN, appId: APP.id, accountIds, scopes, expiresAt: 0, valid: true });
    for (const [key, id] of this.#keys) if (id === numberId) this.#keys.delete(key);
    this.#keys.set(apiKey, numberId);
    if (number.partnerAccountId !== undefined) this.#partnerAccounts.set(number.partnerAccountId, accountId);
  }

  /** As a person does in WhatsApp Manager, or as 360dialog does for its clients: a call of the Graph API. */
  asManager(method: "GET" | "POST", path: string, body?: FormData): Promise<globalThis.Response> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    return fetch(`${this.#url()}/v25.0${path}`, { method, headers, ...(body && { body }) });
  }

  routes(app: Express): void {
    const messaging = (method: "get" | "post", path: string, answer: (call: NumberCall) => Promise<void> | void) =>
      app[method](`${DIALOG360_PREFIX}${path}`, async (request: Request, response: Response) => {
        const numberId = this.#keys.get(request.get("D360-API-KEY") ?? "");
        const number = numberId === undefined ? undefined : this.#state.numbers.get(numberId);
        if (!number) refuse(response, 401, "Invalid api key");
        else await answer({ request, response, numberId: number.id, accountId: number.accountId });
      });
    messaging("post", "/messages", (call) => this.#handOn(call, `/${call.numberId}/messages`));
    for (const method of ["get", "post"] as const) {
      messaging(method, "/whatsapp_business_encryption", (call) =>
        this.#handOn(call, `/${call.numberId}/whatsapp_business_encryption`),
      );
    }
    messaging("get", "/v1/configs/webhook", ({ response, numberId }) => {
      response.json(this.hooks.get(numberId) ?? {});
    });
    messaging("post", "/v1/configs/webhook", ({ request, response, numberId }) => {
      const asked = hookSchema.safeParse(jsonBody(request));
      if (!asked.success) return refuse(response, 400, "Invalid webhook");
      this.hooks.set(numberId, asked.data);
      response.json(asked.data);
    });
    messaging("get", "/v1/configs/templates", (call) => this.#listTemplates(call));
    messaging("post", "/v1/configs/templates", (call) => this.#makeTemplate(call));
    this.#partnerRoutes(app);
    app.post(EVENTS, (request, response) => this.#relay(request, response));
    for (const prefix of [DIALOG360_PREFIX, DIALOG360_HUB_PREFIX]) {
      app.use(prefix, (_request, response) => refuse(response, 404, "Not found"));
    }
  }

  #partnerRoutes(app: Express): void {
    const base = `${DIALOG360_HUB_PREFIX}/api/v2/partners/:partnerId/waba_accounts/:partnerAccountId/flows`;
    const hub = (method: "get" | "post", path: string, target: (accountId: string, flowId: string) => string) =>
      app[method](`${base}${path}`, async (request: Request, response: Response) => {
        const { partnerId, partnerAccountId, flowId = "" } = request.params;
        const accountId = this.#partnerAccounts.get(String(partnerAccountId));
        const known = this.partner?.partnerId === partnerId && this.partner?.apiKey === request.get("X-API-Key");
        const flow = flowId === "" ? undefined : this.#state.flows.get(String(flowId));
        if (!known) refuse(response, 401, "Invalid api key");
        else if (accountId === undefined) refuse(response, 403, "Not a client of this partner");
        else if (flowId !== "" && flow?.accountId !== accountId) refuse(response, 404, "Not found");
        else await this.#handOn({ request, response }, target(accountId, String(flowId)));
      });
    hub("get", "", (accountId) => `/${accountId}/flows`);
    hub("post", "", (accountId) => `/${accountId}/flows`);
    hub("get", "/:flowId", (_, flowId) => `/${flowId}`);
    hub("get", "/:flowId/assets", (_, flowId) => `/${flowId}/assets`);
    hub("post", "/:flowId/assets", (_, flowId) => `/${flowId}/assets`);
  }

  /** The same body and the same answer as the Graph API's. */
  async #handOn({ request, response }: Pick<NumberCall, "request" | "response">, path: string): Promise<void> {
    const { status, text } = await this.#ask(request, path);
    response.status(status).type("application/json").send(text);
  }

  async #ask(request: Request, path: string): Promise<{ status: number; text: string }> {
    const query = new URL(request.originalUrl, "http://stand-in").search;
    const body = rawBody(request);
    const type = request.get("content-type");
    const answer = await fetch(`${this.#url()}/v25.0${path}${query}`, {
      method: request.method,
      headers: { authorization: `Bearer ${TOKEN}`, ...(type !== undefined && { "content-type": type }) },
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  async #listTemplates({ request, response, accountId }: NumberCall): Promise<void> {
    const { status, text } = await this.#ask(request, `/${accountId}/message_templates`);
    if (status !== 200) return void response.status(status).type("application/json").send(text);
    const { data } = z.object({ data: z.array(z.record(z.string(), z.unknown())) }).parse(JSON.parse(text));
    // Ids are seen to be missing here.
    const items = data.map(({ id: _, ...template }) => template);
    response.json({ waba_templates: items, count: items.length, total: items.length });
  }

  async #makeTemplate({ request, response, accountId }: NumberCall): Promise<void> {
    const { status, text } = await this.#ask(request, `/${accountId}/message_templates`);
    if (status !== 200) return void response.status(status).type("application/json").send(text);
    const { name, language } = z.looseObject({ name: z.string(), language: z.string() }).parse(jsonBody(request));
    response.status(201).json({ name, language, status: "submitted" });
  }

  /** Meta's event of one of the numbers, on its way to whoever has that number's events. */
  async #relay(request: Request, response: Response): Promise<void> {
    const body = rawBody(request).toString("utf8");
    if (request.get("x-hub-signature-256") !== signature(body, APP.secret)) return refuse(response, 401, "Unsigned");
    const metadata = eventSchema.safeParse(JSON.parse(body)).data?.entry[0].changes[0].value.metadata;
    const hook = metadata && this.hooks.get(metadata.phone_number_id);
    if (!hook) return void response.status(200).end();
    const headers = { "content-type": "application/json", ...hook.headers };
    const answer = await fetch(hook.url, { method: "POST", headers, body, redirect: "manual" }).catch(() => undefined);
    // What was not taken is repeated.
    response.status(answer?.status === 200 ? 200 : 500).end();
  }
}

interface NumberCall {
  readonly request: Request;
  readonly response: Response;
  readonly numberId: string;
  readonly accountId: string;
}

const hookSchema = z.strictObject({ url: z.url(), headers: z.record(z.string(), z.string()).default({}) });
const valueSchema = z.object({ metadata: z.object({ phone_number_id: z.string() }).optional() });
const changeSchema = z.object({ value: valueSchema });
const eventSchema = z.object({ entry: z.tuple([z.object({ changes: z.tuple([changeSchema]) })]) });

function refuse(response: Response, status: number, says: string): void {
  response.status(status).json({ message: says });
}
