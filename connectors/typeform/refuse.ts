import { RefusedInput } from "../../core/errors.ts";

/** Says what a document is that is no Typeform definition, and what to pass instead. */
export function refusal(json: unknown): RefusedInput {
  const instead = "Pass the form's own definition: the JSON of GET https://api.typeform.com/forms/{form_id}.";
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return new RefusedInput(
      "typeform.not_a_form",
      `This is not a Typeform definition: it is no JSON object. ${instead}`,
    );
  }
  const document = new Map(Object.entries(json));
  if (isTranslation(document)) {
    return new RefusedInput(
      "typeform.translation",
      `This is a translation of a Typeform form: texts by question id, without the questions themselves. ${instead}`,
    );
  }
  const known = others.find(({ keys }) => keys.every((key) => document.has(key)));
  const what = known ? `it is ${known.what}.` : "it has no id or no list of fields.";
  return new RefusedInput("typeform.not_a_form", `This is not a Typeform definition: ${what} ${instead}`);
}

const others = [
  { keys: ["form_response"], what: "the body of a Typeform webhook, a customer's answers" },
  { keys: ["total_items", "items"], what: "a page of a Typeform list" },
  { keys: ["fieldGroups"], what: "a HubSpot form; import it as a HubSpot form" },
  { keys: ["formId", "info"], what: "a Google form; import it as a Google form" },
  { keys: ["pages", "question_count"], what: "a SurveyMonkey survey; import it as a SurveyMonkey survey" },
  { keys: ["screens", "version"], what: "Flow JSON, which is what a form becomes" },
] as const;

/**
 * `GET /forms/{id}/translation/{language}` has no id of its own, and its fields have an id and texts but no type
 * (form-tools reference 2.9).
 */
export function isTranslation(document: ReadonlyMap<string, unknown>): boolean {
  const fields = document.get("fields");
  if (!Array.isArray(fields) || fields.length === 0) return false;
  return fields.every((field) => typeof field === "object" && field !== null && "id" in field && !("type" in field));
}
