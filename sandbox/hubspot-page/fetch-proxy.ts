/** HubSpot's proxy behind `hubspot.fetch`: its rules for a call, and the signed request (HubSpot reference 2.6 and 5.2). */
import * as z from "zod";
import { type CardCall, fetchAsCard, reroute } from "../hubspot/signing.ts";
import type { FetchAnswer, FetchRequest } from "./shapes.ts";
import type { AppProject, ShownApp } from "./shown-app.ts";

/** Each way. */
const MOST_BYTES = 1024 * 1024;

const methodSchema = z.enum(["GET", "POST", "PUT", "DELETE", "PATCH"]);
const bodySchema = z.record(z.string(), z.unknown()).optional();

export interface Caller {
  readonly portalId: number;
  readonly userId: number;
  readonly userEmail: string;
  readonly clientSecret: string;
  readonly now: () => number;
}

export async function proxyFetch(
  shown: ShownApp,
  project: AppProject,
  asked: FetchRequest,
  caller: Caller,
): Promise<FetchAnswer> {
  const call = callOf(shown, project, asked, caller);
  if (typeof call === "string") return { kind: "failed", message: `VALIDATION_ERROR: ${call}` };
  try {
    const response = await fetchAsCard(call, caller.clientSecret, caller.now);
    const body = await response.text();
    if (Buffer.byteLength(body) > MOST_BYTES) return failed("the answer is larger than one megabyte.");
    return { kind: "answered", status: response.status, type: response.headers.get("content-type") ?? "", body };
  } catch {
    return failed("the server did not answer.");
  }
}

const failed = (message: string): FetchAnswer => ({ kind: "failed", message: `The request failed: ${message}` });

/** The call, or what HubSpot has against it. */
function callOf(shown: ShownApp, project: AppProject, asked: FetchRequest, caller: Caller): CardCall | string {
  const url = URL.parse(asked.url);
  if (url?.protocol !== "https:" || url.hostname === "localhost") return "only https addresses can be called.";
  if (!project.permitted.fetch.some((permitted) => covers(permitted, url)))
    return `${url.origin} is not in permittedUrls.fetch.`;
  const method = methodSchema.safeParse((asked.method ?? "GET").toUpperCase());
  if (!method.success) return "this method cannot be used.";
  const body = bodySchema.safeParse(asked.body);
  if (!body.success) return "the body has to be an object.";
  if (Buffer.byteLength(JSON.stringify(body.data ?? {})) > MOST_BYTES) return "the body is larger than one megabyte.";
  const { authorization, ...others } = lowerCased(asked.headers ?? {});
  if (Object.keys(others).length > 0) return "only the header Authorization can be sent.";
  if ((asked.timeout ?? 0) > 120_000) return "the time-out is longer than two minutes.";
  const { portalId, userId, userEmail } = caller;
  return {
    method: method.data,
    // The signature is over the address that is called in the end, as with HubSpot's own proxy for developers.
    url: mapped(shown, url),
    portalId,
    userId,
    userEmail,
    appId: shown.appId,
    ...(body.data && { body: body.data }),
    ...(authorization !== undefined && { authorization }),
    ...(asked.timeout !== undefined && { timeout: asked.timeout }),
  };
}

/** An origin, or an origin with the beginning of a path. */
export function covers(permitted: string, url: URL): boolean {
  const allowed = URL.parse(permitted);
  return allowed?.origin === url.origin && url.pathname.startsWith(allowed.pathname);
}

function mapped({ proxy }: ShownApp, url: URL): string {
  const local = proxy[url.origin];
  return local === undefined ? url.href : reroute(url.href, local);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
