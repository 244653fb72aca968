/** SurveyMonkey as a source of forms, and as the place that answers go back to. */
export { formFromSurveyMonkey } from "./adapter.ts";
export { createSurveyMonkey, type QuotaKeeper, quotaKeeper, type SurveyMonkeyOptions } from "./client.ts";
export { createSurveyMonkeyOAuth } from "./oauth.ts";
export type { Quota, Window } from "./quota.ts";
export { type HandedIn, type ResponseBody, surveyResponse } from "./response.ts";
export { collectorName, createSurveyResponses, type SurveyResponses } from "./responses.ts";
export { type Survey, surveySchema } from "./types.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const surveymonkey = {
  id: "surveymonkey",
  label: "SurveyMonkey",
  can: {
    readsForms: "supported",
    noticesChanges: "no",
    writesSubmissions: "supported",
    listsAudiences: "no",
    books: "no",
  },
} as const;
