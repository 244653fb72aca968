/**
 * A small Flow endpoint with plain node:crypto, correct unless told to be wrong in one way: the probe must find each of
 * these mistakes, and nothing else. After the WhatsApp reference 3 and its list of what developers reported (10).
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  privateDecrypt,
  timingSafeEqual,
} from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { z } from "zod";

export const mistakes = [
  "checks no signature",
  "takes signatures of the empty secret",
  "signs over JSON written again",
  "answers 401 to a wrong signature",
  "throws on a short signature",
  "answers 500 to what was tampered with",
  "answers 400 to a stale key",
  "answers 200 to what it cannot open",
  "answers 400 to broken bodies",
  "takes careless base64",
  "throws on a wrong size",
  "throws on contents that are not JSON",
  "dies of an oversized body",
  "hangs on a stale key",
  "does not invert the IV",
  "wraps its answer in JSON",
  "answers in clear",
  "leaves the tag out",
  "compresses its answer",
  "calls its answer HTML",
  "wants a token for a ping",
  "refuses a token in clear",
  "refuses a token without words",
  "takes every token",
  "throws on an unknown action",
  "throws on contents without fields",
  "takes an error notice for answers",
  "knows one name of an error's code only",
  "leaves the version out",
  "says another version",
  "puts null into data",
  "ends at an unknown screen",
  "needs data to open",
  "fails on the second exchange",
  "closes after each answer without saying so",
] as const;
export type Mistake = (typeof mistakes)[number];

export const tinySecret = "the-tiny-endpoint's-app-secret";
export const tinyToken = "the-one-token-that-is-good";

export interface TinyEndpoint {
  readonly url: URL;
  readonly publicKey: string;
  readonly handler: RequestListener;
  close(): Promise<void>;
}

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const envelopeSchema = z.object({
  encrypted_flow_data: z.string(),
  encrypted_aes_key: z.string(),
  initial_vector: z.string(),
});
const requestSchema = z.object({
  action: z.string(),
  version: z.string().optional(),
  screen: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  flow_token: z.string().optional(),
});

/** Ends the exchange with this status and nothing else. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super();
    this.status = status;
  }
}

export async function startTinyEndpoint(mistake?: Mistake): Promise<TinyEndpoint> {
  const has = (name: Mistake) => name === mistake;
  let die = () => {};
  const heard = new Set<string>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await readAll(request);
    checkSignature(raw, String(request.headers["x-hub-signature-256"] ?? ""));
    const { clear, seal } = open(raw);
    const { status, body } = answer(clear);
    if (has("fails on the second exchange") && status === 200 && request.headers["x-hub-signature-256"]) {
      const id = String(request.headers["x-hub-signature-256"]);
      if (heard.has(id)) throw new Error("twice");
      heard.add(id);
    }
    const text = body === undefined ? "" : inWords(status, body, seal);
    const type = has("calls its answer HTML") ? "text/html" : "text/plain; charset=utf-8";
    if (has("compresses its answer")) {
      response.writeHead(status, { "content-type": type, "content-encoding": "gzip" }).end(gzipSync(text));
      return;
    }
    response.writeHead(status, { "content-type": type }).end(text, () => {
      if (has("closes after each answer without saying so")) setImmediate(() => request.socket.destroy());
    });
  };

  const readAll = async (request: IncomingMessage): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request) {
      length += chunk.length;
      if (length <= 1024 * 1024) chunks.push(chunk);
      else if (has("dies of an oversized body")) die();
    }
    if (length > 1024 * 1024) throw new Refused(413);
    return Buffer.concat(chunks);
  };

  const checkSignature = (raw: Buffer, header: string): void => {
    if (has("checks no signature")) return;
    const secrets = has("takes signatures of the empty secret") ? [tinySecret, ""] : [tinySecret];
    const signed = has("signs over JSON written again") ? JSON.stringify(parsed(raw.toString("utf8")) ?? "") : raw;
    const given = Buffer.from(header);
    const fits = secrets.some((secret) => {
      const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(signed).digest("hex")}`);
      if (expected.length !== given.length && !has("throws on a short signature")) return false;
      return timingSafeEqual(expected, given);
    });
    if (!fits) throw new Refused(has("answers 401 to a wrong signature") ? 401 : 432);
  };

  const open = (raw: Buffer) => {
    const envelope = envelopeSchema.safeParse(parsed(new TextDecoder("utf-8").decode(raw)));
    const broken = () => new Refused(has("answers 400 to broken bodies") ? 400 : 421);
    if (!envelope.success) throw broken();
    const decode = (text: string): Buffer => {
      const bytes = Buffer.from(text, "base64");
      if (bytes.toString("base64") !== text && !has("takes careless base64")) throw broken();
      return bytes;
    };
    const wrapped = decode(envelope.data.encrypted_aes_key);
    const iv = decode(envelope.data.initial_vector);
    const sealed = decode(envelope.data.encrypted_flow_data);
    const goodSizes = wrapped.length === 256 && iv.length === 16 && sealed.length > 16;
    if (!goodSizes) throw has("throws on a wrong size") ? new Error("size") : broken();
    const aesKey = unwrap(wrapped);
    const decipher = createDecipheriv("aes-128-gcm", aesKey, iv).setAuthTag(sealed.subarray(-16));
    let contents: Buffer;
    try {
      contents = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    } catch {
      throw has("answers 500 to what was tampered with") ? new Error("tag") : new Refused(421);
    }
    const clear = parsed(decoded(contents));
    if (clear === undefined) throw has("throws on contents that are not JSON") ? new Error("JSON") : new Refused(421);
    const seal = (body: unknown): string => {
      const flipped = has("does not invert the IV") ? iv : Buffer.from(iv.map((byte) => byte ^ 0xff));
      const cipher = createCipheriv("aes-128-gcm", aesKey, flipped);
      const parts = [cipher.update(JSON.stringify(body)), cipher.final()];
      if (!has("leaves the tag out")) parts.push(cipher.getAuthTag());
      return Buffer.concat(parts).toString("base64");
    };
    return { clear, seal };
  };

  const unwrap = (wrapped: Buffer): Buffer => {
    try {
      return privateDecrypt({ key: keys.privateKey, oaepHash: "sha256" }, wrapped);
    } catch {
      if (has("answers 400 to a stale key")) throw new Refused(400);
      if (has("answers 200 to what it cannot open")) throw new Refused(200);
      if (has("hangs on a stale key")) throw new Refused(0);
      throw new Refused(421);
    }
  };

  const answer = (clear: unknown): { status: number; body?: unknown } => {
    const request = requestSchema.safeParse(clear);
    if (!request.success) {
      if (has("throws on contents without fields")) throw new Error("fields");
      return refusal();
    }
    const { action, data = {}, screen, flow_token: token, version } = request.data;
    if (action === "ping" && (!has("wants a token for a ping") || token)) {
      return { status: 200, body: { data: { status: "active" } } };
    }
    const names = has("knows one name of an error's code only") ? ["error"] : ["error", "error_key", "error_message"];
    const notice = names.some((name) => name in data) && (names.length > 1 || "error" in data);
    if (notice && !has("takes an error notice for answers")) {
      return { status: 200, body: { data: { acknowledged: true } } };
    }
    if (token !== tinyToken && !has("takes every token")) return refusal();
    if (has("needs data to open") && request.data.data === undefined) throw new Error("data");
    if (has("ends at an unknown screen") && action === "data_exchange" && screen !== "START") {
      const params = { flow_token: token ?? "" };
      return { status: 200, body: { version, screen: "SUCCESS", data: { extension_message_response: { params } } } };
    }
    if (!["INIT", "BACK", "data_exchange"].includes(action)) {
      if (has("throws on an unknown action")) throw new Error("action");
      return refusal();
    }
    const versions = has("leaves the version out") ? {} : { version: has("says another version") ? "2.0" : version };
    const values = { name: has("puts null into data") ? null : "", choices: [{ id: "a", title: "A" }] };
    return { status: 200, body: { ...versions, screen: "START", data: values } };
  };

  const refusal = () => ({
    status: 427,
    ...(!has("refuses a token without words") && { body: { error_msg: "This form is no longer available." } }),
  });

  const inWords = (status: number, body: unknown, seal: (body: unknown) => string): string => {
    if (has("answers in clear")) return JSON.stringify(body);
    if (has("wraps its answer in JSON")) return JSON.stringify(seal(body));
    return status === 427 && has("refuses a token in clear") ? JSON.stringify(body) : seal(body);
  };

  const handler: RequestListener = (request, response) => {
    handle(request, response).catch((error: unknown) => {
      const status = error instanceof Refused ? error.status : 500;
      // Zero: nothing is ever said.
      if (status !== 0 && !response.destroyed) response.writeHead(status, { "content-type": "text/plain" }).end();
    });
  };
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  die = () => {
    server.closeAllConnections();
    server.close();
  };
  return {
    url: new URL(`http://127.0.0.1:${port}/flow`),
    publicKey: keys.publicKey,
    handler,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
