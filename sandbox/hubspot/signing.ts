/** HubSpot's side of its calls to an app: signatures (HubSpot reference 5) and what `hubspot.fetch` adds (2.6). */
import { createHash, createHmac } from "node:crypto";
import type { Clock } from "./clock.ts";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** Hex; over the raw body alone. */
export const signatureV1 = (clientSecret: string, body: string): string => sha256(clientSecret + body);

/** Hex; `uri` is the full URL as called. */
export function signatureV2(clientSecret: string, method: string, uri: string, body: string): string {
  return sha256(clientSecret + method.toUpperCase() + uri + body);
}

/** Base64; some escapes of the URL are decoded first. `timestamp`: epoch ms. */
export function signatureV3(
  clientSecret: string,
  method: string,
  uri: string,
  body: string,
  timestamp: number,
): string {
  const source = `${method.toUpperCase()}${decodeForV3(uri)}${body}${timestamp}`;
  return createHmac("sha256", clientSecret).update(source, "utf8").digest("base64");
}

const decoded: Readonly<Record<string, string>> = {
  "%3A": ":",
  "%2F": "/",
  "%3F": "?",
  "%40": "@",
  "%21": "!",
  "%24": "$",
  "%27": "'",
  "%28": "(",
  "%29": ")",
  "%2A": "*",
  "%2C": ",",
  "%3B": ";",
};

/** Exactly the twelve documented escapes are decoded, in any case of their digits; `%20` and all others stay. */
export function decodeForV3(uri: string): string {
  return uri.replace(/%[0-9A-F]{2}/gi, (code) => decoded[code.toUpperCase()] ?? code);
}

export interface CardCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  /** The app's public URL, without what HubSpot appends. */
  readonly url: string;
  /** Serialised as JSON. */
  readonly body?: Record<string, unknown>;
  readonly portalId: number;
  readonly userId: number;
  readonly userEmail: string;
  readonly appId: number;
  /** The only header that `hubspot.fetch` passes on. */
  readonly authorization?: string;
  /** Origin to connect to when the public URL does not lead there; the signature stays over the public URL. */
  readonly connectTo?: string;
  /** ms; 15 s unless told, 120 s at most. */
  readonly timeout?: number;
}

/** The request that HubSpot's proxy makes out of a card's `hubspot.fetch`. */
export function signedRequest(
  call: CardCall,
  clientSecret: string,
  timestamp: number,
): { url: string; init: RequestInit } {
  const url = appended(call);
  const body = call.body === undefined ? "" : JSON.stringify(call.body);
  const headers = {
    ...(body ? { "Content-Type": "application/json" } : {}),
    ...(call.authorization === undefined ? {} : { Authorization: call.authorization }),
    "X-HubSpot-Signature": signatureV2(clientSecret, call.method, url, body),
    "X-HubSpot-Signature-Version": "v2",
    "X-HubSpot-Request-Timestamp": String(timestamp),
    "X-HubSpot-Signature-v3": signatureV3(clientSecret, call.method, url, body, timestamp),
  };
  // Redirects are not followed (reference 2.6).
  return { url, init: { method: call.method, headers, redirect: "manual", ...(body ? { body } : {}) } };
}

/** Calls the app as a card would: one retry on a connection problem or a 5xx inside the time-out (reference 2.6). */
export async function fetchAsCard(call: CardCall, clientSecret: string, now: Clock): Promise<Response> {
  const signal = AbortSignal.timeout(Math.min(call.timeout ?? 15_000, 120_000));
  const once = () => {
    const { url, init } = signedRequest(call, clientSecret, now());
    return fetch(call.connectTo === undefined ? url : reroute(url, call.connectTo), { ...init, signal });
  };
  const first = await once().catch((error: unknown) => {
    if (signal.aborted) throw error;
    return undefined;
  });
  return first !== undefined && first.status < 500 ? first : once();
}

/** Order and encoding of what the proxy appends are not documented; these are the four names. */
function appended({ url, userId, portalId, userEmail, appId }: CardCall): string {
  const added = [
    ["userId", String(userId)],
    ["portalId", String(portalId)],
    ["userEmail", userEmail],
    ["appId", String(appId)],
  ].map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`);
  return `${url}${url.includes("?") ? "&" : "?"}${added.join("&")}`;
}

export function reroute(url: string, origin: string): string {
  const { pathname, search } = new URL(url);
  return new URL(`${pathname}${search}`, origin).href;
}
