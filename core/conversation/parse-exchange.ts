/** The decrypted request of a phone, read tolerantly: phones leave out what they do not know (WhatsApp reference 3.3). */
import { z } from "zod";
import { selectKey } from "../flow/names.ts";
import type { Exchange, Select, Submit } from "./types.ts";

const text = z.string().nullish();

const requestSchema = z.object({
  version: text,
  action: z.string(),
  screen: text,
  data: z.record(z.string(), z.unknown()).nullish(),
  flow_token: text,
  flow_token_signature: text,
});

/** Meta's health check. It carries no token and is answered before anything else is looked at. */
export interface Ping {
  kind: "ping";
  version?: string;
}

export type ParsedExchange =
  | { ok: true; exchange: Exchange | Ping }
  | { ok: false; reason: "not_a_request" | "unknown_action" };

const errorKeys = ["error", "error_key", "error_message"];

/** What the phone asks, or why it cannot be told. */
export function parseExchange(clear: unknown): ParsedExchange {
  const parsed = requestSchema.safeParse(clear);
  if (!parsed.success) return { ok: false, reason: "not_a_request" };
  const { version, action, flow_token, flow_token_signature } = parsed.data;
  const screen = parsed.data.screen ?? "";
  const data = parsed.data.data ?? {};
  const common = {
    ...(version && { version }),
    ...(flow_token && { flowToken: flow_token }),
    ...(flow_token_signature && { flowTokenSignature: flow_token_signature }),
  };
  const found = (exchange: Exchange | Ping): ParsedExchange => ({ ok: true, exchange });

  if (action === "ping") return found({ kind: "ping", ...(version && { version }) });
  // The action of an error notice is whatever the phone was about to do (WhatsApp reference 3.1).
  if (isErrorNotice(data)) {
    const error = textOf(data["error"]) || textOf(data["error_key"]);
    return found({ kind: "error", ...common, screen, error, message: textOf(data["error_message"]) });
  }
  switch (action) {
    case "INIT":
      return found({ kind: "open", ...common });
    case "data_exchange":
      return found(exchangeOf(data, { ...common, screen }));
    case "BACK":
      return found({ kind: "back", ...common, screen });
    default:
      return { ok: false, reason: "unknown_action" };
  }
}

/** An on-select action names its input under a key that no input has; everything else is a screen's button. */
function exchangeOf(data: Record<string, unknown>, common: { screen: string }): Submit | Select {
  const { [selectKey]: input, ...rest } = data;
  if (typeof input !== "string") return { kind: "submit", ...common, data };
  return { kind: "select", ...common, input, data: rest };
}

/** One of Meta's keys and none of ours: no input is ever named so, and anything else makes it a form's payload. */
function isErrorNotice(data: Record<string, unknown>): boolean {
  const keys = Object.keys(data);
  return keys.some((key) => errorKeys.includes(key)) && keys.every((key) => key.startsWith("error"));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
