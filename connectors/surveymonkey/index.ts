/** SurveyMonkey as a source of forms, and as the place that answers go back to. */
export { formFromSurveyMonkey } from "./adapter.ts";
export {
  collectorName,
  createSurveyMonkey,
  type SurveyMonkeyOptions,
} from "./client.ts";
export { createSurveyMonkeyOAuth } from "./oauth.ts";
export { type Kept, keptSchema, type Quota, type Window } from "./quota.ts";
export { type ChangeKept, type QuotaKeeper, quotaKeeper } from "./quota-keeper.ts";
export { type HandedIn, type ResponseBody, surveyResponse } from "./response.ts";
export { createSurveyResponses, type SurveyResponses } from "./responses.ts";
export { type Survey, surveySchema } from "./types.ts";
export {
  createSurveyWebhooks,
  type SurveyWebhooks,
  surveyEventOf,
  verifySurveyWebhook,
} from "./webhooks.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const surveymonkey = {
  id: "surveymonkey",
  label: "SurveyMonkey",
  can: {
    readsForms: "supported",
    noticesChanges: "supported",
    writesSubmissions: "supported",
    listsAudiences: "no",
    books: "no",
  },
} as const;
