/**
 * What SurveyMonkey's refusals mean (form-tools reference 4.9), by `error.id`, else by the status.
 *
 * | id | what happens |
 * |---|---|
 * | 1010 to 1013 | the account must be connected again: tokens do not expire, so there is nothing to renew |
 * | 1014, 1015, 1016 | a right, a paid plan or access to this survey is missing |
 * | 1017 | again tomorrow: the day's calls of the operator's app are used up |
 * | 1018 | the account lives in another region |
 * | 1020, 1052, 1053 | gone |
 * | 1040 | again, when the minute's or the day's window begins anew |
 * | 1050, 1051, 1054 | again |
 * | 1025, 1026 on a response | the collector is closed or full: somebody opens it, then it is replayed |
 */
import { z } from "zod";
import { type Answered, jsonOf, retryAfterOf, type Verdict } from "../json-call.ts";
import { quotaOf, waitFor } from "./quota.ts";

const errorSchema = z.object({ error: z.object({ id: z.coerce.string() }) });

export function judge(answered: Answered): Verdict {
  const { status, headers, text } = answered;
  const id = errorSchema.safeParse(jsonOf(text)).data?.error.id ?? "";
  switch (id) {
    case "1010":
    case "1011":
    case "1012":
      return tokenInvalid;
    case "1013":
      return disconnected;
    case "1014":
      return forbidden(
        "The app was not given the right for this (surveys_read). Connect the account again and allow it.",
      );
    case "1015":
      return forbidden("The SurveyMonkey plan of this account does not include this. A paid plan does.");
    case "1016":
      return forbidden("The connected SurveyMonkey account may not see this survey. Have it shared with the account.");
    case "1017":
      return limited({ ...answered, wait: waitFor(quotaOf(headers)) ?? 3_600_000 });
    case "1018":
      return verdict("wrong_region", "ask-admin", "The account lives in another data centre. Connect it again.");
    case "1040":
      return limited({ ...answered, wait: waitFor(quotaOf(headers)) });
  }
  // The shape of before 2019, and of the token endpoint.
  if (/Client revoked access grant/i.test(text.slice(0, 2_000))) return disconnected;
  switch (status) {
    case 401:
      return tokenInvalid;
    case 403:
      return forbidden("SurveyMonkey does not allow this account to do that.");
    case 404:
    case 410:
      return verdict("not_found", "give-up", "SurveyMonkey has no such survey, or this account may not see it.");
    case 413:
      return verdict(
        "too_large",
        "give-up",
        "The survey has more than 1000 questions, which SurveyMonkey gives to no app.",
      );
    case 429:
      return limited({ ...answered, wait: waitFor(quotaOf(headers)) });
    default:
      return status >= 500 || status === 408
        ? {
            ...verdict("unavailable", "retry", "SurveyMonkey is failing at the moment. Try again later."),
            retryAfterMs: retryAfterOf(headers),
          }
        : verdict("refused", "give-up", `SurveyMonkey refused the call with status ${status}.`);
  }
}

/** The same where answers are written back: other rights are missing, and other things are gone. */
export function judgeWrite(answered: Answered): Verdict {
  const { status, text } = answered;
  const id = errorSchema.safeParse(jsonOf(text)).data?.error.id ?? "";
  if (id === "1014") {
    return forbidden(
      "The app was not given the rights to write back (collectors_read, collectors_write, responses_read, responses_write). Connect the account again and allow them.",
    );
  }
  if (id === "1015")
    return forbidden("Writing answers back needs a paid SurveyMonkey plan. Change the plan, then replay.");
  if (id === "1025" || id === "1026" || status === 409) {
    const message =
      "The collector WhatsApp of the survey takes no more responses: it is closed or full. Open it in SurveyMonkey, then replay.";
    return verdict("collector_closed", "ask-admin", message);
  }
  if (status === 400) {
    const message =
      "SurveyMonkey refused the response. Import the survey again, in case it was changed, and look at its checks; then replay.";
    return verdict("response_refused", "give-up", message);
  }
  if (status === 404 || status === 410) {
    const message = "The survey, or its collector WhatsApp, is not in SurveyMonkey any more. Restore it, then replay.";
    return verdict("not_found", "give-up", message);
  }
  return judge(answered);
}

/** Refusals of the token endpoint. */
export function judgeToken(answered: Answered): Verdict {
  const { status, text } = answered;
  if (status >= 500 || status === 429 || status === 408) return judge(answered);
  if (/invalid_client|unauthorized_client/.test(text.slice(0, 2_000))) {
    const message = "SurveyMonkey does not know this app. Check SURVEYMONKEY_CLIENT_ID and SURVEYMONKEY_CLIENT_SECRET.";
    return verdict("app_settings", "ask-admin", message);
  }
  return verdict(
    "bad_code",
    "give-up",
    "The code from SurveyMonkey was used or has expired. Connect the account again.",
  );
}

const verdict = (code: string, remedy: Verdict["remedy"], message: string): Verdict => ({
  code: `surveymonkey.${code}`,
  remedy,
  message,
});

const tokenInvalid = verdict(
  "token_invalid",
  "authorise",
  "SurveyMonkey does not accept the token. Connect the account again.",
);
const disconnected = verdict(
  "disconnected",
  "ask-admin",
  "SurveyMonkey no longer accepts this connection: its access was withdrawn. Connect the account again.",
);
const forbidden = (message: string) => verdict("forbidden", "ask-admin", message);

function limited({ headers, wait }: Answered & { readonly wait: number | undefined }): Verdict {
  const message =
    "SurveyMonkey's calls of this minute or day are used up; draft and private apps have 500 a day for all accounts together. This goes on by itself.";
  return { ...verdict("rate_limited", "retry", message), retryAfterMs: retryAfterOf(headers) ?? wait ?? 60_000 };
}
