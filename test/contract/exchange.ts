/** Exchanges made up for tests of the harness itself. */
import type { Exchange } from "../../sandbox/stand-in.ts";

export interface MadeUp {
  readonly query?: Record<string, string>;
  readonly sends?: unknown;
  /** Sent as it is, with this content type. */
  readonly raw?: { readonly type: string; readonly text: string };
  readonly status?: number;
  readonly answers?: unknown;
}

/** `call`: method and path in one line. */
export function exchange(call: string, { query = {}, sends, raw, status = 200, answers }: MadeUp = {}): Exchange {
  const [method = "", path = ""] = call.split(" ");
  const json = sends === undefined ? "" : JSON.stringify(sends);
  return {
    at: 0,
    method,
    path,
    query,
    requestHeaders: { "content-type": raw?.type ?? "application/json" },
    requestBody: raw?.text ?? json,
    status,
    responseBody: answers === undefined ? "" : JSON.stringify(answers),
  };
}
