/**
 * One call to a form tool's JSON API: in time, not endless, and with the failures of the wire sorted. What the tool's own
 * refusals mean is each connector's `verdicts.ts`.
 */
import { z } from "zod";
import { OutsideError, type Remedy } from "../core/errors.ts";

export interface Wire {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds for one call, answer included; default 20,000. */
  readonly timeoutMs?: number;
}

export interface Calling {
  /** Of the codes of its errors, such as `typeform`. */
  readonly tool: string;
  /** As people know it. */
  readonly label: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string | URL;
  readonly accessToken?: string | undefined;
  /** Where a tool takes its credentials in another header than a bearer token's. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent form-encoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Changes something at the tool: without a whole answer it may have been done. */
  readonly writes?: boolean;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a refusal means and what to do next. */
export interface Verdict {
  readonly code: string;
  readonly remedy: Remedy;
  readonly message: string;
  readonly retryAfterMs?: number | undefined;
}

/** More than any form has. */
const mostBytes = 32 * 1024 * 1024;

/** @throws OutsideError `<tool>.timeout`, `.unreachable`, `.cut_off` or `.too_large` where there was no whole answer */
export async function call({ fetch, timeoutMs = 20_000 }: Wire, calling: Calling): Promise<Answered> {
  const { tool, label, method, url, accessToken, headers = {}, form, json, writes: mayHaveLanded = false } = calling;
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: "application/json",
        ...headers,
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      // A redirect would carry the token to another host.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await textOf(response, calling) };
  } catch (error) {
    if (error instanceof OutsideError) throw error;
    const cause = causeSchema.safeParse(error).data;
    if (cause?.name === "TimeoutError") {
      const message = `${label} did not answer within ${timeoutMs} ms. Try again later.`;
      throw new OutsideError(message, { code: `${tool}.timeout`, remedy: "retry", mayHaveLanded });
    }
    throw neverConnected.has(cause?.cause?.code ?? "")
      ? new OutsideError(`${label} cannot be reached. Check the network, then try again.`, {
          code: `${tool}.unreachable`,
          remedy: "retry",
          cause: error,
        })
      : new OutsideError(`The connection to ${label} broke before an answer came. Try again later.`, {
          code: `${tool}.cut_off`,
          remedy: "retry",
          mayHaveLanded,
          cause: error,
        });
  }
}

const causeSchema = z.object({
  name: z.string().optional(),
  cause: z.object({ code: z.string() }).optional().catch(undefined),
});

/** Failures before a connection stood, by the code that Node gives them. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ENETUNREACH"]);

async function textOf(response: Response, { tool, label }: Calling): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      const message = `${label} answered with more than ${mostBytes} bytes, which is no form.`;
      throw new OutsideError(message, { code: `${tool}.too_large`, remedy: "give-up" });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** @throws OutsideError `<tool>.not_json` (worth another try), `<tool>.unexpected_answer` (a change at the tool) */
export function parsed<T>({ tool, label, writes }: Calling, { status, text }: Answered, schema: z.ZodType<T>): T {
  const json = jsonOf(text);
  if (json === undefined) {
    const message = `${label} answered with something that is not JSON. Try again later.`;
    throw new OutsideError(message, {
      code: `${tool}.not_json`,
      remedy: "retry",
      status,
      mayHaveLanded: writes ?? false,
    });
  }
  const answer = schema.safeParse(json);
  if (answer.success) return answer.data;
  throw new OutsideError(`${label}'s answer is not what its documentation says. Report this to the app's developers.`, {
    code: `${tool}.unexpected_answer`,
    remedy: "give-up",
    status,
    cause: answer.error.issues.map(({ path, code }) => ({ path, code })),
  });
}

/** Undefined for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param writes the call changes something: a failure of the tool's own may have come after that was done */
export function outsideError(
  { status }: Answered,
  { message, code, remedy, retryAfterMs }: Verdict,
  writes = false,
): OutsideError {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new OutsideError(message, { code, remedy, status, ...wait, mayHaveLanded: writes && status >= 500 });
}

/** `Retry-After` in seconds, in milliseconds; a date counts as not said. */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  return /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : undefined;
}

/** Answers of a token endpoint as OAuth 2 writes them (RFC 6749, 5.1 and 5.2). */
export const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
});
export const tokenErrorSchema = z.object({ error: z.string() });
