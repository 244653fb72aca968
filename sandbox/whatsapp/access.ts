/** Who calls, and what they may touch (WhatsApp reference 5.16, 8.5). */
import type { Request } from "express";
import { GraphError, notVisible } from "./graph-error.ts";
import type { AccessToken, Account, MetaApp, MetaFlow, PhoneNumber, State } from "./state.ts";

/** `app`: the app itself, by `APP_ID|APP_SECRET`. `user`: a system user's token of that app. */
export type Caller =
  | { readonly kind: "app"; readonly app: MetaApp }
  | { readonly kind: "user"; readonly app: MetaApp; readonly token: AccessToken };

export const MANAGEMENT = "whatsapp_business_management";
export const MESSAGING = "whatsapp_business_messaging";

function invalidToken(message: string): GraphError {
  return new GraphError(190, message, { status: 401 });
}

/** Reads the Bearer token. Throws code 190. */
export function callerOf(state: State, request: Request): Caller {
  const text = /^Bearer\s+(\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (text === undefined) throw invalidToken("An access token is required to request this resource.");
  const [appId = "", secret] = text.split("|");
  if (secret !== undefined) {
    const app = state.apps.get(appId);
    if (!app || app.secret !== secret) throw invalidToken("Invalid OAuth access token signature.");
    return { kind: "app", app };
  }
  const token = state.tokens.get(text);
  const app = token && state.apps.get(token.appId);
  if (!token || !app) throw invalidToken("Invalid OAuth access token - Cannot parse access token");
  if (!isAlive(token, state.now())) throw invalidToken("Error validating access token: the session has expired.");
  return { kind: "user", app, token };
}

export function isAlive(token: AccessToken, nowMs: number): boolean {
  return token.valid && (token.expiresAt === 0 || token.expiresAt * 1000 > nowMs);
}

/** Needs one of the permissions, and the account among the token's assets. */
function allow(caller: Caller, accountId: string, anyOf: readonly string[]): void {
  if (caller.kind === "app") throw new GraphError(200, "(#200) This call needs a user access token.", { status: 403 });
  if (!anyOf.some((scope) => caller.token.scopes.includes(scope)))
    throw new GraphError(10, `(#10) This call needs the permission ${anyOf.join(" or ")}.`, { status: 403 });
  if (!caller.token.accountIds.includes(accountId))
    throw new GraphError(200, "(#200) You do not have the necessary permissions on this WhatsApp Business Account.", {
      status: 403,
    });
}

export function accountFor(state: State, caller: Caller, id: string): Account {
  const account = state.accounts.get(id);
  if (!account) throw notVisible(id);
  allow(caller, account.id, [MANAGEMENT]);
  return account;
}

export function numberFor(state: State, caller: Caller, id: string, anyOf: readonly string[]): PhoneNumber {
  const number = state.numbers.get(id);
  if (!number) throw notVisible(id);
  allow(caller, number.accountId, anyOf);
  return number;
}

export function flowFor(state: State, caller: Caller, id: string): MetaFlow {
  const flow = state.flows.get(id);
  if (!flow) throw notVisible(id);
  allow(caller, flow.accountId, [MANAGEMENT]);
  return flow;
}
