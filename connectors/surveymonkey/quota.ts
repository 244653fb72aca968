/**
 * SurveyMonkey's limits count for the operator's app, not for an account: a draft or private app has 120 calls a minute
 * and 500 a day for all portals together (form-tools reference 4.9). Every answer says what is left.
 */

export interface Window {
  readonly limit: number;
  readonly remaining: number;
  /** Until the window begins anew, in milliseconds. */
  readonly resetMs: number;
}

export interface Quota {
  readonly minute?: Window;
  readonly day?: Window;
}

export function quotaOf(headers: Headers): Quota {
  const [minute, day] = [windowOf(headers, "Minute"), windowOf(headers, "Day")];
  return { ...(minute ? { minute } : {}), ...(day ? { day } : {}) };
}

function windowOf(headers: Headers, name: "Minute" | "Day"): Window | undefined {
  const [limit, remaining, reset] = ["Limit", "Remaining", "Reset"].map((part) => {
    const value = headers.get(`x-ratelimit-app-global-${name}-${part}`)?.trim() ?? "";
    return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  });
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining, resetMs: reset * 1_000 };
}

/** How long until a call is allowed again; undefined where none of the windows is used up. */
export function waitFor({ minute, day }: Quota): number | undefined {
  if (day?.remaining === 0) return day.resetMs;
  return minute?.remaining === 0 ? minute.resetMs : undefined;
}
