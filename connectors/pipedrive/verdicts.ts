/**
 * What Pipedrive's refusals mean. An error is `{"success": false, "error": "…"}` with one of the documented statuses.
 *
 * | status | what happens |
 * |---|---|
 * | 400, 405, 415, 422 | the value or the call is refused: a dead letter |
 * | 401 | an OAuth token is renewed once; an API token was replaced, and somebody connects again |
 * | 402 | the company's account is not open |
 * | 403 | a right is missing, or the company's plan is full; without JSON, the address is blocked for a while |
 * | 404, 410 | gone |
 * | 429 | again, when the two seconds or the day are over |
 * | 408, 5xx | again |
 */
import { z } from "zod";
import { type Answered, jsonOf, retryAfterOf, type Verdict } from "../json-call.ts";

const errorSchema = z.object({ code: z.string().catch("") });

/** Whoever goes on calling while the limit is reached is blocked, by a page that is not the API's. */
const blockedMs = 10 * 60_000;
/** The day's budget begins anew at a time that is not documented: it is asked for now and then. */
const dayLookMs = 3_600_000;
/** The window of a burst. */
const burstMs = 2_000;

export function judge(answered: Answered): Verdict {
  const { status, headers, text } = answered;
  switch (status) {
    case 401:
      return verdict("token_invalid", "authorise", "Pipedrive does not accept the token. Connect the account again.");
    case 402:
      return verdict(
        "account_closed",
        "ask-admin",
        "The Pipedrive account is not open. Settle its subscription, then replay.",
      );
    case 403:
      return forbidden(text);
    case 404:
    case 410:
      return verdict("not_found", "give-up", "It is not in Pipedrive any more, or this account may not see it.");
    case 429:
      return limited(headers);
    default:
      return status >= 500 || status === 408
        ? {
            ...verdict("unavailable", "retry", "Pipedrive is failing at the moment. Try again later."),
            retryAfterMs: retryAfterOf(headers),
          }
        : verdict(
            "refused",
            "give-up",
            `Pipedrive refused the call with status ${status}. Compare the values, then replay.`,
          );
  }
}

function forbidden(text: string): Verdict {
  const error = errorSchema.safeParse(jsonOf(text)).data;
  if (!error) {
    const message =
      "Pipedrive blocks calls from this server for a while: its limit was overrun. This goes on by itself.";
    return { ...verdict("blocked", "retry", message), retryAfterMs: blockedMs };
  }
  if (error.code.startsWith("feature_capping")) {
    const message =
      "The Pipedrive plan of this company has no room for more. Make room or change the plan, then replay.";
    return verdict("plan_full", "ask-admin", message);
  }
  const message =
    "The Pipedrive user or app may not do this. It needs to see and edit people and notes, and once to add a person field.";
  return verdict("forbidden", "ask-admin", message);
}

function limited(headers: Headers): Verdict {
  const message = "Pipedrive's limit is reached, of two seconds or of the day. This goes on by itself.";
  const dayIsOver = headers.get("x-daily-ratelimit-token-remaining") === "0";
  const seconds = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  const reset = seconds > 0 && seconds < 86_400 ? Math.ceil(seconds * 1_000) : burstMs;
  return {
    ...verdict("rate_limited", "retry", message),
    retryAfterMs: retryAfterOf(headers) ?? (dayIsOver ? dayLookMs : reset),
  };
}

/** Refusals of the token endpoint, which says in words what was wrong. @param granting what was handed in */
export function judgeToken(granting: "code" | "refresh-token") {
  return (answered: Answered): Verdict => {
    const { status, text } = answered;
    if (status >= 500 || status === 429 || status === 408) return judge(answered);
    if (/invalid[ _]client|unauthorized[ _]client/i.test(text.slice(0, 2_000))) {
      const message = "Pipedrive does not know this app. Check PIPEDRIVE_CLIENT_ID and PIPEDRIVE_CLIENT_SECRET.";
      return verdict("app_settings", "ask-admin", message);
    }
    if (granting === "code")
      return verdict(
        "bad_code",
        "give-up",
        "The code from Pipedrive was used or has expired. Connect the account again.",
      );
    const message =
      "Pipedrive no longer accepts this connection: the app was removed there. Connect the account again.";
    return verdict("disconnected", "ask-admin", message);
  };
}

const verdict = (code: string, remedy: Verdict["remedy"], message: string): Verdict => ({
  code: `pipedrive.${code}`,
  remedy,
  message,
});
