/** The bytes Meta signs: JSON in ASCII, HMAC-SHA256 with the app secret (WhatsApp reference 3.7, 7.2). */
import { createHmac } from "node:crypto";

/** JSON whose non-ASCII characters are `\uXXXX` escapes, as Meta sends it. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Value of `X-Hub-Signature-256` for these bytes. */
export function signature(body: string, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
}

/** The flow token's signature for data API 4.0: a JWT, HS256, with the app secret (reference 3.4). */
export function flowTokenSignature(flowToken: string, appSecret: string): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = `${encode({ alg: "HS256" })}.${encode({ flow_token: flowToken })}`;
  return `${head}.${createHmac("sha256", appSecret).update(head).digest("base64url")}`;
}
