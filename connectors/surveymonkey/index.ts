/** SurveyMonkey as a source of forms. */
export { formFromSurveyMonkey } from "./adapter.ts";
export { createSurveyMonkey, type QuotaKeeper, quotaKeeper, type SurveyMonkeyOptions } from "./client.ts";
export { createSurveyMonkeyOAuth } from "./oauth.ts";
export type { Quota, Window } from "./quota.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const surveymonkey = {
  id: "surveymonkey",
  label: "SurveyMonkey",
  can: {
    readsForms: "supported",
    noticesChanges: "no",
    writesSubmissions: "no",
    listsAudiences: "no",
    books: "no",
  },
} as const;
