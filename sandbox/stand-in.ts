/**
 * What every stand-in shares: it listens on loopback, remembers each exchange, can be told to fail, and answers only
 * what is documented (an unknown path is 404 in the vendor's own error shape).
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express, { type Express, type Request, type Response } from "express";

/** One request and its answer, as they crossed the wire. Contract tests read these. */
export interface Exchange {
  readonly at: number;
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: Record<string, string>;
  readonly requestHeaders: Record<string, string>;
  readonly requestBody: string;
  readonly status: number;
  readonly responseBody: string;
}

/** What goes wrong with one request. `landed`: it takes effect first. */
export type Failure =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
      readonly landed?: boolean;
    }
  | { readonly kind: "cut"; readonly landed?: boolean }
  /** Never answers. `instead` is called where the answer would have gone out. */
  | { readonly kind: "silent"; readonly landed?: boolean; readonly instead?: () => void }
  | { readonly kind: "slow"; readonly ms: number };

/** A failure to play on matching requests. */
export interface Fault {
  readonly method?: string;
  readonly path: RegExp;
  /** How many matching requests fail; default 1. */
  readonly times?: number;
  readonly answer: Failure;
}

/** Decides about each request that `failNext` has nothing in store for. */
export type Fate = (request: Request) => Failure | undefined;

export class StandIn {
  readonly exchanges: Exchange[] = [];
  readonly app: Express;
  /** Off: long runs do not fill the memory with what crossed the wire. */
  keepsExchanges = true;
  fate: Fate = () => undefined;
  #faults: { fault: Fault; left: number }[] = [];
  #server: ReturnType<Express["listen"]> | undefined;

  /** `routes` adds the documented paths; `notFound` answers every other one in the vendor's own error shape. */
  constructor(routes: (app: Express) => void, notFound: (request: Request, response: Response) => void) {
    this.app = express();
    this.app.disable("x-powered-by");
    this.app.use(express.raw({ type: () => true, limit: "30mb" }));
    this.app.use((request, response, next) => this.#record(request, response, next));
    this.app.use((request, response, next) => this.#fail(request, response, next));
    routes(this.app);
    this.app.use(notFound);
  }

  async listen(port = 0): Promise<string> {
    this.#server = this.app.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    return this.url;
  }

  get url(): string {
    const address = this.#server?.address();
    if (!address || typeof address === "string") throw new Error("The stand-in is not listening yet: call listen().");
    return `http://127.0.0.1:${(address satisfies AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }

  failNext(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  #record(request: Request, response: Response, next: () => void): void {
    if (!this.keepsExchanges) {
      next();
      return;
    }
    const chunks: string[] = [];
    const send = response.send.bind(response);
    response.send = (body) => {
      if (chunks.length === 0)
        chunks.push(
          typeof body === "string"
            ? body
            : Buffer.isBuffer(body)
              ? body.toString("latin1")
              : body === undefined
                ? ""
                : JSON.stringify(body),
        );
      return send(body);
    };
    response.on("close", () => {
      this.exchanges.push({
        at: Date.now(),
        method: request.method,
        path: request.path,
        query: Object.fromEntries(new URL(request.originalUrl, "http://stand-in").searchParams),
        requestHeaders: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(", ") : (value ?? ""),
          ]),
        ),
        requestBody: rawBody(request).toString("utf8"),
        status: response.statusCode,
        responseBody: chunks.join(""),
      });
    });
    next();
  }

  #fail(request: Request, response: Response, next: () => void): void {
    const hit = this.#faults.find(
      ({ fault, left }) =>
        left > 0 && (fault.method ?? request.method) === request.method && fault.path.test(request.path),
    );
    if (hit) hit.left -= 1;
    const answer = hit?.fault.answer ?? this.fate(request);
    if (!answer) {
      next();
      return;
    }
    if (answer.kind === "slow") {
      setTimeout(next, answer.ms).unref();
      return;
    }
    const play = () => {
      if (answer.kind === "cut") request.socket.destroy();
      else if (answer.kind === "silent") answer.instead?.();
      else
        response
          .set(answer.headers ?? {})
          .status(answer.status)
          .json(answer.body ?? {});
    };
    if (!answer.landed) {
      play();
      return;
    }
    // The request takes effect, and only its answer is replaced.
    const json = response.json.bind(response);
    response.json = () => {
      response.json = json;
      play();
      return response;
    };
    next();
  }
}

/** The body exactly as it came. */
export function rawBody(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** The body as JSON, or undefined where it is none. */
export function jsonBody(request: Request): unknown {
  try {
    return JSON.parse(rawBody(request).toString("utf8"));
  } catch {
    return undefined;
  }
}
