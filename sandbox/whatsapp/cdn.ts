/**
 * WhatsApp's CDN, where phones put sealed files (WhatsApp reference 4.1). A file's address names the real CDN's host; the
 * stand-in serves the same path below `CDN_PREFIX`. It only ever holds ciphertext.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { Express, Request, Response } from "express";
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";

export const CDN_PREFIX = `${SANDBOX_PREFIX}/cdn`;

const HOST = "https://mmg.whatsapp.net";
/** Files stay for at most 20 days. */
const LIFE = 20 * 86_400_000;

/**
 * `gone`: 404. `busy`: 503. `silent`: no answer until the other side gives up. `cut`: half of it, then the connection ends.
 * `short`: half of it, as if it were all. `wrong bytes`: another file of that size. `endless`: bytes that do not stop.
 * `elsewhere`: a redirect.
 */
export type CdnFault = "gone" | "busy" | "silent" | "cut" | "short" | "wrong bytes" | "endless" | "elsewhere";

export interface StoredFile {
  readonly mediaId: string;
  readonly url: string;
}

export class Cdn {
  /** Sealed files by path. */
  readonly files = new Map<string, { readonly bytes: Buffer; readonly at: number }>();
  readonly #now: () => number;
  #faults: CdnFault[] = [];
  #uploadFaults = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The next downloads go wrong, one fault each. */
  failNext(...faults: CdnFault[]): void {
    this.#faults.push(...faults);
  }

  /** Downloads are well again. */
  heal(): void {
    this.#faults = [];
  }

  /** The next uploads of phones fail. */
  failUploads(count: number): void {
    this.#uploadFaults += count;
  }

  /** What a phone does with a sealed file. Throws when it cannot be taken. */
  store(sealed: Uint8Array): StoredFile {
    if (this.#uploadFaults > 0) {
      this.#uploadFaults -= 1;
      throw new Error("The upload failed.");
    }
    const path = `/v/t62.7161-24/${randomBytes(12).toString("hex")}`;
    this.files.set(path, { bytes: Buffer.from(sealed), at: this.#now() });
    return { mediaId: randomUUID(), url: `${HOST}${path}?ccb=11-4` };
  }

  routes(app: Express): void {
    app.get(`${CDN_PREFIX}/*path`, (request: Request, response: Response) => this.#serve(request, response));
  }

  #serve(request: Request, response: Response): void {
    const fault = this.#faults.shift();
    const file = this.files.get(request.path.slice(CDN_PREFIX.length));
    if (!file || this.#now() - file.at > LIFE || fault === "gone") {
      response.status(404).type("text/plain").send("URL signature expired");
      return;
    }
    const { bytes } = file;
    response.type("application/octet-stream");
    if (fault === undefined) response.send(bytes);
    else spoil(fault, bytes, request, response);
  }
}

function spoil(fault: CdnFault, bytes: Buffer, request: Request, response: Response): void {
  const half = bytes.subarray(0, bytes.length / 2);
  switch (fault) {
    case "short":
      response.send(half);
      break;
    case "wrong bytes":
      response.send(randomBytes(bytes.length));
      break;
    case "busy":
      response.status(503).send();
      break;
    case "elsewhere":
      response.redirect(302, "/_sandbox/elsewhere");
      break;
    case "cut":
      response.writeHead(200, { "content-length": bytes.length });
      response.write(half, () => request.socket.destroy());
      break;
    case "endless":
      pour(response);
      break;
    case "gone":
    case "silent":
      break;
  }
}

/** Until the other side has had enough. */
function pour(response: Response): void {
  const more = Buffer.alloc(256 * 1024, 0x61);
  const next = (): void => {
    while (!response.destroyed && response.write(more));
  };
  response.writeHead(200);
  response.on("drain", next);
  next();
}
