/**
 * Pasted values, tried one by one in the order in which one proves the next (WhatsApp reference 5.16). What is wrong is
 * said in words, with what to do.
 */
import { z } from "zod";
import { debugToken, getAccount, listPhoneNumbers } from "../../connectors/whatsapp/accounts.ts";
import type { PhoneNumber, TokenInfo } from "../../connectors/whatsapp/types.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { graphAsApp, graphWith } from "../portals/graph.ts";
import { homeOf, onPhoneOnly } from "./home.ts";

export const whatsappValuesSchema = z.object({
  portalId: z.string().min(1),
  wabaId: z.string().trim().regex(/^\d+$/, "must be digits: WhatsApp Manager shows it as the account's id"),
  /** The number that is meant; all of the account's numbers are connected with it. */
  phoneNumberId: z.string().trim().regex(/^\d+$/, "must be digits: it is not the phone number itself").optional(),
  appId: z.string().trim().regex(/^\d+$/, "must be digits: the App Dashboard shows it at the top"),
  appSecret: z.string().trim().min(1),
  accessToken: z.string().trim().min(1),
});
export type WhatsAppValues = z.infer<typeof whatsappValuesSchema>;

export const neededScopes = ["whatsapp_business_management", "whatsapp_business_messaging"];

/** One value, tried. `untried`: one before it is wrong. */
export interface Check {
  readonly title: string;
  readonly state: "fine" | "wrong" | "untried";
}

const titles = [
  "The app id and the app secret belong together",
  "The token is valid",
  "The token is this app's",
  "The token stays valid",
  "The token has both permissions",
  "The token sees the WhatsApp account",
  "The account has the number",
  "The number is free for the Cloud API",
] as const;

export interface Wrong {
  readonly kind: "refused";
  readonly code: string;
  readonly message: string;
  readonly checks: readonly Check[];
}

export type Tried =
  | {
      readonly kind: "fine";
      readonly accountName: string;
      readonly numbers: readonly PhoneNumber[];
      readonly checks: readonly Check[];
    }
  | Wrong;

/** @throws OutsideError where Meta cannot say now: an outage is no wrong value */
export async function tryValues(context: Context, values: WhatsAppValues): Promise<Tried> {
  const { wabaId, appId, appSecret, accessToken } = values;
  const info = await attempt(debugToken(graphAsApp(context, appId, appSecret), accessToken));
  if (!info) {
    return wrong(
      0,
      "whatsapp.app_secret",
      "Meta does not accept the app id with this app secret. Copy both from the same app's Basic settings.",
    );
  }
  const token = tokenProblem(info, appId, context.now());
  if (token) return token;
  const graph = graphWith(context, accessToken);
  const account = await attempt(getAccount(graph, wabaId));
  if (!account) {
    return wrong(
      5,
      "whatsapp.account_not_visible",
      "The token cannot see this WhatsApp account. Check its id, and assign the account to the system user.",
    );
  }
  const numbers = await listPhoneNumbers(graph, wabaId);
  if (numbers.length === 0) {
    return wrong(
      6,
      "whatsapp.no_numbers",
      "This WhatsApp account has no phone number yet. Add one in WhatsApp Manager.",
    );
  }
  const number = numbers.find(({ id }) => id === (values.phoneNumberId ?? numbers[0]?.id));
  if (!number) {
    const there = numbers.map(({ id, display_phone_number: shown }) => `${shown} has ${id}`).join("; ");
    return wrong(
      6,
      "whatsapp.number_not_in_account",
      `The account has no number with this id. It is not the phone number itself: ${there}.`,
    );
  }
  if (values.phoneNumberId !== undefined && (await homeOf(graph, number)) === "phone") {
    return wrong(7, "whatsapp.number_in_phone_app", onPhoneOnly(number.display_phone_number));
  }
  return { kind: "fine", accountName: account.name ?? wabaId, numbers, checks: checksUpTo(titles.length) };
}

const dayMs = 24 * 3_600_000;

function tokenProblem(info: TokenInfo, appId: string, now: number): Wrong | undefined {
  if (!info.is_valid) {
    return wrong(
      1,
      "whatsapp.token_invalid",
      "The token is expired or was revoked. Generate a new one for the system user.",
    );
  }
  if (info.app_id !== undefined && info.app_id !== appId) {
    return wrong(
      2,
      "whatsapp.token_of_other_app",
      "The token belongs to another Meta app than the app id. Take both from the same app.",
    );
  }
  const ends = (info.expires_at ?? 0) * 1000;
  if (ends > 0 && ends <= now + dayMs) {
    return wrong(
      3,
      "whatsapp.token_temporary",
      "This is the temporary token of the API setup page: it ends within a day. Generate one for a system user that never expires.",
    );
  }
  const missing = neededScopes.filter((scope) => !(info.scopes ?? []).includes(scope));
  if (missing.length > 0) {
    return wrong(
      4,
      "whatsapp.scopes_missing",
      `The token lacks ${missing.join(" and ")}. Generate it again with both permissions.`,
    );
  }
  return undefined;
}

/** The answer, or undefined where Meta refused; an outage is not a refusal and goes on up. */
async function attempt<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof OutsideError && error.remedy !== "retry") return undefined;
    throw error;
  }
}

function checksUpTo(fine: number): Check[] {
  return titles.map((title, at) => ({ title, state: at < fine ? "fine" : at === fine ? "wrong" : "untried" }));
}

function wrong(at: number, code: string, message: string): Wrong {
  return { kind: "refused", code, message, checks: checksUpTo(at) };
}
