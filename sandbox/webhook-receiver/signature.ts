/**
 * Whether a request is signed as Standard Webhooks 1.0 says, by this stand-in's own code: `v1,` and the base64 of an
 * HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the bytes behind `whsec_`. Several signatures
 * stand side by side, separated by spaces; one good one is enough.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

/** A signature is good for five minutes around its time. */
const toleranceSeconds = 300;

export interface SignedRequest {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Buffer;
}

/** @returns why not, or undefined when it is signed with one of the secrets */
export function whyUnsigned(request: SignedRequest, secrets: readonly string[], now: number): string | undefined {
  const { id, timestamp, signature, body } = request;
  if (!id || !timestamp || !signature) return "a webhook header is missing";
  if (id.includes(".")) return "the id holds a full stop";
  if (!/^\d+$/.test(timestamp)) return "the timestamp is no number of seconds";
  if (Math.abs(Number(timestamp) - now / 1000) > toleranceSeconds) return "the timestamp is too old or too new";
  const given = signature.split(" ").flatMap((each) => (each.startsWith("v1,") ? [each.slice(3)] : []));
  const good = secrets.map((secret) => signatureOf(secret, id, timestamp, body));
  return given.some((each) => good.some((expected) => same(each, expected))) ? undefined : "no signature fits";
}

function signatureOf(secret: string, id: string, timestamp: string, body: Buffer): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
