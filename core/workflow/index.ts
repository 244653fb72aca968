/** What a HubSpot workflow is told about a Flow that it sent: one list for both actions. */

export const outcomes = [
  "SENT",
  "ANSWERED",
  "TIMED_OUT",
  "NO_NUMBER",
  "NOT_ON_WHATSAPP",
  "NO_CONSENT",
  "OPTED_OUT",
  "TOO_SOON",
  "LIMIT_TODAY",
  "TEMPLATE_NOT_READY",
  "FAILED",
] as const;
export type Outcome = (typeof outcomes)[number];

/** Whether the workflow shows the action as done or as failed. It goes on either way. */
export function wentWell(outcome: Outcome): boolean {
  return outcome === "SENT" || outcome === "ANSWERED" || outcome === "TIMED_OUT";
}

/** So many answers can be chosen as outputs. */
export const answerOutputs = 10;

/** What a refusal of our own means to a workflow (server/sending). */
const ofRefusal: Readonly<Record<string, Outcome>> = {
  NO_NUMBER: "NO_NUMBER",
  NOT_ON_WHATSAPP: "NOT_ON_WHATSAPP",
  NO_CONSENT: "NO_CONSENT",
  OPTED_OUT: "OPTED_OUT",
  WINDOW_CLOSED_NO_TEMPLATE: "TEMPLATE_NOT_READY",
};

/** What WhatsApp's word on a message means to a workflow. */
const ofReason: Readonly<Record<string, Outcome>> = {
  "whatsapp.undeliverable": "NOT_ON_WHATSAPP",
  "whatsapp.opted_out": "OPTED_OUT",
  "whatsapp.withheld": "TOO_SOON",
  "whatsapp.pair_limit": "TOO_SOON",
  "whatsapp.rate_limited": "LIMIT_TODAY",
  "whatsapp.spam_limit": "LIMIT_TODAY",
  "whatsapp.throughput": "LIMIT_TODAY",
  "whatsapp.template_content": "TEMPLATE_NOT_READY",
  "whatsapp.template_unusable": "TEMPLATE_NOT_READY",
  "whatsapp.window_closed": "TEMPLATE_NOT_READY",
};

/** @param reason WhatsApp's, where the message got as far as that */
export function outcomeOfRefusal(code: string, reason: string | undefined): Outcome {
  return (reason === undefined ? undefined : ofReason[reason]) ?? ofRefusal[code] ?? "FAILED";
}

/** WhatsApp refused for a reason that passes by itself: nothing went, and the same may be tried again. */
export function passes(reason: string | undefined): boolean {
  return reason !== undefined && passing.has(reason);
}

const passing = new Set([
  "whatsapp.unavailable",
  "whatsapp.maintenance",
  "whatsapp.rate_limited",
  "whatsapp.throughput",
  "whatsapp.pair_limit",
]);

const hourMs = 3_600_000;
const units: Readonly<Record<string, number>> = { hours: hourMs, days: 24 * hourMs };

/** How long a workflow may wait for the answers, in milliseconds. */
export const longestWaitMs = 30 * 24 * hourMs;
const usualWaitMs = 3 * 24 * hourMs;

/** @returns milliseconds, or undefined where what was typed is no waiting time */
export function waitingTime(amount: string, unit: string): number | undefined {
  if (amount.trim() === "") return usualWaitMs;
  const wait = Number(amount) * (units[unit] ?? 24 * hourMs);
  return Number.isFinite(wait) && wait >= hourMs && wait <= longestWaitMs ? wait : undefined;
}

/** A message that may not go now waits so long at most, in milliseconds: a quiet night, and no week. */
export const longestHoldMs = 24 * hourMs;
/** By then the sending itself is given up, in milliseconds after the workflow asked for it. */
export const sendingGivenUpMs = 36 * hourMs;

/**
 * When HubSpot would go on by itself, as ISO 8601: later than we ever do, because then nothing tells the workflow why.
 * @param waitMs 0 for an action that does not wait for answers
 */
export function expiry(waitMs: number): string {
  return `PT${Math.ceil((sendingGivenUpMs + waitMs) / hourMs) + 96}H`;
}
