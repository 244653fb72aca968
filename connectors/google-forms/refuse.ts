import { RefusedInput } from "../../core/errors.ts";

/** Says what a document is that is no Google form, and what to pass instead. */
export function refusal(json: unknown): RefusedInput {
  const instead =
    "Pass the form's own definition: the JSON of GET https://forms.googleapis.com/v1/forms/{formId}, or the data of its public page.";
  const keys = typeof json === "object" && json !== null ? Object.keys(json) : [];
  const known = others.find((other) => other.keys.every((key) => keys.includes(key)));
  const what = known ? `it is ${known.what}` : "it has no formId and info";
  return new RefusedInput("google.not_a_form", `This is not a Google form: ${what}. ${instead}`);
}

const others = [
  { keys: ["responses"], what: "a list of answers to a form" },
  { keys: ["files"], what: "a list of files of Google Drive" },
  { keys: ["error"], what: "an error that Google answered with" },
  { keys: ["fieldGroups"], what: "a HubSpot form; import it as a HubSpot form" },
  { keys: ["pages", "question_count"], what: "a SurveyMonkey survey; import it as a SurveyMonkey survey" },
  { keys: ["fields", "id"], what: "a Typeform; import it as a Typeform" },
  { keys: ["screens", "version"], what: "Flow JSON, which is what a form becomes" },
] as const;
