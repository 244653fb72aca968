import { RefusedInput } from "../../core/errors.ts";

/** Says what a document is that is no survey, and what to pass instead. */
export function refusal(json: unknown): RefusedInput {
  const instead =
    "Pass the survey's own definition: the JSON of GET https://api.surveymonkey.com/v3/surveys/{id}/details.";
  const keys = typeof json === "object" && json !== null ? Object.keys(json) : [];
  const known = others.find((other) => other.keys.every((key) => keys.includes(key)));
  const what = known ? `it is ${known.what}` : "it has no id or no pages";
  return new RefusedInput("surveymonkey.not_a_survey", `This is not a SurveyMonkey survey: ${what}. ${instead}`);
}

const others = [
  { keys: ["data", "per_page"], what: "a page of a SurveyMonkey list" },
  { keys: ["event_type", "object_id"], what: "a SurveyMonkey notification, which has no questions" },
  { keys: ["error"], what: "an error that SurveyMonkey answered with" },
  { keys: ["question_count", "page_count"], what: "a survey without its pages; add /details to the address" },
  { keys: ["fieldGroups"], what: "a HubSpot form; import it as a HubSpot form" },
  { keys: ["formId", "info"], what: "a Google form; import it as a Google form" },
  { keys: ["fields", "id"], what: "a Typeform; import it as a Typeform" },
  { keys: ["screens", "version"], what: "Flow JSON, which is what a form becomes" },
] as const;
