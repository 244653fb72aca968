import { type Field, type Form, fieldsInOrder } from "../form/types.ts";
import { type Guess, guessField, guessPart } from "./guess.ts";
import type { Mapping, MappingEntry } from "./types.ts";

/** HubSpot's object type of contacts. */
const contact = "0-1";

/**
 * Proposes a property for every answer that has one: a HubSpot form's own properties, else by kind and wording. A
 * property is filled by one question only, the first that asks for it.
 */
export function suggestMapping(form: Form): Mapping {
  const taken = new Set<string>();
  const candidates = fieldsInOrder(form).flatMap(form.source.tool === "hubspot" ? ownProperty : guessed);
  const entries = candidates.filter(({ property }) => {
    if (taken.has(property)) return false;
    taken.add(property);
    return true;
  });
  return { entries };
}

/** Only fields of the contact carry `0-1`; legal texts have no object type, and other objects are no matter of ours yet. */
function ownProperty(field: Field): MappingEntry[] {
  const type = typeOf(field);
  if (!type || field.source.ref !== contact) return [];
  const reason = "The form itself fills this property.";
  return [{ fieldId: field.id, property: field.source.id, ...type, confidence: "certain", reason }];
}

function guessed(field: Field): MappingEntry[] {
  if (field.kind === "address" || field.kind === "contact_info") {
    return field.parts.flatMap(({ key }): MappingEntry[] => {
      const guess = guessPart(key);
      return guess ? [{ fieldId: field.id, part: key, type: "text", ...guess }] : [];
    });
  }
  const guess = guessField(field);
  const type = typeOf(field);
  return guess && type ? [entry(field, guess, type)] : [];
}

export type Typed = Pick<MappingEntry, "type" | "values">;

function entry(field: Field, guess: Guess, type: Typed): MappingEntry {
  return { fieldId: field.id, ...type, ...guess };
}

/** How a question's answer is written; undefined for what has no single answer to write. */
export function typeOf(field: Field): Typed | undefined {
  switch (field.kind) {
    case "short_text":
    case "long_text":
    case "email":
    case "phone":
    case "url":
    case "time":
      return { type: "text" };
    case "number":
    case "rating":
    case "opinion_scale":
    case "nps":
      return { type: "number" };
    case "date":
      return { type: "date" };
    case "boolean":
    case "consent":
      return { type: "boolean" };
    case "single_choice":
    case "dropdown":
      return { type: "choice", values: valuesOf(field.choices) };
    case "multiple_choice":
      return { type: "choices", values: valuesOf(field.choices) };
    case "picture_choice":
      return { type: field.multiple ? "choices" : "choice", values: valuesOf(field.choices) };
    case "address":
    case "contact_info":
    case "ranking":
    case "matrix":
    case "signature":
    case "file":
    case "payment":
    case "statement":
    case "unsupported":
      return undefined;
  }
}

function valuesOf(choices: readonly { id: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(choices.map(({ id, value }) => [id, value]));
}
