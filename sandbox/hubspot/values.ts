/** Which values a property takes, and how HubSpot stores them (HubSpot reference 6.3: all values travel as strings). */
import type { ErrorDetail } from "./errors.ts";
import type { PropertyDefinition } from "./properties.ts";

export type CheckedValue = { readonly value: string } | { readonly code: string; readonly message: string };

const emailPattern = /^[^\s@;,]+@[^\s@;,]+\.[^\s@.;,]+$/;
export const isEmail = (text: string): boolean => emailPattern.test(text);

/** `ownerIds` are the portal's owners, for properties that refer to one. An empty value clears and is always right. */
export function checkValue(property: PropertyDefinition, value: string, ownerIds: ReadonlySet<string>): CheckedValue {
  if (value === "") return { value };
  if (property.referencedObjectType === "OWNER") {
    return ownerIds.has(value) ? { value } : wrong(property, "INVALID_OWNER", "is not an owner of this account");
  }
  switch (property.type) {
    case "number":
      return /^-?\d+(\.\d+)?$/.test(value) ? { value } : wrong(property, "INVALID_INTEGER", "is not a number");
    case "bool":
      return /^(true|false)$/.test(value) ? { value } : wrong(property, "INVALID_OPTION", "is neither true nor false");
    case "date":
      return checkDate(property, value);
    case "datetime":
      return checkInstant(property, value);
    case "enumeration":
      return checkOptions(property, value);
    default:
      return checkText(property, value);
  }
}

function checkText(property: PropertyDefinition, value: string): CheckedValue {
  if (value.length > 65_536) return wrong(property, "STRING_TOO_LONG", "is longer than 65,536 characters");
  if (property.name !== "email") return { value };
  return isEmail(value) ? { value: value.toLowerCase() } : wrong(property, "INVALID_EMAIL", "is not an e-mail address");
}

/** `date`: midnight UTC, as ms or `YYYY-MM-DD`; kept as `YYYY-MM-DD`. */
function checkDate(property: PropertyDefinition, value: string): CheckedValue {
  const instant = /^-?\d+$/.test(value)
    ? Number(value)
    : /^\d{4}-\d{2}-\d{2}$/.test(value)
      ? Date.parse(value)
      : Number.NaN;
  const date = new Date(instant);
  const real = !Number.isNaN(date.getTime()) && instant % 86_400_000 === 0;
  // Date.parse accepts 30 February and rolls it over; HubSpot does not take a date that does not exist.
  const same = /^-?\d+$/.test(value) || (real && date.toISOString().startsWith(value));
  return real && same
    ? { value: date.toISOString().slice(0, 10) }
    : wrong(property, "INVALID_DATE", "is not midnight UTC of a date");
}

/** `datetime`: ms or ISO 8601; kept as ISO 8601 UTC. */
function checkInstant(property: PropertyDefinition, value: string): CheckedValue {
  const shaped = /^-?\d+$/.test(value) || /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(value);
  const date = new Date(/^-?\d+$/.test(value) ? Number(value) : value);
  if (!shaped || Number.isNaN(date.getTime())) return wrong(property, "INVALID_DATE", "is not a point in time");
  return { value: date.toISOString() };
}

function checkOptions(property: PropertyDefinition, value: string): CheckedValue {
  const known = new Set(property.options.map((option) => option.value));
  if (property.fieldType === "booleancheckbox" && known.size === 0) known.add("true").add("false");
  const parts = property.fieldType === "checkbox" ? value.split(";").filter((part) => part !== "") : [value];
  return parts.every((part) => known.has(part))
    ? { value }
    : wrong(property, "INVALID_OPTION", "is not one of the allowed options");
}

function wrong(property: PropertyDefinition, code: string, reason: string): CheckedValue {
  return { code, message: `The value of ${property.name} ${reason}` };
}

/** A wrong value as an entry of `errors[]`. */
export function valueError(name: string, code: string, message: string): ErrorDetail {
  return { message, code, in: name, context: { propertyName: [name] } };
}
