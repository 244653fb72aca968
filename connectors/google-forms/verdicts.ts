/**
 * What Google's refusals mean (form-tools reference 3.1 and 3.8): `{error: {code, status, message, details}}`.
 *
 * | answer | what happens |
 * |---|---|
 * | 401 UNAUTHENTICATED | the token is renewed once, then the account must be connected again |
 * | 403 | the account, or the rights it gave, do not reach the form |
 * | 404 | no such form, or the account lost its access to it |
 * | 429, 403 rateLimitExceeded | again, after a minute's window at most |
 * | 5xx | again |
 */
import { z } from "zod";
import { type Answered, jsonOf, retryAfterOf, tokenErrorSchema, type Verdict } from "../json-call.ts";

/** Drive names its reasons in `errors`, Forms in `status`. */
const errorSchema = z.object({
  error: z.object({
    status: z.string().catch(""),
    errors: z.array(z.object({ reason: z.string().catch("") })).catch([]),
  }),
});

export function judge({ status, headers, text }: Answered): Verdict {
  const error = errorSchema.safeParse(jsonOf(text)).data?.error;
  const limited = error?.errors.some(({ reason }) => /rateLimitExceeded$/i.test(reason)) ?? false;
  if (status === 429 || (status === 403 && (limited || error?.status === "RESOURCE_EXHAUSTED"))) {
    const message = "Google's limit of calls a minute is reached. This goes on by itself.";
    return { ...verdict("rate_limited", "retry", message), retryAfterMs: retryAfterOf(headers) ?? 30_000 };
  }
  switch (status) {
    case 401:
      return verdict("token_invalid", "authorise", "Google does not accept the token. Connect the account again.");
    case 403: {
      const message =
        "The connected Google account may not read this. Connect it again, with the right to see its forms.";
      return verdict("forbidden", "ask-admin", message);
    }
    case 404:
      return verdict("not_found", "give-up", "Google has no such form, or the connected account may not see it.");
    default:
      return status >= 500 || status === 408
        ? {
            ...verdict("unavailable", "retry", "Google is failing at the moment. Try again later."),
            retryAfterMs: retryAfterOf(headers),
          }
        : verdict("refused", "give-up", `Google refused the call with status ${status}.`);
  }
}

/** The same for the spreadsheet that rows are written into. */
export function judgeSheet(answered: Answered): Verdict {
  const verdictOf = judge(answered);
  if (verdictOf.code === "google.forbidden") {
    const message =
      "The connected Google account may not write into the spreadsheet. Connect it again with the right to (`forms connect --with-sheet`), as somebody who may edit it.";
    return { ...verdictOf, code: "google.sheet_forbidden", message };
  }
  if (answered.status === 404)
    return verdict("sheet_not_found", "give-up", "The spreadsheet is not there any more. Restore it, then replay.");
  return verdictOf;
}

/** While the operator's consent screen is in testing, every connection ends after seven days (form-tools reference 3.1). */
export function judgeToken(answered: Answered): Verdict {
  const { status, text } = answered;
  if (status >= 500 || status === 429 || status === 408) return judge(answered);
  const reason = tokenErrorSchema.safeParse(jsonOf(text)).data?.error;
  if (reason === "invalid_client" || reason === "unauthorized_client" || reason === "redirect_uri_mismatch") {
    const message =
      "Google does not know this app. Check GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and the redirect address.";
    return verdict("app_settings", "ask-admin", message);
  }
  const message =
    "Google no longer accepts this connection. Connect the account again; if that happens every week, the consent screen of the Google project is still in testing: publish it.";
  return verdict("disconnected", "ask-admin", message);
}

function verdict(code: string, remedy: Verdict["remedy"], message: string): Verdict {
  return { code: `google.${code}`, remedy, message };
}
