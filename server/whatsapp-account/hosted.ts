/**
 * The server's end of Meta's hosted signup (WhatsApp reference 5.12): a page of Meta's behind a link, after which nothing
 * comes back to the page that opened it. Meta tells of the account by webhook, without a word about the portal. So the
 * admin names the number, and proves that the account is theirs by something that only who manages it can make: a message
 * template with a name that we choose.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { listTemplates } from "../../connectors/whatsapp/templates.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { graphWith, type HostedSignup, hostedSignup, tokenOfBusiness } from "../portals/graph.ts";
import { arrivalWith } from "./arrivals.ts";
import { type AccountParts, takeCallback } from "./attach.ts";
import { connectShared, type SignupResult } from "./signup.ts";

export type Claim =
  | SignupResult
  /** Meta has not told of an account with this number, or not yet. */
  | { readonly kind: "waiting" }
  /** The account is there: who manages it makes a template of this name. */
  | { readonly kind: "prove"; readonly template: string };

export type Opened =
  | { readonly kind: "page"; readonly url: string }
  | { readonly kind: "refused"; readonly message: string };

/** Meta's page; before it opens, what it tells must come here. @throws OutsideError where Meta cannot say now */
export async function openHostedSignup({ context, apps }: AccountParts): Promise<Opened> {
  const hosted = hostedSignup(context);
  if (!hosted) return { kind: "refused", message: notOffered };
  const app = await apps.save(hosted.appId, hosted.appSecret);
  if (await takeCallback(context, app)) return { kind: "page", url: hosted.url };
  const message =
    "The server's own Meta app delivers its events to another tool, so Flowella would not hear of your account. Whoever runs Flowella has to point the app's webhook here.";
  return { kind: "refused", message };
}

/** @param typed the number as a person writes it, with its country code @throws OutsideError where Meta cannot say now */
export async function claimAccount(
  parts: AccountParts,
  { portalId, typed }: { readonly portalId: string; readonly typed: string },
): Promise<Claim> {
  const { context } = parts;
  const hosted = hostedSignup(context);
  if (!hosted) return { kind: "refused", code: "whatsapp.no_signup", message: notOffered };
  const number = parsePhoneNumberFromString(typed.trim().replace(/^(?=\d)/, "+"))?.number.slice(1);
  if (number === undefined) {
    const message = "This is no phone number. Write it with its country code, such as +39 051 555 0177.";
    return { kind: "refused", code: "whatsapp.no_number", message };
  }
  try {
    return await claim(parts, hosted, portalId, number);
  } catch (error) {
    if (!(error instanceof OutsideError) || error.remedy !== "authorise") throw error;
    context.log.error("whatsapp.system_user_token_refused", { code: error.code });
    return { kind: "refused", code: "whatsapp.system_user_token", message: ownTokenOver };
  }
}

async function claim(parts: AccountParts, hosted: HostedSignup, portalId: string, number: string): Promise<Claim> {
  const { context, apps } = parts;
  const arrival = await arrivalWith(context, hosted, portalId, number);
  if (!arrival) return { kind: "waiting" };
  const accessToken = await tokenOfBusiness(context, hosted, arrival.businessId);
  const template = await proofName(context, portalId, number);
  const proofs = await listTemplates(graphWith(context, accessToken), arrival.wabaId, template);
  if (proofs.length === 0) return { kind: "prove", template };
  const app = await apps.save(hosted.appId, hosted.appSecret);
  return connectShared(parts, { portalId, wabaId: arrival.wabaId, accessToken, app, via: "hosted" });
}

/** Names this portal to nobody else: another portal that claims the number is given another name. */
async function proofName({ vault }: Context, portalId: string, number: string): Promise<string> {
  const secret = (await vault.portal(portalId)).lookup(`signup_claim:${number}`);
  // Template names have lowercase letters, digits and underscores (WhatsApp reference 6.2).
  return `flowella_${Buffer.from(secret, "base64url").toString("hex").slice(0, 16)}`;
}

const notOffered = "This server does not offer WhatsApp's own page. Paste the values.";
const ownTokenOver =
  "WhatsApp no longer takes the server's own permission. Whoever runs Flowella has to renew META_SYSTEM_USER_TOKEN; after that, press the button again.";
