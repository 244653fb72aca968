/** Sends one event to one receiver, signed as Standard Webhooks 1.0 says. */
import { Webhook } from "standardwebhooks";
import { verdictOn } from "./verdicts.ts";

export interface WebhookRequest {
  readonly method: "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly limits: { readonly totalMs: number; readonly answerBytes: number };
  /** Whether the event arrived is said by the status alone. */
  readonly answerBody: "optional";
}

export interface WebhookOptions {
  /** Calls an address that somebody typed, guarded. @throws OutsideError where there was no answer */
  readonly request: (request: WebhookRequest) => Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  }>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly timeoutMs: number;
}

export interface Delivery {
  readonly url: string;
  /** Newest first: while one is replaced, there are two, and both sign. */
  readonly secrets: readonly string[];
  /** The same in every attempt: the receiver's means against doubles. */
  readonly webhookId: string;
  readonly body: string;
  /** Attempts so far, this one included. */
  readonly attempts: number;
}

export interface Taken {
  readonly status: number;
  /** The beginning of what the receiver answered. */
  readonly said: string;
}

/** Enough of an answer to see what is wrong. */
const answerBytes = 16 * 1024;

/** @throws OutsideError `webhook.*` (verdicts.ts), or what calling out throws */
export async function deliver({ request, now, timeoutMs }: WebhookOptions, delivery: Delivery): Promise<Taken> {
  const { url, body } = delivery;
  const headers = { "content-type": "application/json", ...signed(delivery, now()) };
  const limits = { totalMs: timeoutMs, answerBytes };
  const answer = await request({ method: "POST", url, headers, body, limits, answerBody: "optional" });
  const seen = { status: answer.status, retryAfter: answer.headers["retry-after"] };
  const refusal = verdictOn(seen, delivery.attempts, now());
  if (refusal) throw refusal;
  return { status: answer.status, said: Buffer.from(answer.body).toString("utf8") };
}

/** The time is that of the attempt: a receiver refuses what is older than some minutes. */
function signed({ secrets, webhookId, body }: Delivery, now: number): Record<string, string> {
  const at = new Date(now);
  return {
    "webhook-id": webhookId,
    "webhook-timestamp": String(Math.floor(now / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(webhookId, at, body)).join(" "),
  };
}
