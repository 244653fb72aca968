/**
 * What a receiver's status means, in one place.
 *
 * | status | meaning | what happens |
 * |---|---|---|
 * | 200 to 299 | taken | done |
 * | 410 | the receiver wants no more | the endpoint is disabled, a dead letter says so |
 * | 429, 503 | not now | again, not before `Retry-After` |
 * | 408, 425, other 5xx | it failed | again, for about three days |
 * | 300 to 399 | the address has moved | again, six attempts in all: whoever moved it must enter the new address |
 * | other 4xx | it refuses | again, six attempts in all: a wrong deployment is often mended within the hour |
 *
 * No answer at all is judged by whoever calls out: again, for about three days. A repeat is safe, because the
 * `webhook-id` stays the same.
 */
import { OutsideError, type OutsideErrorDetails } from "../../core/errors.ts";

/** Attempts for what the receiver refuses, the first one included. */
export const refusedAttempts = 6;

/** The longest that a receiver can make us wait, in milliseconds. */
const longestWaitMs = 24 * 3_600_000;

export interface AnswerSeen {
  readonly status: number;
  /** As it came, or undefined where there was none. */
  readonly retryAfter: string | undefined;
}

/**
 * @param attempts attempts of this delivery so far, this one included
 * @param now epoch milliseconds
 * @returns undefined when the receiver has taken it
 */
export function verdictOn({ status, retryAfter }: AnswerSeen, attempts: number, now: number): OutsideError | undefined {
  if (status >= 200 && status <= 299) return undefined;
  const wait = waitOf(retryAfter, now);
  const details = { status, ...(wait !== undefined && { retryAfterMs: wait }) };
  const patient = attempts < refusedAttempts ? ("retry" as const) : ("give-up" as const);
  const verdict = (code: string, says: string, more: Pick<OutsideErrorDetails, "remedy" | "mayHaveLanded">) =>
    new OutsideError(`${says} (HTTP ${status})`, { code: `webhook.${code}`, ...details, ...more });

  if (status === 410) {
    return verdict("gone", "The receiver wants no more events: the endpoint was disabled.", { remedy: "give-up" });
  }
  if (status === 429) return verdict("rate_limited", "The receiver asks us to slow down.", { remedy: "retry" });
  if (status >= 500 || status === 408 || status === 425) {
    const says = "The receiver fails. Look into its log; deliveries are tried again.";
    // "Not now" is a plain no; any other failure may have come after the event was taken.
    return verdict("unavailable", says, { remedy: "retry", mayHaveLanded: status !== 503 && status !== 425 });
  }
  if (status >= 300 && status <= 399) {
    const says = "The address answers with a redirect, which is not followed. Enter the address where it leads.";
    return verdict("redirected", says, { remedy: patient });
  }
  const says = "The receiver refuses the event. Check its address, its secret, and what it accepts.";
  return verdict("refused", says, { remedy: patient });
}

/** Seconds or a date (RFC 9110, 10.2.3); anything else counts as not said. */
function waitOf(retryAfter: string | undefined, now: number): number | undefined {
  const text = retryAfter?.trim() ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), longestWaitMs) : undefined;
}
