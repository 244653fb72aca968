import type { Field, Form } from "../../form/types.ts";
import { policyKindOf } from "./concerns.ts";

/**
 * The form as the secure page asks it. A number that names an account or a document is read as it is typed: a computer's
 * number has no leading zeros and at most 15 digits.
 */
export function asTyped(form: Form): Form {
  return { ...form, fields: Object.fromEntries(Object.entries(form.fields).map(([id, field]) => [id, typed(field)])) };
}

function typed(field: Field): Field {
  if (field.kind !== "number" || field.min !== undefined || field.max !== undefined) return field;
  const kind = policyKindOf(field);
  if (kind !== "bank" && kind !== "identity") return field;
  const { integer: _, ...rest } = field;
  return { ...rest, kind: "short_text", pattern: "^[0-9][0-9 ./-]*$", maxLength: 60 };
}
