/**
 * HubSpot's request signature, version 3 (HubSpot reference 5.2), and who a signed request speaks for (2.6).
 *
 * Whatever comes from outside is answered with a value, never an exception.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface SignedRequest {
  readonly method: string;
  /** As HubSpot called it: the configured public base URL plus the path and query as received (reference 5.3). */
  readonly url: string;
  /** The raw bytes, before any parsing; empty for GET. */
  readonly body: Uint8Array | string;
  /** `X-HubSpot-Signature-v3` */
  readonly signature: string | undefined;
  /** `X-HubSpot-Request-Timestamp`, as received. */
  readonly timestamp: string | undefined;
}

export interface SignatureRules {
  /** The app's client secret; two while it is being rotated. */
  readonly secrets: readonly string[];
  /** Epoch ms. */
  readonly now: number;
}

export type SignatureRefusal =
  | "signature_missing"
  | "timestamp_missing"
  | "timestamp_outside_window"
  | "signature_mismatch"
  | "query_ambiguous"
  | "query_incomplete";

export type SignatureCheck = { readonly valid: true } | { readonly valid: false; readonly reason: SignatureRefusal };

export type CallerCheck =
  | {
      readonly valid: true;
      readonly portalId: string;
      readonly userId: string;
      readonly userEmail?: string;
      readonly appId?: string;
    }
  | { readonly valid: false; readonly reason: SignatureRefusal };

const windowMs = 300_000;

/** Verifies the signature alone: for workflow actions and webhooks, whose portal stands in the signed body. */
export function verifySignature(request: SignedRequest, { secrets, now }: SignatureRules): SignatureCheck {
  const { signature, timestamp } = request;
  if (!signature) return { valid: false, reason: "signature_missing" };
  if (!timestamp || !/^\d{1,15}$/.test(timestamp)) return { valid: false, reason: "timestamp_missing" };
  if (Math.abs(now - Number(timestamp)) > windowMs) return { valid: false, reason: "timestamp_outside_window" };
  const source = [request.method.toUpperCase(), decodedUrl(request.url), request.body, timestamp];
  const matches = secrets.filter((secret) => secret !== "" && sameText(hmac(secret, source), signature));
  return matches.length > 0 ? { valid: true } : { valid: false, reason: "signature_mismatch" };
}

export interface CallSignature extends SignedRequest {
  /** `X-HubSpot-Signature` of the version that is documented for such calls, where HubSpot sends it; absent: none counts. */
  readonly older: { readonly version: "v1" | "v2"; readonly signature: string } | undefined;
}

/**
 * Verifies a call that HubSpot makes by itself: version 3 where it sends it, else the version that is all that is
 * documented, 2 for workflow actions and 1 for webhooks (reference 5.1). Neither of these covers a time, so whoever accepts
 * one answers the same call twice alike.
 */
export function verifyCall(request: CallSignature, rules: SignatureRules): SignatureCheck {
  const { older, method, url, body } = request;
  if (request.signature !== undefined || !older) return verifySignature(request, rules);
  const covered = older.version === "v2" ? `${method.toUpperCase()}${url}` : "";
  const matches = rules.secrets.filter((secret) => {
    const digest = createHash("sha256").update(`${secret}${covered}`).update(body).digest("hex");
    return secret !== "" && sameText(digest, older.signature);
  });
  return matches.length > 0 ? { valid: true } : { valid: false, reason: "signature_mismatch" };
}

/**
 * Verifies a call of `hubspot.fetch` and says for whom it speaks. HubSpot's proxy appends `portalId`, `userId`,
 * `userEmail` and `appId` to the query; one that occurs twice may have been put there by the caller.
 */
export function verifyCaller(request: SignedRequest, rules: SignatureRules): CallerCheck {
  const signature = verifySignature(request, rules);
  if (!signature.valid) return signature;
  const query = URL.parse(request.url)?.searchParams ?? new URLSearchParams();
  if (callerKeys.some((key) => query.getAll(key).length > 1)) return { valid: false, reason: "query_ambiguous" };
  const portalId = idIn(query, "portalId");
  const userId = idIn(query, "userId");
  if (portalId === undefined || userId === undefined) return { valid: false, reason: "query_incomplete" };
  const userEmail = query.get("userEmail");
  const appId = idIn(query, "appId");
  return {
    valid: true,
    portalId,
    userId,
    ...(userEmail ? { userEmail } : {}),
    ...(appId === undefined ? {} : { appId }),
  };
}

const callerKeys = ["portalId", "userId", "userEmail", "appId"];

function idIn(query: URLSearchParams, key: string): string | undefined {
  const value = query.get(key) ?? "";
  return /^[1-9]\d{0,14}$/.test(value) ? value : undefined;
}

/** Exactly these escapes are decoded before signing; everything else, such as `%20`, stays. */
const escapes = new Map(
  Object.entries({
    "3A": ":",
    "2F": "/",
    "3F": "?",
    "40": "@",
    "21": "!",
    "24": "$",
    "27": "'",
    "28": "(",
    "29": ")",
    "2A": "*",
    "2C": ",",
    "3B": ";",
  }),
);

const decodedUrl = (url: string): string =>
  url.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => escapes.get(hex.toUpperCase()) ?? whole);

function hmac(secret: string, parts: readonly (string | Uint8Array)[]): string {
  const digest = createHmac("sha256", secret);
  for (const part of parts) digest.update(part);
  return digest.digest("base64");
}

function sameText(one: string, other: string): boolean {
  const left = Buffer.from(one, "utf8");
  const right = Buffer.from(other, "utf8");
  return left.length === right.length && timingSafeEqual(left, right);
}
