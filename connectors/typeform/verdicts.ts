/**
 * What Typeform's refusals mean (form-tools reference 2.13): `{code, description}` with a status.
 *
 * | status | what happens |
 * |---|---|
 * | 401 | the token is renewed once, then the account must be connected again |
 * | 403 | somebody must give the token the right, or the account does not own the form |
 * | 404 | deleted, or not visible to this account |
 * | 429 | again, after `Retry-After` or a second: two calls a second are allowed |
 * | 5xx | again |
 */
import { type Answered, jsonOf, retryAfterOf, tokenErrorSchema, type Verdict } from "../json-call.ts";

export function judge({ status, headers }: Answered): Verdict {
  switch (status) {
    case 401:
      return verdict("token_invalid", "authorise", "Typeform does not accept the token. Connect the account again.");
    case 403:
      return verdict("forbidden", "ask-admin", "The token may not do this. It needs the scope forms:read.");
    case 404:
      return verdict("not_found", "give-up", "Typeform has no such form, or this account may not see it.");
    case 429: {
      const message = "Typeform's limit of two calls a second is reached. This goes on by itself.";
      return { ...verdict("rate_limited", "retry", message), retryAfterMs: retryAfterOf(headers) ?? 1_000 };
    }
    default:
      return status >= 500 || status === 408
        ? {
            ...verdict("unavailable", "retry", "Typeform is failing at the moment. Try again later."),
            retryAfterMs: retryAfterOf(headers),
          }
        : verdict("refused", "give-up", `Typeform refused the call with status ${status}.`);
  }
}

/** Refusals of the token endpoint; `invalid_grant` and whatever says no more is an access that was withdrawn. */
export function judgeToken(answered: Answered): Verdict {
  const { status, text } = answered;
  if (status >= 500 || status === 429 || status === 408) return judge(answered);
  const reason = tokenErrorSchema.safeParse(jsonOf(text)).data?.error;
  if (reason === "invalid_client" || reason === "unauthorized_client") {
    const message = "Typeform does not know this app. Check TYPEFORM_CLIENT_ID and TYPEFORM_CLIENT_SECRET.";
    return verdict("app_settings", "ask-admin", message);
  }
  const message = "Typeform no longer accepts this connection. Connect the account again.";
  return verdict("disconnected", "ask-admin", message);
}

function verdict(code: string, remedy: Verdict["remedy"], message: string): Verdict {
  return { code: `typeform.${code}`, remedy, message };
}
