/** A small correct Flow endpoint and webhook receiver, after the WhatsApp reference, with plain node:crypto. */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  privateDecrypt,
  timingSafeEqual,
} from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { appSecret } from "./graph-client.ts";

export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function newKeyPair(modulusLength = 2048): KeyPair {
  return generateKeyPairSync("rsa", {
    modulusLength,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

export interface Request {
  readonly action: string;
  readonly screen: string;
  readonly data: Record<string, unknown>;
  readonly flow_token: string;
  readonly flow_token_signature?: string;
}

export interface Received {
  readonly path: string;
  readonly raw: string;
  readonly signed: boolean;
}

export class TinyEndpoint {
  /** Opened requests; pings are left out. */
  readonly heard: Request[] = [];
  /** Everything posted to `/webhook`, as raw bytes. */
  readonly webhooks: Received[] = [];
  /** HTTP statuses given to Flow exchanges. */
  readonly statuses: number[] = [];
  readonly verifyToken = "verify-me";
  keys: KeyPair;
  ping: { status?: number; clear?: unknown } = { clear: { data: { status: "active" } } };
  /** While true, exchanges are heard and never answered, pings too. */
  silent = false;
  /** What the next webhooks are answered with; 200 when empty. */
  readonly webhookAnswers: number[] = [];
  /** Answers a request with a clear body (200), or with another status and an optional clear body. */
  decide: (request: Request) => { status?: number; clear?: unknown } = () => ({ clear: { data: {} } });
  #server: Server | undefined;

  constructor(keys: KeyPair) {
    this.keys = keys;
  }

  async listen(): Promise<void> {
    this.#server = createServer((request, response) => void this.#handle(request, response)).listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get url(): string {
    const address = this.#server?.address();
    if (!address || typeof address === "string") throw new Error("The endpoint does not listen.");
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", "http://endpoint");
    const signed = fits(raw, String(request.headers["x-hub-signature-256"] ?? ""));
    if (request.method === "GET") this.#handshake(url, response);
    else if (url.pathname === "/webhook") {
      this.webhooks.push({ path: url.pathname, raw: raw.toString("utf8"), signed });
      response.writeHead(this.webhookAnswers.shift() ?? 200).end();
    } else this.#exchange(raw, signed, response);
  }

  #handshake(url: URL, response: ServerResponse): void {
    const good =
      url.searchParams.get("hub.mode") === "subscribe" && url.searchParams.get("hub.verify_token") === this.verifyToken;
    response.writeHead(good ? 200 : 403).end(good ? url.searchParams.get("hub.challenge") : "");
  }

  #exchange(raw: Buffer, signed: boolean, response: ServerResponse): void {
    const finish = (status: number, body = "") => {
      this.statuses.push(status);
      response.writeHead(status, { "content-type": "text/plain" }).end(body);
    };
    if (!signed) {
      finish(432);
      return;
    }
    const opened = open(raw.toString("utf8"), this.keys.privateKey);
    if (!opened) {
      finish(421);
      return;
    }
    const { request, seal } = opened;
    if (request.action !== "ping") this.heard.push(request);
    if (this.silent) return;
    const { status = 200, clear } = this.#answer(request);
    finish(status, clear === undefined ? "" : seal(clear));
  }

  #answer(request: Request): { status?: number; clear?: unknown } {
    if (request.action === "ping") return this.ping;
    if ("error" in request.data) return { clear: { data: { acknowledged: true } } };
    return this.decide(request);
  }
}

function fits(raw: Buffer, header: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac("sha256", appSecret).update(raw).digest("hex")}`);
  const given = Buffer.from(header);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function open(body: string, privateKey: string): { request: Request; seal: (clear: unknown) => string } | undefined {
  try {
    const envelope: Record<string, string> = JSON.parse(body);
    const field = (name: string) => Buffer.from(envelope[name] ?? "", "base64");
    const key = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
      field("encrypted_aes_key"),
    );
    const iv = field("initial_vector");
    const sealed = field("encrypted_flow_data");
    const decipher = createDecipheriv("aes-128-gcm", key, iv);
    decipher.setAuthTag(sealed.subarray(-16));
    const clear = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    const seal = (answer: unknown) => {
      const cipher = createCipheriv("aes-128-gcm", key, Buffer.from(iv.map((byte) => byte ^ 0xff)));
      return Buffer.concat([cipher.update(JSON.stringify(answer)), cipher.final(), cipher.getAuthTag()]).toString(
        "base64",
      );
    };
    return { request: JSON.parse(clear.toString("utf8")), seal };
  } catch {
    return undefined;
  }
}
