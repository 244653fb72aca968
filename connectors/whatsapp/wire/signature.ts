/** Meta signs every endpoint request and webhook with the app's secret (WhatsApp reference 3.7 and 7.2). */
import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * True when `header` (`X-Hub-Signature-256`) is the HMAC of exactly these bytes under one of the secrets. Give the
 * body as it came: Meta escapes non-ASCII, and JSON that was parsed and written again no longer matches. Two secrets
 * cover a rotation. Never throws.
 */
export function verifySignature(rawBody: Uint8Array, header: string | undefined, secrets: readonly string[]): boolean {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(header ?? "")?.[1];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, "hex");
  // An empty secret would be one that everybody knows. All are compared, so that time does not tell which one fits.
  const matches = secrets.filter((secret) => secret !== "" && timingSafeEqual(hmac(rawBody, secret), given));
  return matches.length > 0;
}

/** The header's value for these bytes. */
export function sign(rawBody: Uint8Array, secret: string): string {
  return `sha256=${hmac(rawBody, secret).toString("hex")}`;
}

function hmac(bytes: Uint8Array, secret: string): Buffer {
  return createHmac("sha256", secret).update(bytes).digest();
}
