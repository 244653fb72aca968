/**
 * Embedded Signup (WhatsApp reference 5.12, 5.13): the script that a page loads, the window that it opens, and the
 * exchange of the code. What the customer does in the window is chosen there, one button for each outcome.
 */
import { randomBytes } from "node:crypto";
import type { Express, Request, Response } from "express";
import { rawBody } from "../stand-in.ts";
import { MANAGEMENT, MESSAGING } from "./access.ts";
import { isVersion } from "./graph.ts";
import { GraphError, sendError } from "./graph-error.ts";
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
import { signupScript, signupWindow, windowEnd } from "./signup-pages.ts";
import type { State } from "./state.ts";

/** How long a code lives, in milliseconds. */
const codeLifeMs = 30_000;
/** The ready-made configuration gives a token of sixty days. */
const tokenLifeS = 60 * 86_400;

/** What the customer does in Meta's window. */
export const signupOutcomes = {
  finish: "Choose the account and the number",
  unverified: "Choose them; the business is not verified and the number not registered yet",
  "only-account": "Finish without a number",
  coexistence: "Keep the number in the WhatsApp Business app",
  cancel: "Close the window half-way",
  error: "Report a problem",
} as const;
export type SignupOutcome = keyof typeof signupOutcomes;

export function isOutcome(text: unknown): text is SignupOutcome {
  return typeof text === "string" && Object.hasOwn(signupOutcomes, text);
}

export function signupRoutes(app: Express, state: State): void {
  app.get("/:version/oauth/access_token", (request, response, next) => {
    if (!isVersion(String(request.params["version"]))) next();
    else exchange(state, request, response);
  });
  app.get(`${SANDBOX_PREFIX}/signup/sdk.js`, (_request, response) => {
    response.type("text/javascript").send(signupScript);
  });
  app.get(`${SANDBOX_PREFIX}/signup/window`, (request, response) => {
    const { config_id: configuration, app_id: appId } = request.query;
    const known = typeof configuration === "string" && state.signupConfigurations.get(configuration) === appId;
    response
      .type("html")
      .send(signupWindow(known ? signupOutcomes : undefined, request.originalUrl.split("?")[1] ?? ""));
  });
  app.post(`${SANDBOX_PREFIX}/signup/window`, (request, response) => {
    const { outcome } = Object.fromEntries(new URLSearchParams(rawBody(request).toString("utf8")));
    const { app_id: appId, origin } = request.query;
    const chosen = isOutcome(outcome) ? outcome : "cancel";
    response.type("html").send(windowEnd(signUp(state, String(appId), chosen), String(origin)));
  });
}

export interface SignedUp {
  /** What the window tells the page (reference 5.12). */
  readonly message: unknown;
  /** Missing where the customer refused. */
  readonly code?: string;
}

/** A business that goes through the window: its account, its number, and the code. */
export function signUp(state: State, appId: string, outcome: SignupOutcome): SignedUp {
  const type = "WA_EMBEDDED_SIGNUP";
  if (outcome === "cancel") return { message: { type, event: "CANCEL", data: { current_step: "PHONE_NUMBER_SETUP" } } };
  if (outcome === "error") {
    const data = { error_message: "The number is in use", error_id: "524126", session_id: "session-1", timestamp: "1" };
    return { message: { type, event: "CANCEL", data } };
  }
  const { accountId, numberId, businessId } = newBusiness(state, outcome);
  const code = randomBytes(24).toString("base64url");
  state.signupCodes.set(code, { appId, accountIds: [accountId], at: state.now() });
  const event = {
    "only-account": "FINISH_ONLY_WABA",
    coexistence: "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING",
    finish: "FINISH",
    unverified: "FINISH",
  }[outcome];
  const data = {
    waba_id: accountId,
    ...(event === "FINISH" && { phone_number_id: numberId, business_id: businessId }),
  };
  return { message: { type, event, data }, code };
}

/** A business that signs up: its portfolio, its account, and its number. */
export function newBusiness(state: State, outcome: "finish" | "unverified" | "only-account" | "coexistence") {
  const businessId = state.nextId("business");
  const accountId = state.nextId("account");
  const fresh = outcome === "unverified";
  state.accounts.set(accountId, {
    id: accountId,
    name: "Signed-up business",
    businessVerification: fresh ? "UNVERIFIED" : "VERIFIED",
    ownerBusinessId: businessId,
    subscribedApps: new Map(),
  });
  const numberId = outcome === "only-account" ? undefined : state.nextId("number");
  if (numberId !== undefined)
    state.numbers.set(numberId, {
      id: numberId,
      accountId,
      displayNumber: `+34 922 00 ${numberId.slice(-4, -2)} ${numberId.slice(-2)}`,
      verifiedName: "Signed-up business",
      status: outcome === "coexistence" ? "CONNECTED" : "PENDING",
      signatureStatus: "VALID",
      ...(outcome === "coexistence" && { onPhoneApp: true }),
      ...(fresh && { nameStatus: "PENDING_REVIEW", limit: "TIER_250" }),
    });
  return { businessId, accountId, numberId };
}

function exchange(state: State, request: Request, response: Response): void {
  const { client_id: appId, client_secret: secret, code } = request.query;
  try {
    response.json(exchanged(state, String(appId), String(secret), String(code)));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    sendError(response, error, state.nextId("trace"));
  }
}

function exchanged(state: State, appId: string, secret: string, code: string): unknown {
  const app = state.apps.get(appId);
  if (!app || app.secret !== secret) throw new GraphError(101, "Error validating client secret.");
  const known = state.signupCodes.get(code);
  // A code is good once.
  state.signupCodes.delete(code);
  if (known?.appId !== app.id) throw new GraphError(100, "This authorization code has been used or is not valid.");
  if (known.at + codeLifeMs <= state.now()) throw new GraphError(100, "This authorization code has expired.");
  const token = businessToken(state, app.id, known.accountIds);
  return { access_token: token, token_type: "bearer", expires_in: tokenLifeS };
}

/** A new token of a customer's business for the operator's app. */
export function businessToken(state: State, appId: string, accountIds: readonly string[]): string {
  const token = `EAA${randomBytes(24).toString("hex")}`;
  const expiresAt = Math.floor(state.now() / 1000) + tokenLifeS;
  state.tokens.set(token, { token, appId, accountIds, scopes: [MANAGEMENT, MESSAGING], expiresAt, valid: true });
  return token;
}
