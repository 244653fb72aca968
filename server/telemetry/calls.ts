/** Calls to outside systems: how many, how they ended, how long they took, and a span below the work that made them. */
import { OutsideError } from "../../core/errors.ts";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { codeOf } from "./code.ts";
import { currentScope } from "./scope.ts";
import { spanUnder } from "./tracer.ts";

type Ground = Pick<Context, "metrics" | "tracer" | "now" | "randomBytes">;

/**
 * Measures one call.
 * @param system such as `hubspot`; `webhook` for any address that somebody typed, whose host is theirs
 */
export async function measuredCall<Answer extends { readonly status: number }>(
  ground: Ground,
  { system, method }: { readonly system: string; readonly method: string },
  call: () => Promise<Answer>,
): Promise<Answer> {
  const startedAt = ground.now();
  const clock = performance.now();
  const over = (outcome: string, end: { readonly status?: number; readonly error?: string }): void => {
    ground.metrics.call(system, outcome, (performance.now() - clock) / 1000);
    const parent = ground.tracer && currentScope()?.span;
    if (!parent) return;
    const attributes = { system, "http.request.method": method };
    ground.tracer?.record({
      name: `${method} ${system}`,
      kind: "client",
      ...spanUnder(ground, parent),
      attributes: end.status === undefined ? attributes : { ...attributes, "http.response.status_code": end.status },
      startedAt,
      endedAt: ground.now(),
      ...(end.error && { error: end.error }),
    });
  };
  try {
    const answer = await call();
    const { status } = answer;
    over(outcomeOf(status), { status, ...(status >= 400 && { error: String(status) }) });
    return answer;
  } catch (error) {
    over(isLate(error) ? "timeout" : "failed", { error: codeOf(error) });
    throw error;
  }
}

function outcomeOf(status: number): string {
  if (status === 429) return "rate_limited";
  if (status >= 500) return "server_error";
  return status >= 400 ? "refused" : "ok";
}

function isLate(error: unknown): boolean {
  if (error instanceof OutsideError) return error.code.endsWith("timeout");
  return error instanceof Error && error.name === "TimeoutError";
}

/** A context's ways out, measured. */
export function measured(
  ground: Ground & Pick<Context, "config" | "fetch">,
): Pick<Context, "fetch"> & Required<Pick<Context, "measured">> {
  return {
    fetch: measuredFetch(ground),
    measured: (method, call) => measuredCall(ground, { system: "webhook", method }, call),
  };
}

/** The system is told by the host that is configured for it. */
function measuredFetch(ground: Ground & Pick<Context, "config" | "fetch">): typeof globalThis.fetch {
  const systems = systemsOf(ground.config);
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
    return measuredCall(ground, { system: systems(url), method }, () => ground.fetch(input, init));
  };
}

const systemOfSetting = {
  META_GRAPH_BASE: "whatsapp",
  META_MEDIA_BASE: "whatsapp_media",
  D360_API_BASE: "dialog360",
  D360_HUB_BASE: "dialog360",
  HUBSPOT_API_BASE: "hubspot",
  HUBSPOT_FORMS_BASE: "hubspot",
  TYPEFORM_API_BASE: "typeform",
  GOOGLE_TOKEN_BASE: "google",
  GOOGLE_DRIVE_BASE: "google",
  GOOGLE_FORMS_BASE: "google",
  GOOGLE_DOCS_BASE: "google",
  GOOGLE_SHEETS_BASE: "google",
  GOOGLE_CALENDAR_BASE: "google",
  GOOGLE_CERTS_BASE: "google",
  SURVEYMONKEY_API_BASE: "surveymonkey",
  PIPEDRIVE_API_BASE: "pipedrive",
  PIPEDRIVE_OAUTH_BASE: "pipedrive",
} as const satisfies Partial<Record<keyof Config, string>>;

const settings = Object.entries(systemOfSetting);

function systemsOf(config: Config): (url: string) => string {
  const byOrigin = new Map<string, string>();
  const bases: Readonly<Record<string, unknown>> = config;
  for (const [name, system] of settings) {
    const base = bases[name];
    const origin = typeof base === "string" ? new URL(base).origin : undefined;
    if (origin !== undefined && !byOrigin.has(origin)) byOrigin.set(origin, system);
  }
  return (url) => byOrigin.get(URL.canParse(url) ? new URL(url).origin : "") ?? "other";
}
