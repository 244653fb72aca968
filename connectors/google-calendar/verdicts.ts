/**
 * What Google Calendar's refusals mean: `{error: {code, message, errors: [{domain, reason}]}}`.
 *
 * | answer | what happens |
 * |---|---|
 * | 401 | the token is renewed once, then the account must be connected again |
 * | 403 with `…LimitExceeded`, 429 | again, after a minute's window at most |
 * | 403 otherwise | the account may not see or fill this calendar |
 * | 404 | no such calendar or event |
 * | 409 on a new event | an event with this id was made before: the client looks at it |
 * | 410 | the event was deleted |
 * | 5xx | again |
 */
import { z } from "zod";
import { type Answered, jsonOf, retryAfterOf, tokenErrorSchema, type Verdict } from "../json-call.ts";

const errorSchema = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string().catch("") })).catch([]) }),
});

export function judge({ status, headers, text }: Answered): Verdict {
  const reasons = errorSchema.safeParse(jsonOf(text)).data?.error.errors ?? [];
  const limited = reasons.some(({ reason }) => /LimitExceeded$/i.test(reason));
  if (status === 429 || (status === 403 && limited)) {
    const message = "Google Calendar's limit of calls is reached. This goes on by itself.";
    return { ...verdict("rate_limited", "retry", message), retryAfterMs: retryAfterOf(headers) ?? 30_000 };
  }
  switch (status) {
    case 401:
      return verdict("token_invalid", "authorise", "Google does not accept the token. Connect the calendar again.");
    case 403:
      return verdict(
        "forbidden",
        "ask-admin",
        "The connected Google account may not fill this calendar. Share it with the right to change events, or connect another account.",
      );
    case 404:
    case 410:
      return verdict(
        "not_found",
        "give-up",
        "Google has no such calendar, or the connected account may not see it. Compare the calendar's id.",
      );
    default:
      return status >= 500 || status === 408
        ? {
            ...verdict("unavailable", "retry", "Google Calendar is failing at the moment. Try again later."),
            retryAfterMs: retryAfterOf(headers),
          }
        : verdict("refused", "give-up", `Google Calendar refused the call with status ${status}.`);
  }
}

/** While the operator's consent screen is in testing, every connection ends after seven days (form-tools reference 3.1). */
export function judgeToken(answered: Answered): Verdict {
  const { status, text } = answered;
  if (status >= 500 || status === 429 || status === 408) return judge(answered);
  const reason = tokenErrorSchema.safeParse(jsonOf(text)).data?.error;
  if (reason === "invalid_client" || reason === "unauthorized_client" || reason === "redirect_uri_mismatch") {
    const message =
      "Google does not know this app. Check GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and the redirect address of calendars.";
    return verdict("app_settings", "ask-admin", message);
  }
  const message =
    "Google no longer accepts this connection. Connect the calendar again; if that happens every week, the consent screen of the Google project is still in testing: publish it.";
  return verdict("disconnected", "ask-admin", message);
}

function verdict(code: string, remedy: Verdict["remedy"], message: string): Verdict {
  return { code: `google-calendar.${code}`, remedy, message };
}
