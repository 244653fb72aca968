/** Whether a body was signed as Standard Webhooks 1.0 says, by somebody who has one of these secrets. */
import { timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";

export interface SignedHeaders {
  /** `webhook-id`. */
  readonly id: string;
  /** `webhook-timestamp`: seconds since 1970. */
  readonly timestamp: string;
  /** `webhook-signature`: `v1,<base64>`, several separated by spaces. */
  readonly signature: string;
}

/** How far the sender's clock may be off, in milliseconds (Standard Webhooks 1.0 leaves it to the receiver). */
const toleranceMs = 5 * 60_000;

/** @param now epoch milliseconds @returns undefined where it is right */
export function whySignatureFails(
  { id, timestamp, signature }: SignedHeaders,
  body: Uint8Array,
  secrets: readonly string[],
  now: number,
): "malformed" | "too-old" | "wrong" | undefined {
  if (!/^[\x21-\x7e]{1,256}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return "malformed";
  const at = Number(timestamp) * 1_000;
  if (Math.abs(now - at) > toleranceMs) return "too-old";
  const text = Buffer.from(body).toString("utf8");
  const given = signature.split(" ").slice(0, 10);
  const isRight = secrets.some((secret) => {
    const expected = Buffer.from(new Webhook(secret).sign(id, new Date(at), text));
    return given.some((each) => equal(Buffer.from(each), expected));
  });
  return isRight ? undefined : "wrong";
}

function equal(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
