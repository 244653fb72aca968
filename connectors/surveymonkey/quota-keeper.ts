/** Calls within the quota of the operator's app, which all his portals and processes share. */
import { OutsideError } from "../../core/errors.ts";
import type { Answered } from "../json-call.ts";
import { claim, giveBack, type Kept, learn, type Purpose, type Quota, quotaIn, quotaOf } from "./quota.ts";

export interface QuotaKeeper {
  /**
   * Makes one call and hears from its answer what is left.
   * @throws OutsideError `surveymonkey.quota_used` while nothing is left, instead of a call that would count as a violation
   */
  during(purpose: Purpose, makeCall: () => Promise<Answered>): Promise<Answered>;
  left(): Promise<Quota>;
}

/** What is kept, changed by one at a time, whichever process it is in. */
export type ChangeKept = <Result>(
  change: (kept: Kept) => { readonly kept: Kept; readonly result: Result },
) => Promise<Result>;

export function quotaKeeper(now: () => number, change: ChangeKept): QuotaKeeper {
  return {
    during: async (purpose, makeCall) => {
      const wait = await change((kept) => {
        const claimed = claim(kept, purpose, now());
        return claimed.kind === "claimed" ? { kept: claimed.kept, result: 0 } : { kept, result: claimed.ms };
      });
      if (wait > 0) throw usedUp(wait);
      let answered: Answered | undefined;
      try {
        answered = await makeCall();
        return answered;
      } finally {
        const told = answered ? quotaOf(answered.headers) : {};
        const heard = told.minute !== undefined || told.day !== undefined;
        await change((kept) => ({ kept: heard ? learn(kept, told, now()) : giveBack(kept), result: undefined }));
      }
    },
    left: () => change((kept) => ({ kept, result: quotaIn(kept, now()) })),
  };
}

function usedUp(retryAfterMs: number): OutsideError {
  return new OutsideError(
    "SurveyMonkey's calls are used up until its window begins anew (each day at midnight GMT). Draft and private apps have 500 a day for all accounts together.",
    { code: "surveymonkey.quota_used", remedy: "retry", retryAfterMs },
  );
}
