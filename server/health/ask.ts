/** One plain HTTP question, and what went wrong with it in words. */
import { z } from "zod";
import type { Context } from "../context.ts";

export type Asked =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Headers;
      readonly body: string;
      readonly ms: number;
    }
  | { readonly kind: "failed"; readonly why: string };

export interface Question {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What WhatsApp waits for an endpoint's answer (WhatsApp reference 3.6). */
const timeoutMs = 10_000;

/** Never throws; a redirect is an answer and is not followed. */
export async function ask({ fetch }: Pick<Context, "fetch">, url: string, question: Question = {}): Promise<Asked> {
  const started = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { ...question, redirect: "manual", signal });
    const body = await response.text();
    const { status, headers } = response;
    return { kind: "answered", status, headers, body, ms: Math.round(performance.now() - started) };
  } catch (failure) {
    return { kind: "failed", why: signal.aborted ? "no answer came within 10 seconds" : whyFailed(failure) };
  }
}

const failureSchema = z.object({ cause: z.object({ code: z.string() }) });

function whyFailed(failure: unknown): string {
  const code = failureSchema.safeParse(failure).data?.cause.code ?? "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `its name is not known (${code}): check the DNS record`;
  if (code === "ECONNREFUSED") return "nothing listens there (ECONNREFUSED)";
  if (code === "CERT_HAS_EXPIRED") return "its TLS certificate has expired";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "its TLS certificate is for another name";
  if (/CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL/.test(code)) return `its TLS certificate is not trusted (${code})`;
  return `the connection failed${code && ` (${code})`}`;
}
