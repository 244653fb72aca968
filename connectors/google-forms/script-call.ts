/**
 * Calls the script that the owner of a form installed (apps-script.ts).
 *
 * | answer | what happens |
 * |---|---|
 * | `{ok: true}` | it stands in the form |
 * | `signature` | the script has another secret: somebody installs the printed one again |
 * | `stale` | a clock is wrong; again |
 * | `closed` | the form takes no answers: somebody opens it |
 * | `busy` | again |
 * | `failed` | the script threw; again: it finds what it had done |
 * | a page to sign in, 401, 403 | the web app is not open to anyone |
 * | 404, 410 | the web app is gone |
 * | 429, 5xx, anything else | again |
 */
import { createHmac } from "node:crypto";
import { z } from "zod";
import { OutsideError, type Remedy } from "../../core/errors.ts";
import { jsonOf } from "../json-call.ts";
import type { ScriptAnswer } from "./handed-in.ts";

export interface ScriptRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly limits: { readonly totalMs: number };
}

export interface ScriptOptions {
  /** Calls an address that somebody typed, guarded, and follows nothing. @throws OutsideError where there was no answer */
  readonly request: (request: ScriptRequest) => Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  }>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly timeoutMs: number;
  /** Of the web app: `https://script.google.com/macros/s/…/exec`. */
  readonly url: string;
  readonly secret: string;
}

export type ScriptPayload =
  | { readonly kind: "hello" }
  /** A script that was printed before it knew of this answers `failed`. */
  | { readonly kind: "erase"; readonly submission: string }
  | {
      readonly kind: "submission";
      readonly submission: string;
      readonly revision: number;
      /** ISO 8601. */
      readonly acceptedAt: string;
      readonly flow: { readonly id: string; readonly name: string };
      readonly source: "whatsapp";
      readonly answers: readonly ScriptAnswer[];
    };

const answerSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    /** `unknown`: the script knows nothing of a submission that is to be erased. */
    kind: z.enum(["hello", "submitted", "replaced", "found", "erased", "unknown"]),
    left: z.array(z.string()).nullish(),
  }),
  z.object({ ok: z.literal(false), code: z.string() }),
]);
export type ScriptAnswered = Extract<z.infer<typeof answerSchema>, { ok: true }>;

/** Google answers a web app's POST with a redirect to where its output lies (form-tools reference 3.10 b). */
const outputHost = "script.googleusercontent.com";

/** A repeat is safe: the script knows the submission. @throws OutsideError `google.script_*`, or what calling out throws */
export async function callScript(options: ScriptOptions, payload: ScriptPayload): Promise<ScriptAnswered> {
  const { request, timeoutMs, url } = options;
  const limits = { totalMs: timeoutMs };
  const headers = { "content-type": "application/json" };
  let answer = await request({ method: "POST", url, headers, body: signed(options, JSON.stringify(payload)), limits });
  if (answer.status >= 300 && answer.status <= 399) {
    const output = outputAddress(url, answer.headers["location"]);
    if (!output) throw notOpen(answer.status);
    // The script has run; only what it said is still to be fetched.
    answer = await afterwards(request({ method: "GET", url: output, headers: {}, limits }));
  }
  const { status } = answer;
  if (status === 401 || status === 403) throw notOpen(status);
  if (status === 404 || status === 410) {
    throw refusal("gone", "ask-admin", "The form's script is not at its address any more. Deploy it again.", status);
  }
  const said =
    status === 200 ? answerSchema.safeParse(jsonOf(Buffer.from(answer.body).toString("utf8"))).data : undefined;
  if (!said) {
    const wait = status === 429 ? { retryAfterMs: waitOf(answer.headers["retry-after"]) } : { mayHaveLanded: true };
    throw new OutsideError("The form's script did not answer as it should. This goes on by itself.", {
      code: status === 429 ? "google.script_rate_limited" : "google.script_unavailable",
      remedy: "retry",
      status,
      ...wait,
    });
  }
  if (said.ok) return said;
  throw whyRefused(said.code);
}

function signed({ secret, now }: ScriptOptions, payload: string): string {
  const time = String(now());
  const signature = createHmac("sha256", secret).update(`${time}.${payload}`).digest("hex");
  return JSON.stringify({ time, payload, signature });
}

/** Undefined for a redirect that leads anywhere else, such as to a page to sign in. */
function outputAddress(from: string, location: string | undefined): string | undefined {
  const to = location === undefined ? undefined : URL.parse(location, from);
  if (!to) return undefined;
  const known = (to.protocol === "https:" && to.host === outputHost) || to.origin === new URL(from).origin;
  return known ? to.href : undefined;
}

async function afterwards<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const { code, message, cause } = error;
    throw new OutsideError(message, { code, remedy: "retry", mayHaveLanded: true, cause });
  }
}

function whyRefused(code: string): OutsideError {
  switch (code) {
    case "signature":
      return refusal(
        "signature",
        "ask-admin",
        "The form's script has another secret. Install the printed script again.",
      );
    case "closed":
      return refusal("closed", "ask-admin", "The Google form takes no answers. Open it, then replay.");
    case "stale":
      return refusal("stale", "retry", "The script found our time wrong by minutes. Check the server's clock.");
    case "busy":
      return refusal("busy", "retry", "The form's script is busy. This goes on by itself.");
    default:
      return new OutsideError("The form's script failed. Look into its executions at script.google.com.", {
        code: "google.script_failed",
        remedy: "retry",
        mayHaveLanded: true,
      });
  }
}

const notOpen = (status: number) =>
  refusal(
    "not_open",
    "ask-admin",
    'The form\'s script lets nobody in. Deploy it with "Execute as: me" and "Who has access: anyone".',
    status,
  );

function refusal(code: string, remedy: Remedy, message: string, status?: number): OutsideError {
  return new OutsideError(message, {
    code: `google.script_${code}`,
    remedy,
    ...(status === undefined ? {} : { status }),
  });
}

function waitOf(retryAfter: string | undefined): number {
  return /^\d{1,6}$/.test(retryAfter?.trim() ?? "") ? Number(retryAfter) * 1_000 : 60_000;
}
