/**
 * One exchange at a time between the phone and the endpoint: seal, send, open, and behave as WhatsApp does for each
 * HTTP status (WhatsApp reference 3.6).
 */
import { isObject } from "./screen-data.ts";
import { type Random, sealExchange, UnreadableAnswer } from "./seal.ts";

/** Carries a sealed body to the endpoint. Throws when no answer came; a `TimeoutError` counts as a time-out. */
export type Transport = (sealedBody: string) => Promise<{ readonly status: number; readonly body: string }>;

/** The business's public key; `fresh` after a 421, when the phone must not use its cached copy again. */
export type PublicKeySource = (ask: "cached" | "fresh") => Promise<string>;

/** What the phone sends, before sealing (reference 3.3). */
export interface ClearRequest {
  readonly version: string;
  readonly action: "INIT" | "BACK" | "data_exchange" | "navigate";
  readonly screen: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly flow_token: string;
  readonly flow_token_signature?: string;
}

/** One request and its answer. A 421 and the attempt after it are two. */
export interface RecordedExchange {
  readonly request: ClearRequest;
  readonly status: number | "no answer";
  /** The answer's clear text, where it could be opened. */
  readonly response?: unknown;
  /** Bytes of the sealed request and of the sealed answer, as they crossed the wire. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly ms: number;
}

export type Answer =
  | { readonly kind: "answer"; readonly clear: unknown }
  /** 427: the flow token is no longer valid. */
  | { readonly kind: "refused"; readonly message: string | undefined }
  /** `code` is one of the error types of reference 3.9. */
  | { readonly kind: "failed"; readonly code: string; readonly detail: string };

export interface LineOptions {
  readonly transport: Transport;
  readonly publicKey: PublicKeySource;
  readonly random?: Random | undefined;
  readonly onExchange: (exchange: RecordedExchange) => void;
}

/** Sends one request; after a 421 with a fresh key once more, and never a third time. */
export async function exchange(request: ClearRequest, options: LineOptions): Promise<Answer> {
  const first = await attempt(request, "cached", options);
  if (first !== "wrong key") return first;
  const second = await attempt(request, "fresh", options);
  if (second !== "wrong key") return second;
  return failed("business-decryption-error", "the endpoint answered 421 again after the key was refreshed");
}

async function attempt(
  request: ClearRequest,
  ask: "cached" | "fresh",
  options: LineOptions,
): Promise<Answer | "wrong key"> {
  const key = await options.publicKey(ask).catch(() => undefined);
  if (key === undefined) return failed("public-key-missing", "no public key is registered for this phone number");
  const sealed = await sealExchange(key, request, options.random);
  const started = performance.now();
  const note = (seen: Pick<RecordedExchange, "status" | "response">, receivedBytes: number) =>
    options.onExchange({
      request,
      ...seen,
      sentBytes: byteLength(sealed.body),
      receivedBytes,
      ms: performance.now() - started,
    });

  let answer: { readonly status: number; readonly body: string };
  try {
    answer = await options.transport(sealed.body);
  } catch (cause) {
    note({ status: "no answer" }, 0);
    return isTimeout(cause)
      ? failed("timeout_error", "no answer in time")
      : failed("no_http_response_error", "the connection closed without an answer");
  }

  const { status, body } = answer;
  const opened = (status === 200 || status === 427) && body !== "" ? await open(sealed.open(body)) : undefined;
  note({ status, ...(opened && { response: opened.clear }) }, byteLength(body));
  if (status === 421) return "wrong key";
  if (status === 427) return { kind: "refused", message: messageOf(opened?.clear) };
  if (status !== 200) return failed("unexpected_http_status_code", `the endpoint answered ${status}`);
  if (!opened) return failed("response-decryption-error", "the endpoint's answer cannot be opened");
  return { kind: "answer", clear: opened.clear };
}

async function open(opening: Promise<unknown>): Promise<{ readonly clear: unknown } | undefined> {
  try {
    return { clear: await opening };
  } catch (cause) {
    if (cause instanceof UnreadableAnswer) return undefined;
    throw cause;
  }
}

/** By name: `AbortSignal.timeout` throws a DOMException, which is no Error in every realm. */
function isTimeout(cause: unknown): boolean {
  return typeof cause === "object" && cause !== null && "name" in cause && cause.name === "TimeoutError";
}

function messageOf(clear: unknown): string | undefined {
  const message = isObject(clear) ? clear["error_msg"] : undefined;
  return typeof message === "string" ? message : undefined;
}

const failed = (code: string, detail: string): Answer => ({ kind: "failed", code, detail });

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
