/** Requests sealed and signed ahead, with what is needed to tell afterwards whether each answer was right. */
import { createCipheriv, createDecipheriv, createHmac, type KeyObject, publicEncrypt, randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { House, ScriptStep } from "./endpoint-house.ts";
import type { Loaded } from "./endpoint-load.ts";

export interface Prepared {
  /** The whole HTTP request, ready for the wire. */
  readonly bytes: Buffer;
  readonly aesKey: Buffer;
  readonly iv: Buffer;
  readonly token: string;
  readonly step: ScriptStep;
}

export function prepare(house: House, publicKey: KeyObject, host: string, token: string, step: ScriptStep): Prepared {
  const [aesKey, iv] = [randomBytes(16), randomBytes(16)];
  const cipher = createCipheriv("aes-128-gcm", aesKey, iv);
  const clear = JSON.stringify({ ...step.request, flow_token: token });
  const sealed = Buffer.concat([cipher.update(clear, "utf8"), cipher.final(), cipher.getAuthTag()]);
  const body = JSON.stringify({
    encrypted_flow_data: sealed.toString("base64"),
    encrypted_aes_key: publicEncrypt({ key: publicKey, oaepHash: "sha256" }, aesKey).toString("base64"),
    initial_vector: iv.toString("base64"),
  });
  const head = [
    `POST ${house.endpointPath} HTTP/1.1`,
    `Host: ${host}`,
    "Content-Type: application/json",
    `X-Hub-Signature-256: sha256=${createHmac("sha256", house.appSecret).update(body).digest("hex")}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return { bytes: Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`), aesKey, iv, token, step };
}

/** How many answers were not right, lost ones included; the first of them are told. */
export function wrongOf({ answers, lost }: Loaded<Prepared>, say: (text: string) => void): number {
  const wrong = answers.flatMap(({ request, status, body }) => whatIsWrong(request, status, body) ?? []);
  for (const answer of wrong.slice(0, 3)) say(`wrong: ${answer}`);
  for (const reason of lost.slice(0, 3)) say(`no answer: ${reason}`);
  return lost.length + wrong.length;
}

/** Undefined when this is what the phone was told at the same step, but for the token and the submission's id. */
function whatIsWrong({ aesKey, iv, token, step }: Prepared, status: number, body: string): string | undefined {
  const bytes = Buffer.from(body, "base64");
  const flipped = iv.map((byte) => byte ^ 0xff);
  let clear: string;
  try {
    const decipher = createDecipheriv("aes-128-gcm", aesKey, flipped).setAuthTag(bytes.subarray(-16));
    clear = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
  } catch {
    return `${status} with a body that does not open`;
  }
  const right = neutral(step.response, step.request["flow_token"]);
  return status === 200 && isDeepStrictEqual(neutral(JSON.parse(clear), token), right)
    ? undefined
    : `${status} ${clear}`;
}

function neutral(response: unknown, token: unknown): unknown {
  return JSON.parse(JSON.stringify(response), (key, value: unknown) =>
    key === "submission_id" && typeof value === "string" ? "sub" : value === token ? "token" : value,
  );
}
