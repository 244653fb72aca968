/** What each refusal means and what to do next, as tables (HubSpot reference 6.2, 6.15, 4.2). */
import type { Remedy } from "../../core/errors.ts";
import type { HubSpotProblem } from "./problem.ts";

export interface Verdict {
  readonly code: string;
  readonly remedy: Remedy;
  readonly message: string;
  readonly retryAfterMs?: number;
}

/** The token endpoint's and the form host's own reasons first, then the status. */
export function judge(status: number, headers: Headers, problem: HubSpotProblem): Verdict {
  return tokenVerdict(problem) ?? submissionVerdict(problem) ?? statusVerdict(status, headers, problem);
}

/** The token endpoint names its reasons in `status` (HubSpot reference 4.2). */
function tokenVerdict({ codes }: HubSpotProblem): Verdict | undefined {
  if (codes.includes("BAD_REFRESH_TOKEN")) {
    const message = "HubSpot no longer accepts this connection. Install the app in HubSpot again.";
    return { code: "hubspot.disconnected", remedy: "ask-admin", message };
  }
  if (codes.includes("BAD_AUTH_CODE")) {
    const message = "The code from HubSpot was used or has expired. Start the installation again.";
    return { code: "hubspot.bad_code", remedy: "give-up", message };
  }
  const setting = codes.find((code) => tokenSettings.has(code));
  if (!setting) return undefined;
  const message = `HubSpot does not know this app (${setting}). Check the client id, client secret and redirect URL.`;
  return { code: "hubspot.app_settings", remedy: "ask-admin", message };
}

const tokenSettings = new Set([
  "BAD_CLIENT_ID",
  "BAD_CLIENT_SECRET",
  "BAD_REDIRECT_URI",
  "MISMATCH_REDIRECT_URI_AUTH_CODE",
]);

/** The form host names its reasons in `errors[].errorType`; all are permanent (HubSpot reference 6.15). */
function submissionVerdict({ codes }: HubSpotProblem): Verdict | undefined {
  if (codes.includes("FORM_HAS_RECAPTCHA_ENABLED")) {
    const message = "The HubSpot form asks for a CAPTCHA, which no app can solve. Turn it off in the form's settings.";
    return { code: "hubspot.recaptcha", remedy: "ask-admin", message };
  }
  const reasons = codes.filter((code) => submissionCodes.has(code));
  if (reasons.length === 0) return undefined;
  const message = `HubSpot refused the form submission (${reasons.join(", ")}). Compare the form's fields with the mapping.`;
  return { code: "hubspot.submission_refused", remedy: "give-up", message };
}

const submissionCodes = new Set([
  "MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED",
  "INVALID_EMAIL",
  "BLOCKED_EMAIL",
  "REQUIRED_FIELD",
  "INVALID_NUMBER",
  "INPUT_TOO_LARGE",
  "FIELD_NOT_IN_FORM_DEFINITION",
  "NUMBER_OUT_OF_RANGE",
  "VALUE_NOT_IN_FIELD_DEFINITION",
  "INVALID_METADATA",
  "INVALID_GOTOWEBINAR_WEBINAR_KEY",
  "INVALID_HUTK",
  "INVALID_IP_ADDRESS",
  "INVALID_PAGE_URI",
  "INVALID_LEGAL_OPTION_FORMAT",
  "MISSING_PROCESSING_CONSENT",
  "MISSING_PROCESSING_CONSENT_TEXT",
  "MISSING_COMMUNICATION_CONSENT_TEXT",
  "MISSING_LEGITIMATE_INTEREST_TEXT",
  "DUPLICATE_SUBSCRIPTION_TYPE_ID",
]);

function statusVerdict(status: number, headers: Headers, problem: HubSpotProblem): Verdict {
  const named = [...new Set([...problem.codes, ...problem.propertyNames])].join(", ");
  const what = named ? ` (${named})` : "";
  switch (status) {
    case 400: {
      const message = `HubSpot refused the values${what}. Correct the mapping or the property in HubSpot.`;
      return { code: "hubspot.invalid", remedy: "give-up", message };
    }
    case 401: {
      const code = problem.category === "EXPIRED_AUTHENTICATION" ? "hubspot.token_expired" : "hubspot.token_invalid";
      return {
        code,
        remedy: "authorise",
        message: "HubSpot did not accept the access token. Refresh it and try again.",
      };
    }
    case 403: {
      const scopes = problem.scopes.length > 0 ? ` It needs one of: ${problem.scopes.join(", ")}.` : "";
      const message = `The app may not do this in this HubSpot account.${scopes} Install the app again with that right.`;
      return { code: "hubspot.forbidden", remedy: "ask-admin", message };
    }
    case 404:
      return { code: "hubspot.not_found", remedy: "give-up", message: "HubSpot has no such record, form or property." };
    case 409: {
      const holder = problem.existingId ? ` Record ${problem.existingId} has it.` : "";
      const message = `HubSpot already has this value, which must be unique.${holder} Use that record.`;
      return { code: "hubspot.conflict", remedy: "give-up", message };
    }
    case 423:
      return {
        code: "hubspot.locked",
        remedy: "retry",
        message: "HubSpot is working on these records in bulk. Try again shortly.",
        retryAfterMs: Math.max(retryAfterMs(headers) ?? 0, 2_000),
      };
    case 429:
      return {
        code: "hubspot.rate_limited",
        remedy: "retry",
        message: `HubSpot's rate limit is reached (${problem.policyName ?? "no policy named"}). Wait, then go on.`,
        retryAfterMs: retryAfterMs(headers) ?? policyWaits.get(problem.policyName ?? "") ?? 10_000,
      };
    case 477:
      return {
        code: "hubspot.migrating",
        remedy: "retry",
        message: "HubSpot is moving this account between data centres. Try again later.",
        retryAfterMs: retryAfterMs(headers) ?? 3_600_000,
      };
    default:
      return status >= 500 || status === 408
        ? unavailable(headers)
        : {
            code: "hubspot.refused",
            remedy: "give-up",
            message: `HubSpot refused the call with status ${status}${what}.`,
          };
  }
}

function unavailable(headers: Headers): Verdict {
  const wait = retryAfterMs(headers);
  const message = "HubSpot is failing at the moment. Try again later.";
  return {
    code: "hubspot.unavailable",
    remedy: "retry",
    message,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/** How long each full window takes to empty, in ms; the daily one is asked again every hour. */
const policyWaits = new Map([
  ["SECONDLY", 1_000],
  ["TEN_SECONDLY_ROLLING", 10_000],
  ["DAILY", 3_600_000],
]);

/** `Retry-After` in seconds, as HubSpot sends it; a date is not documented and ignored. */
function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  return value !== null && /^\d+$/.test(value.trim()) ? Number(value) * 1_000 : undefined;
}
