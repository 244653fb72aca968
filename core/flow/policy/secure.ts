/** Questions of our own secure page: which ones it can ask, and how what was typed there is read. */
import type { Field, FieldId, Form } from "../../form/types.ts";
import type { CompiledScreen, ScreenInput } from "../types.ts";

const kinds: ReadonlySet<Field["kind"]> = new Set([
  "short_text",
  "long_text",
  "email",
  "phone",
  "url",
  "number",
  "date",
  "time",
  "single_choice",
  "multiple_choice",
  "dropdown",
  "boolean",
  "address",
  "contact_info",
]);

export function canBeOnSecurePage(field: Field): boolean {
  return kinds.has(field.kind) && !("choicesFrom" in field && field.choicesFrom);
}

/** The page as a screen, so that what comes back is read and checked as a phone's exchange is. */
export function secureScreen({ fields }: Form, ids: readonly FieldId[]): CompiledScreen {
  return {
    id: "SECURE",
    title: "",
    fields: [...ids],
    inputs: ids.flatMap((id) => {
      const field = fields[id];
      return field ? inputsOf(field) : [];
    }),
  };
}

function inputsOf(field: Field): ScreenInput[] {
  const own = { name: field.id, fieldId: field.id };
  if ("parts" in field) return field.parts.map(({ key }) => ({ ...own, name: `${field.id}.${key}`, part: key }));
  if (!("allowOther" in field && field.allowOther)) return [own];
  return [
    { ...own, role: "list" },
    { ...own, name: `${field.id}.other`, role: "other" },
  ];
}
