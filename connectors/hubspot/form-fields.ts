/** The answers to a HubSpot form as the fields of a submission (HubSpot reference 6.15). */
import { type Field, type Form, fieldsInOrder } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { SubmittedField } from "./submissions.ts";

const contact = "0-1";

/**
 * Every answered question and every hidden value. `email` stands in for whatever was typed: HubSpot matches the contact
 * by it, and a known contact keeps its own. Agreements to the form's legal texts travel apart (`formConsent`), files
 * not at all: a submission takes only a public address for them.
 */
export function formFields(form: Form, answers: readonly Answer[], email: string): SubmittedField[] {
  const answered = fieldsInOrder(form).flatMap((field): SubmittedField[] => {
    const answer = answers.find(({ fieldId }) => fieldId === field.id);
    if (!answer || isEmail(field) || !isProperty(field)) return [];
    return [{ objectTypeId: field.source.ref ?? contact, name: field.source.id, value: written(field, answer) }];
  });
  const hidden = form.hidden.flatMap(({ name, value }) => (value ? [hiddenField(name, value)] : []));
  const asked = new Set(answered.map(({ objectTypeId, name }) => `${objectTypeId}/${name}`));
  return [
    { objectTypeId: contact, name: "email", value: email },
    ...answered,
    ...hidden.filter(({ objectTypeId, name }) => name !== "email" && !asked.has(`${objectTypeId}/${name}`)),
  ];
}

const isEmail = ({ source }: Field): boolean => source.id === "email" && (source.ref ?? contact) === contact;

/** Legal texts, files and pictures between the questions are no properties of a record. */
const isProperty = ({ kind, id, source }: Field): boolean =>
  source.ref !== undefined && kind !== "file" && kind !== "statement" && !id.startsWith("consent_");

function written(field: Field, { value, chosen = [] }: Answer): string {
  const choices = "choices" in field ? [...chosen, ...field.choices] : chosen;
  const behind = (id: string) => choices.find((choice) => choice.id === id)?.value ?? id;
  if (Array.isArray(value)) return value.map(behind).join(";");
  return typeof value === "string" ? behind(value) : String(value);
}

/** Named `objectTypeId/property`, or the property alone for the contact's. */
function hiddenField(name: string, value: string): SubmittedField {
  const [, objectTypeId = contact, property = name] = /^(\d+-\d+)\/(.+)$/.exec(name) ?? [];
  return { objectTypeId, name: property, value };
}
