/** One HubSpot form field as a neutral field (HubSpot reference 6.14). */
import type { Choice, Field, FieldId } from "../../core/form/types.ts";
import { textOf } from "./html.ts";
import { slug, uniqueIds } from "./ids.ts";
import type { HubSpotField } from "./types.ts";

/** `required` is decided by the caller: a dependent field never is. */
export function neutralField(field: HubSpotField, id: FieldId, required: boolean): Field {
  const help = textOf(field.description ?? "") || textOf(field.placeholder ?? "");
  const base = {
    id,
    title: titleOf(field),
    ...(help ? { description: help } : {}),
    required,
    source: { id: field.name, ref: field.objectTypeId, type: field.fieldType },
  };
  const choices = () => ({ choices: choicesOf(field), allowOther: false });
  switch (field.fieldType) {
    case "email":
      return { ...base, kind: "email" };
    case "phone":
    case "mobile_phone":
      return { ...base, kind: "phone" };
    case "single_line_text":
      return { ...base, kind: "short_text" };
    case "multi_line_text":
      return { ...base, kind: "long_text" };
    case "number":
      return { ...base, kind: "number", ...digitBounds(field) };
    case "single_checkbox":
      // A required one must be ticked, which a choice of yes and no could not ask for.
      return { ...base, kind: "consent", text: base.title };
    case "multiple_checkboxes":
      return { ...base, kind: "multiple_choice", ...choices() };
    case "dropdown":
      return { ...base, kind: "dropdown", ...choices() };
    case "radio":
      return { ...base, kind: "single_choice", ...choices() };
    case "datepicker":
      return { ...base, kind: "date" };
    case "file":
      return { ...base, kind: "file", ...(field.allowMultipleFiles ? {} : { maxFiles: 1 }) };
    case "payment_link_radio":
      return { ...base, kind: "payment" };
    default:
      return { ...base, kind: "unsupported" };
  }
}

/** HubSpot refuses a number with fewer or more digits (HubSpot reference 6.14); a sign is none. */
function digitBounds({ validation }: HubSpotField): { min?: number; max?: number } {
  const { minAllowedDigits: least = 1, maxAllowedDigits: most = 0 } = validation ?? {};
  // Beyond that a number is not exact any more.
  const counts = (digits: number) => Number.isSafeInteger(digits) && digits >= 1 && digits <= 15;
  const max = counts(most) && most >= least ? 10 ** most - 1 : undefined;
  const min = counts(least) && least > 1 ? 10 ** (least - 1) : max === undefined ? undefined : -max;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

export function titleOf(field: HubSpotField): string {
  return textOf(field.label) || textOf(field.placeholder ?? "") || field.name;
}

/** In the order that the form shows; an option that occurs twice is asked once. */
function choicesOf({ options = [] }: HubSpotField): Choice[] {
  const shown = options
    .map((option, at) => ({ ...option, at }))
    .toSorted((a, b) => (a.displayOrder ?? a.at) - (b.displayOrder ?? b.at) || a.at - b.at);
  const distinct = [...Map.groupBy(shown, ({ value }) => value).values()].flatMap(([first]) => (first ? [first] : []));
  const ids = uniqueIds(
    distinct.map(({ value }) => ({ key: value, wanted: slug(value), exact: slug(value) === value })),
  );
  return distinct.map(({ label, value }) => ({
    id: ids.get(value) ?? slug(value),
    label: textOf(label) || value,
    value,
  }));
}
