/**
 * A receiver of outgoing webhooks, as a business would write it: it checks signatures, keeps each `webhook-id` once, and
 * can be told to fail. `POST /hooks` is its address; `GET /_sandbox` shows what it holds.
 */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import express, { type Request, type Response } from "express";
import { jsonBody, rawBody } from "../stand-in.ts";
import { type Behaviour, keeps, play } from "./behaviour.ts";
import { whyUnsigned } from "./signature.ts";

export type { Behaviour } from "./behaviour.ts";

/** One request that was signed well. */
export interface Received {
  readonly at: number;
  readonly webhookId: string;
  readonly timestamp: string;
  readonly signature: string;
  /** Whether the event was kept; otherwise it must come again. */
  readonly kept: boolean;
  readonly body: unknown;
}

export interface ReceiverOptions {
  /** The receiver's clock, epoch milliseconds. */
  readonly now?: () => number;
  readonly port?: number;
  /** Keep bodies of kept events, for a look at them; a load test has no use for them. */
  readonly keepRequests?: boolean;
}

export class WebhookReceiver {
  /** Every well-signed request, in order; empty without `keepRequests`. */
  readonly received: Received[] = [];
  /** Why requests were turned away, in order. */
  readonly turnedAway: string[] = [];
  /** What happens to the next requests, unless `failNext` has something in store for them. */
  behaviour: (requestNumber: number) => Behaviour = () => ({ kind: "take" });

  readonly #kept = new Map<string, unknown>();
  readonly #next: Behaviour[] = [];
  readonly #secrets: string[] = [];
  readonly #now: () => number;
  readonly #keepRequests: boolean;
  #requests = 0;
  #server: Server | undefined;

  constructor({ now = Date.now, keepRequests = true }: ReceiverOptions = {}) {
    this.#now = now;
    this.#keepRequests = keepRequests;
  }

  /** `http://127.0.0.1:…/hooks` */
  get url(): string {
    return `${this.#origin}/hooks`;
  }

  /** Requests from now on may be signed with this secret, too. */
  accept(secret: string): void {
    this.#secrets.push(secret);
  }

  /** Forgets a secret, as a receiver does that has changed over to a new one. */
  drop(secret: string): void {
    this.#secrets.splice(0, this.#secrets.length, ...this.#secrets.filter((each) => each !== secret));
  }

  failNext(...behaviours: Behaviour[]): void {
    this.#next.push(...behaviours);
  }

  /** Each `webhook-id` that was kept, with its event, in the order in which they first came. */
  kept(): ReadonlyMap<string, unknown> {
    return this.#kept;
  }

  async listen(port = 0): Promise<string> {
    const app = express();
    app.disable("x-powered-by");
    app.use(express.raw({ type: () => true, limit: "5mb" }));
    app.post("/hooks", (request, response) => this.#receive(request, response));
    app.get("/_sandbox", (_request, response) => {
      response.json({ kept: this.#kept.size, requests: this.#requests, turnedAway: this.turnedAway.length });
    });
    app.use((_request, response) => void response.status(404).json({ message: "Not found" }));
    this.#server = createServer(app).listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    return this.url;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }

  get #origin(): string {
    const address = this.#server?.address();
    if (!address || typeof address === "string") throw new Error("The receiver is not listening yet: call listen().");
    return `http://127.0.0.1:${address.port}`;
  }

  #receive(request: Request, response: Response): void {
    this.#requests += 1;
    const id = request.get("webhook-id");
    const timestamp = request.get("webhook-timestamp");
    const signature = request.get("webhook-signature");
    const signed = { id, timestamp, signature, body: rawBody(request) };
    const fault = whyUnsigned(signed, this.#secrets, this.#now());
    if (fault !== undefined || id === undefined) {
      this.turnedAway.push(fault ?? "the id is missing");
      response.status(401).json({ message: fault });
      return;
    }
    const behaviour = this.#next.shift() ?? this.behaviour(this.#requests);
    const kept = keeps(behaviour);
    const body = this.#keepRequests ? jsonBody(request) : undefined;
    if (this.#keepRequests) {
      const at = this.#now();
      this.received.push({ at, webhookId: id, timestamp: timestamp ?? "", signature: signature ?? "", kept, body });
    }
    // Kept before anything is said: a receiver that dies in between has it.
    if (kept && !this.#kept.has(id)) this.#kept.set(id, body);
    play(behaviour, response);
  }
}

/** Listening, and ready for secrets. */
export async function startWebhookReceiver(options: ReceiverOptions = {}): Promise<WebhookReceiver> {
  const receiver = new WebhookReceiver(options);
  await receiver.listen(options.port);
  return receiver;
}
