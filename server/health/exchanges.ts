/** What exchanges tell about a Flow's health. */
import type { HealthEvent } from "./events.ts";

/** Meta asked whether the endpoint is there (WhatsApp reference 3.1). */
export function pingEvent(flowId: string): HealthEvent {
  return {
    occurrence: `ping:${flowId}`,
    source: "meta",
    kind: "ping",
    subject: "flow",
    subjectId: flowId,
    state: "note",
  };
}

/** A phone could not use our answer. Its own sentence is left out: it may repeat what somebody typed. */
export function phoneErrorEvent(
  flowId: string,
  { error, screen }: { readonly error: string; readonly screen?: string | undefined },
): HealthEvent {
  const code = codeWord(error) ?? "unnamed";
  const at = codeWord(screen ?? "");
  return {
    occurrence: `client_error:${flowId}:${code}:${at ?? ""}`,
    source: "phone",
    kind: "client_error",
    subject: "flow",
    subjectId: flowId,
    state: "note",
    details: { error: code, ...(at && { screen: at }) },
  };
}

/** Error types and screen ids are short words of letters and digits; anything else is not kept. */
function codeWord(text: string): string | undefined {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : undefined;
}
