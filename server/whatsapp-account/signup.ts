/**
 * The server's end of Embedded Signup v4 (WhatsApp reference 5.12, 5.13): code, business token, account, events, numbers,
 * key. What the browser says about ids is a hint; the token says which account it is for.
 */
import { debugToken, getAccount, listPhoneNumbers } from "../../connectors/whatsapp/accounts.ts";
import type { TokenInfo } from "../../connectors/whatsapp/types.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { graphAsApp, graphWith, signupApp, tokenForCode } from "../portals/graph.ts";
import type { MetaApp } from "../portals/meta-apps.ts";
import { type AccountParts, attach, type Connected, ownedElsewhere } from "./attach.ts";
import { refreshAccount } from "./refresh.ts";
import { registerSender } from "./register.ts";

export interface SignupAnswer {
  readonly portalId: string;
  /** Lives 30 seconds and is good once. */
  readonly code: string;
  /** What Meta's window told the page. */
  readonly wabaId?: string | undefined;
  readonly event?: string | undefined;
}

export type SignupResult = Connected | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** @throws OutsideError where Meta cannot say now */
export async function finishSignup(parts: AccountParts, answer: SignupAnswer): Promise<SignupResult> {
  const { context, apps } = parts;
  const operatorApp = signupApp(context);
  if (!operatorApp) return refused("whatsapp.no_signup", "This server does not offer the signup. Paste the values.");
  const accessToken = await tokenOrNothing(context, answer.code);
  if (accessToken === undefined) {
    return refused(
      "whatsapp.code_expired",
      "WhatsApp's answer came too late or was used already: it is good for 30 seconds. Press the button again.",
    );
  }
  const info = await debugToken(graphAsApp(context, operatorApp.appId, operatorApp.appSecret), accessToken);
  const accounts = accountsOf(info);
  const wabaId = accounts.find((id) => id === answer.wabaId) ?? accounts[0];
  if (wabaId === undefined) {
    return refused("whatsapp.no_account", "No WhatsApp account was chosen at Meta. Press the button again.");
  }
  const { portalId, event } = answer;
  const app = await apps.save(operatorApp.appId, operatorApp.appSecret);
  return connectShared(parts, { portalId, wabaId, accessToken, app, via: "signup", event });
}

export interface SharedAccount {
  readonly portalId: string;
  readonly wabaId: string;
  /** The customer's business token. */
  readonly accessToken: string;
  readonly app: MetaApp;
  readonly via: "signup" | "hosted";
  readonly event?: string | undefined;
}

/** An account that its business shared with the operator's app: connected, and its numbers registered. @throws OutsideError */
export async function connectShared(parts: AccountParts, shared: SharedAccount): Promise<SignupResult> {
  const { context, apps } = parts;
  const { portalId, wabaId, accessToken, app, via, event } = shared;
  const graph = graphWith(context, accessToken);
  const { name: accountName = wabaId } = await getAccount(graph, wabaId);
  const numbers = await listPhoneNumbers(graph, wabaId);
  if (numbers.length === 0) {
    return refused(
      "whatsapp.no_numbers",
      "The WhatsApp account has no phone number yet. Press the button again and add one.",
    );
  }
  const owned = await ownedElsewhere(context, { portalId, wabaId, numbers });
  if (owned) return refused(owned.code, owned.message);
  const connected = await attach(parts, { portalId, wabaId, accountName, app, accessToken, via, numbers });
  // A number that stays in the phone app is registered there already (WhatsApp reference 5.14).
  if (event === coexistence) return connected;
  const unregistered = numbers.filter(({ status }) => status?.toUpperCase() !== "CONNECTED");
  const notices = [];
  for (const { id, display_phone_number: shown } of unregistered) {
    const registered = await registerSender(context, portalId, id);
    if (registered.kind === "refused") notices.push(`${shown} is not registered yet: ${registered.message}`);
  }
  if (unregistered.length > 0) await refreshAccount(context, apps, portalId, connected.connectionId);
  const notice = [connected.notice, ...notices].filter((sentence) => sentence !== undefined).join(" ");
  return { ...connected, ...(notice && { notice }) };
}

const coexistence = "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING";

async function tokenOrNothing(context: Context, code: string): Promise<string | undefined> {
  const app = signupApp(context);
  try {
    return app && (await tokenForCode(context, app, code));
  } catch (error) {
    if (error instanceof OutsideError && error.code === "whatsapp.bad_request") return undefined;
    throw error;
  }
}

/** Newest first (WhatsApp reference 5.13). */
function accountsOf({ granular_scopes: scopes }: TokenInfo): readonly string[] {
  return scopes.find(({ scope }) => scope === "whatsapp_business_management")?.target_ids ?? [];
}

function refused(code: string, message: string): SignupResult {
  return { kind: "refused", code, message };
}
