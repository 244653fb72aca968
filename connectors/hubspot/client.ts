/**
 * The one wrapper around `@hubspot/api-client` (HubSpot reference 6.17): it reaches dated paths and the forms host,
 * ends calls that take too long, parses answers, and turns refusals into `OutsideError`s.
 *
 * The library's limiter and retries stay off: both live in one registry per process, so they cannot tell portals
 * apart, and it repeats POSTs blindly. Limits and retries belong to the caller.
 */
import type { Client } from "@hubspot/api-client";
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { sortHubSpotError } from "./errors.ts";

export interface HubSpotCall<T> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With leading slash; ids in it are encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent form-encoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as multipart/form-data. */
  readonly multipart?: FormData;
  /** Another host than the API's. */
  readonly base?: string;
  /** A POST that changes nothing: a search, a batch read, a token question. */
  readonly reads?: boolean;
  readonly answer: z.ZodType<T>;
}

export interface HubSpotClient {
  /** @throws HubSpotError on a refusal, OutsideError on everything else that goes wrong outside. */
  call<T>(call: HubSpotCall<T>): Promise<T>;
}

export interface ClientOptions {
  readonly apiBase: string;
  /** Absent for calls that carry their credentials in the body. */
  readonly accessToken?: () => Promise<string>;
  /** Milliseconds for one call, answer included; default 20,000. */
  readonly timeoutMs?: number;
  /** Limits belong to the caller: it is asked right before each call, and told when HubSpot says that it is full. */
  readonly pace?: {
    before(kind: CallKind): Promise<void>;
    full(kind: CallKind, waitMs: number): Promise<void>;
    /** Makes the call; for whoever wants to know how long it took, and how it ended. */
    through?<Answered extends { readonly status: number }>(
      method: string,
      call: () => Promise<Answered>,
    ): Promise<Answered>;
  };
}

/** Which of HubSpot's limits a call counts against (HubSpot reference 6.2, 6.15). */
export type CallKind = "api" | "search" | "forms";

function kindOf({ base, path }: HubSpotCall<unknown>): CallKind {
  if (base !== undefined) return "forms";
  return path.endsWith("/search") ? "search" : "api";
}

export function createClient({ apiBase, accessToken, timeoutMs = 20_000, pace }: ClientOptions): HubSpotClient {
  const basePath = apiBase.replace(/\/+$/, "");
  let library: Promise<Client> | undefined;
  return {
    async call(call) {
      library ??= loadLibrary(basePath);
      const token = await accessToken?.();
      await pace?.before(kindOf(call));
      const loaded = await library;
      const made = () => send(loaded, call, token, timeoutMs);
      const { status, headers, text } = await (pace?.through?.(call.method, made) ?? made());
      const writes = call.method !== "GET" && !call.reads;
      if (status < 200 || status > 299) {
        const refusal = sortHubSpotError({ status, headers, body: jsonOrText(text), writes });
        if (status === 429) await pace?.full(kindOf(call), refusal.retryAfterMs ?? 10_000);
        throw refusal;
      }
      const parsed = call.answer.safeParse(text === "" ? undefined : jsonOrText(text));
      if (parsed.success) return parsed.data;
      throw new OutsideError(
        "HubSpot's answer is not what its documentation says. Report this to the app's developers.",
        {
          code: "hubspot.unexpected_answer",
          remedy: "give-up",
          status,
          mayHaveLanded: writes,
          cause: parsed.error.issues.map(({ path, code }) => ({ path, code })),
        },
      );
    },
  };
}

/** The library is large and needed only once somebody has connected HubSpot. */
async function loadLibrary(basePath: string): Promise<Client> {
  const { Client } = await import("@hubspot/api-client");
  return new Client({ basePath, numberOfApiCallRetries: 0 });
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The library's transport takes no abort signal, so the call is raced, and what comes later is thrown away. */
async function send<T>(
  library: Client,
  call: HubSpotCall<T>,
  token: string | undefined,
  timeoutMs: number,
): Promise<Answer> {
  const writes = call.method !== "GET" && !call.reads;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const tooLate = new Promise<never>((_, reject) => {
    late.signal.addEventListener("abort", () =>
      reject(
        new OutsideError(`HubSpot did not answer within ${timeoutMs} ms. Try again later.`, {
          code: "hubspot.timeout",
          remedy: "retry",
          mayHaveLanded: writes,
        }),
      ),
    );
  });
  try {
    return await Promise.race([exchange(library, call, token, late.signal), tooLate]);
  } catch (error) {
    throw error instanceof OutsideError ? error : brokenConnection(error, writes);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange<T>(
  library: Client,
  call: HubSpotCall<T>,
  token: string | undefined,
  late: AbortSignal,
): Promise<Answer> {
  const target = call.path + queryOf(call.query);
  const response = await library.apiRequest({
    method: call.method,
    ...(call.base === undefined ? { path: target } : { overlapUrl: call.base.replace(/\/+$/, "") + target }),
    authType: "none",
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(call.form === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
    },
    ...(call.json === undefined ? {} : { body: call.json }),
    // `defaultJson: false` makes the library send the body as it is.
    ...(call.form === undefined ? {} : { body: new URLSearchParams(call.form).toString(), defaultJson: false }),
    // The transport names the boundary in the header by itself.
    ...(call.multipart === undefined ? {} : { body: call.multipart, defaultJson: false }),
  });
  if (late.aborted) await response.body?.cancel();
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function queryOf(query: HubSpotCall<unknown>["query"] = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `fetch` wraps the network's own error. */
const fetchErrorSchema = z.object({ cause: z.object({ code: z.string() }) });

/** Failures before a connection stood, by the code that Node gives them: nothing can have landed. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ENETUNREACH"]);

function brokenConnection(error: unknown, writes: boolean): OutsideError {
  const code = fetchErrorSchema.safeParse(error).data?.cause.code;
  return neverConnected.has(code ?? "")
    ? new OutsideError("HubSpot cannot be reached. Check the network, then try again.", {
        code: "hubspot.unreachable",
        remedy: "retry",
        cause: error,
      })
    : new OutsideError("The connection to HubSpot broke before an answer came. Try again later.", {
        code: "hubspot.cut_off",
        remedy: "retry",
        mayHaveLanded: writes,
        cause: error,
      });
}
