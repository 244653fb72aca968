/** A line to the endpoint that seals as a phone does, signs as Meta does, and keeps the time. */
import { createHmac, generateKeyPairSync } from "node:crypto";
import { carriesWords } from "./answers.ts";
import type { Line, PostOptions } from "./case.ts";
import { createClient } from "./client.ts";
import { seal } from "./sealed.ts";

export interface ProbeTarget {
  readonly url: URL;
  /** SPKI PEM. */
  readonly publicKey: string;
  readonly appSecret: string;
  /** A flow token that the endpoint takes; without one, what needs one is skipped. */
  readonly token?: string | undefined;
  /** Milliseconds until a request counts as hanging; 10 s, as for WhatsApp, unless told otherwise. */
  readonly timeoutMs?: number | undefined;
  /** Certificate authority in PEM, for an endpoint whose certificate is not publicly valid yet. */
  readonly ca?: string | undefined;
}

/** `connections`: how many requests may be under way at once. */
export function openLine(target: ProbeTarget, connections?: number): { line: Line; close(): void } {
  const { url, publicKey, appSecret, timeoutMs = 10_000, ca } = target;
  const client = createClient({ url, timeoutMs, ca, ...(connections && { connections }) });
  let slowestMs = 0;
  let timedOut = false;

  const sign: Line["sign"] = (body, secret = appSecret) =>
    `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

  const post: Line["post"] = async (body, { signature, alone, headers }: PostOptions = {}) => {
    const signed = signature === null ? {} : { "x-hub-signature-256": signature ?? sign(body) };
    const reply = await client.post(Buffer.from(body), { ...signed, ...headers }, alone);
    if (reply.kind === "answer") slowestMs = Math.max(slowestMs, reply.ms);
    else if (reply.why === "timeout") timedOut = true;
    return reply;
  };

  const line: Line = {
    url,
    token: target.token ?? "",
    seal: (clear) => seal(publicKey, clear),
    sealForNobody: (clear) => seal(nobodysKey(), clear),
    sign,
    post,
    exchange: async (clear, options) => {
      const sealed = await seal(publicKey, clear);
      const reply = await post(sealed.body, options);
      const words = reply.kind === "answer" && carriesWords(reply.status);
      return { sealed, reply, read: words ? await sealed.read(reply.body) : undefined };
    },
    times: () => ({ slowestMs, timedOut }),
  };
  return { line, close: client.close };
}

let unrelated: string | undefined;

/** A fresh public key whose private half is thrown away; made once, because making it takes long. */
function nobodysKey(): string {
  unrelated ??= generateKeyPairSync("rsa", { modulusLength: 2048 })
    .publicKey.export({ type: "spki", format: "pem" })
    .toString();
  return unrelated;
}
