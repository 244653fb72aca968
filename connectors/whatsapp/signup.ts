/** The end of a signup: how the customer's business token is come by (WhatsApp reference 5.12, 5.13). */
import { createHmac } from "node:crypto";
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { type Graph, type GraphSettings, graphDefaults } from "./client.ts";
import { sortGraphError } from "./errors.ts";

export interface SignupCode {
  appId: string;
  appSecret: string;
  /** Lives 30 seconds and is good once. */
  code: string;
}

const tokenSchema = z.object({ access_token: z.string().min(1) });

/**
 * @returns the business token
 * @throws OutsideError; `whatsapp.bad_request` where the code is used, too old, or another app's
 */
export async function exchangeCode(
  { fetch, baseUrl = graphDefaults.baseUrl, version = graphDefaults.version }: Omit<GraphSettings, "accessToken">,
  { appId, appSecret, code }: SignupCode,
): Promise<string> {
  const query = new URLSearchParams({ client_id: appId, client_secret: appSecret, code });
  let response: Response;
  try {
    // The only call without a token: the app's secret is its proof, and where Meta wants it is the query.
    response = await fetch(`${baseUrl}/${version}/oauth/access_token?${query}`, {
      headers: { accept: "application/json", "user-agent": "Flowella/0.1.0" },
      redirect: "manual",
      signal: AbortSignal.timeout(graphDefaults.timeoutMs),
    });
  } catch {
    // The failure is left out: its text may hold the address, and the address holds the secret.
    throw new OutsideError("WhatsApp could not be reached. Start the signup again.", {
      code: "whatsapp.unreachable",
      remedy: "retry",
    });
  }
  const text = await response.text();
  if (!response.ok) {
    const { status } = response;
    const retryAfter = response.headers.get("retry-after");
    throw sortGraphError({ method: "GET", status, body: parsed(text), retryAfter, personal: false });
  }
  // Meta's page shows the bare token, its general documentation JSON (WhatsApp reference 5.13).
  const token =
    tokenSchema.safeParse(parsed(text)).data?.access_token ?? /^"?([A-Za-z0-9]{20,})"?$/.exec(text.trim())?.[1];
  if (token !== undefined) return token;
  throw new OutsideError("WhatsApp gave no token for the signup. Start it again.", {
    code: "whatsapp.unexpected_answer",
    remedy: "give-up",
  });
}

export interface SharedBusiness {
  appSecret: string;
  /** The operator's own, which the call is made with. */
  systemToken: string;
  /** The customer's business portfolio, from `PARTNER_ADDED`. */
  businessId: string;
}

/**
 * The business token of a customer who went through Meta's hosted signup: no code comes back there (WhatsApp reference
 * 5.12). `graph` carries the operator's system-user token.
 *
 * @throws OutsideError
 */
export async function businessToken(
  graph: Graph,
  { appSecret, systemToken, businessId }: SharedBusiness,
): Promise<string> {
  const form = new FormData();
  form.set("appsecret_proof", createHmac("sha256", appSecret).update(systemToken).digest("hex"));
  form.set("fetch_only", "true");
  const path = [businessId, "system_user_access_tokens"];
  return (await graph({ method: "POST", path, body: { form }, answer: tokenSchema })).access_token;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
