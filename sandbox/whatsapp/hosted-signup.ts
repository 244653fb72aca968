/**
 * Meta's hosted signup (WhatsApp reference 5.12): a page behind a link, the event that tells the operator's app of the
 * account, and the call that fetches the customer's token. Beside it stands the one page of WhatsApp Manager that
 * somebody who claims an account needs: making a message template.
 */
import { createHmac } from "node:crypto";
import type { Express } from "express";
import { z } from "zod";
import { rawBody } from "../stand-in.ts";
import type { Call, Graph } from "./graph.ts";
import { badParameter, GraphError } from "./graph-error.ts";
import { hostedEnd, hostedPage, managerPage } from "./hosted-pages.ts";
import { parseParams } from "./params.ts";
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
import { businessToken, newBusiness } from "./signup.ts";
import type { State } from "./state.ts";
import type { Webhooks } from "./webhooks.ts";
import { DEFAULT_WORLD } from "./world.ts";

interface World {
  readonly state: State;
  readonly webhooks: Webhooks;
}

/** What the customer does on Meta's page. */
export const hostedOutcomes = {
  finish: "Choose the account and the number",
  unverified: "Choose them; the business is not verified and the number not registered yet",
  leave: "Leave the page half-way",
} as const;
export type HostedOutcome = keyof typeof hostedOutcomes;

export interface HostedSignUp {
  readonly accountId: string;
  readonly numberId: string;
  readonly displayNumber: string;
}

/** A business that goes through the page; the operator's app hears of it. Nothing where it leaves. */
export function signUpHosted({ state, webhooks }: World, appId: string, outcome: HostedOutcome) {
  const app = state.apps.get(appId);
  if (!app || outcome === "leave") return undefined;
  const { businessId, accountId, numberId = "" } = newBusiness(state, outcome);
  state.sharedBusinesses.set(businessId, { appId, accountIds: [accountId] });
  const info = { waba_id: accountId, owner_business_id: businessId };
  const value = { event: "PARTNER_ADDED", waba_info: info };
  webhooks.tellApp(app, DEFAULT_WORLD.operatorBusinessId, "account_update", value);
  const displayNumber = state.numbers.get(numberId)?.displayNumber ?? "";
  return { accountId, numberId, displayNumber } satisfies HostedSignUp;
}

/** As its admin makes one in WhatsApp Manager: without a Flow, and under review at once. */
export function makeTemplate(state: State, accountId: string, name: string): void {
  const id = state.nextId("template");
  const components = [{ type: "BODY", text: "Nobody ever gets this." }];
  const kept = { id, accountId, name, language: "en", category: "UTILITY", components, status: "PENDING" as const };
  state.templates.set(id, kept);
}

export function hostedSignupPages(app: Express, world: World): void {
  const { state } = world;
  app.get(`${SANDBOX_PREFIX}/signup/hosted`, (request, response) => {
    const known = state.apps.has(String(request.query["app_id"]));
    response.type("html").send(hostedPage(known ? hostedOutcomes : undefined));
  });
  app.post(`${SANDBOX_PREFIX}/signup/hosted`, (request, response) => {
    const { outcome } = formOf(rawBody(request));
    const chosen = Object.hasOwn(hostedOutcomes, outcome ?? "") ? outcome : "leave";
    const known = (["finish", "unverified"] as const).find((name) => name === chosen) ?? "leave";
    response.type("html").send(hostedEnd(signUpHosted(world, String(request.query["app_id"]), known)));
  });
  const manager = `${SANDBOX_PREFIX}/manager/:accountId`;
  app.get(manager, (request, response, next) => {
    const account = state.accounts.get(request.params.accountId);
    if (account) response.type("html").send(managerPage(account.name));
    else next();
  });
  app.post(manager, (request, response, next) => {
    const account = state.accounts.get(request.params.accountId);
    const { name = "" } = formOf(rawBody(request));
    if (!account || !/^[a-z0-9_]{1,512}$/.test(name)) {
      next();
      return;
    }
    makeTemplate(state, account.id, name);
    response.type("html").send(managerPage(account.name, name));
  });
}

function formOf(body: Buffer): Record<string, string | undefined> {
  return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
}

export function hostedSignupRoutes(graph: Graph): void {
  graph.on("post", "/:id/system_user_access_tokens", (call) => fetchToken(graph.state, call));
}

const schema = z.strictObject({ appsecret_proof: z.string(), fetch_only: z.literal("true") });

/** The token of a business that shared an account; the same one each time. */
function fetchToken(state: State, { caller, id, params }: Call): unknown {
  const { appsecret_proof: proof } = parseParams(schema, params);
  if (caller.kind === "app") throw new GraphError(200, "(#200) This call needs a user access token.", { status: 403 });
  const expected = createHmac("sha256", caller.app.secret).update(caller.token.token).digest("hex");
  if (proof !== expected) throw badParameter("Invalid appsecret_proof provided in the API argument");
  const shared = state.sharedBusinesses.get(id);
  if (shared?.appId !== caller.app.id)
    throw new GraphError(200, "(#200) This business has shared nothing with the app.", { status: 403 });
  shared.token ??= businessToken(state, shared.appId, shared.accountIds);
  return { access_token: shared.token };
}
