/**
 * Talks to Meta's Graph API, by whichever route an account has. Knows no call by name: each file beside this one has
 * its own.
 */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { sortGraphError } from "./errors.ts";
import { cloudApi } from "./routes/cloud-api.ts";
import { type Asked, type Placed, type Route, RouteCannot } from "./routes/route.ts";

export interface GraphSettings {
  fetch: typeof globalThis.fetch;
  /** A system user's token; for calls about the app itself, `appToken(…)`. */
  accessToken: string;
  /** Without a slash at the end. */
  baseUrl?: string;
  /** Such as `v25.0`. A version lives about two years (WhatsApp reference 8.4). */
  version?: string;
  timeoutMs?: number;
}

export const graphDefaults = { baseUrl: "https://graph.facebook.com", version: "v25.0", timeoutMs: 30_000 } as const;

/** The token of the app itself (WhatsApp reference 5.16). */
export function appToken(appId: string, appSecret: string): string {
  return `${appId}|${appSecret}`;
}

export interface GraphCall<T> {
  /** What it is about: routes that are not the Cloud API place a call by it. */
  about?: Asked;
  method: "GET" | "POST" | "DELETE";
  /** Segments below the version; each is escaped. */
  path: readonly string[];
  query?: Record<string, string>;
  /** JSON, or form data where files or form encodings are documented. */
  body?: { json: unknown } | { form: FormData };
  /** What a good answer looks like. */
  answer: z.ZodType<T>;
  /** The call is about a person: nothing the vendor says about it goes into an error's message. */
  personal?: boolean;
}

/**
 * One call. Throws OutsideError for everything that is not a good answer; `mayHaveLanded` is true where a POST may
 * have taken effect all the same.
 */
export type Graph = <T>(call: GraphCall<T>) => Promise<T>;

/** The Cloud API with this token. */
export function graphClient(settings: GraphSettings): Graph {
  const { fetch, accessToken, baseUrl = graphDefaults.baseUrl, version = graphDefaults.version, timeoutMs } = settings;
  return graphBy(cloudApi({ accessToken, baseUrl, version }), { fetch, ...(timeoutMs !== undefined && { timeoutMs }) });
}

/** The same port by any route. @throws RouteCannot for a call that the route cannot make */
export function graphBy(route: Route, wire: Pick<GraphSettings, "fetch" | "timeoutMs">): Graph {
  return async (call) => {
    const place = route.place(call);
    if (place.kind === "cannot") throw new RouteCannot(place);
    const { status, headers, text } = await send(wire, place, call.method);
    const body = parseJson(text);
    const personal = call.personal ?? false;
    const retryAfter = headers.get("retry-after");
    if (status < 200 || status > 299) {
      const refused = { method: call.method, status, body, retryAfter, personal };
      throw route.refusal?.(refused) ?? sortGraphError(refused);
    }
    const answer = call.answer.safeParse(route.read ? route.read(call, body) : body);
    if (answer.success) return answer.data;
    throw new OutsideError("WhatsApp answered in a form that is not documented. Look whether the call took effect.", {
      code: "whatsapp.unexpected_answer",
      remedy: "give-up",
      status,
      mayHaveLanded: call.method === "POST",
    });
  };
}

async function send(
  { fetch, timeoutMs = graphDefaults.timeoutMs }: Pick<GraphSettings, "fetch" | "timeoutMs">,
  { url, headers, body }: Placed,
  method: "GET" | "POST" | "DELETE",
) {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: { accept: "application/json", "user-agent": "Flowella/0.1.0", ...headers },
      ...(body !== undefined && { body }),
      // A redirect would carry the token to wherever it points.
      redirect: "manual",
      signal,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (failure) {
    throw sortFailure(failure, signal.aborted, method);
  }
}

/** These happen before a byte of the request has left. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);
const causeSchema = z.object({ cause: z.object({ code: z.string() }) });

/** The failure itself is left out: its text may hold the address, and an address may hold a token. */
function sortFailure(failure: unknown, timedOut: boolean, method: "GET" | "POST" | "DELETE"): OutsideError {
  const code = causeSchema.safeParse(failure).data?.cause.code ?? "";
  const why = code ? ` (${code})` : "";
  const what = timedOut ? "WhatsApp did not answer in time." : "WhatsApp could not be reached.";
  return new OutsideError(`${what} It will be tried again.${why}`, {
    code: timedOut ? "whatsapp.timeout" : "whatsapp.unreachable",
    remedy: "retry",
    mayHaveLanded: method === "POST" && !neverSent.has(code),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A page of a list (WhatsApp reference 5.4). */
const pageSchema = <T>(item: z.ZodType<T>) =>
  z.object({
    data: z.array(item),
    paging: z
      .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
      .optional(),
  });

const MOST_PAGES = 100;

/** Every item of a list, page by page. Pages are asked for by cursor: `next` is a URL that holds the token. */
export async function listAll<T>(
  graph: Graph,
  path: readonly string[],
  query: Record<string, string>,
  item: z.ZodType<T>,
  about?: Asked,
): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = after === undefined ? query : { ...query, after };
    const { data, paging } = await graph({
      ...(about && { about }),
      method: "GET",
      path,
      query: asked,
      answer: pageSchema(item),
    });
    items.push(...data);
    after = paging?.next === undefined ? undefined : paging.cursors?.after;
    if (after === undefined) return items;
  }
  throw new OutsideError("WhatsApp's list does not end.", { code: "whatsapp.unexpected_answer", remedy: "give-up" });
}
