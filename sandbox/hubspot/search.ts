/** Whether a record matches a filter (HubSpot reference 6.4). Pure. */
import { z } from "zod";
import type { PropertyDefinition } from "./properties.ts";
import type { Values } from "./record.ts";

export const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum([
    "EQ",
    "NEQ",
    "LT",
    "LTE",
    "GT",
    "GTE",
    "BETWEEN",
    "IN",
    "NOT_IN",
    "HAS_PROPERTY",
    "NOT_HAS_PROPERTY",
    "CONTAINS_TOKEN",
    "NOT_CONTAINS_TOKEN",
  ]),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
  highValue: z.string().optional(),
});
export type Filter = z.infer<typeof filterSchema>;

/** Undefined, or what the filter lacks. */
export function filterProblem({ operator, value, values, highValue }: Filter): string | undefined {
  if (operator === "HAS_PROPERTY" || operator === "NOT_HAS_PROPERTY") return undefined;
  if (operator === "IN" || operator === "NOT_IN") return values?.length ? undefined : `${operator} needs values`;
  if (value === undefined) return `${operator} needs a value`;
  return operator === "BETWEEN" && highValue === undefined ? "BETWEEN needs a highValue" : undefined;
}

/** A record without a value matches only the negative operators. */
export function matches(values: Values, filter: Filter, property: PropertyDefinition): boolean {
  const actual = values[filter.propertyName];
  const negative = { NOT_HAS_PROPERTY: true, NEQ: true, NOT_IN: true, NOT_CONTAINS_TOKEN: true };
  if (actual === undefined) return filter.operator in negative;
  const value = filter.value ?? "";
  switch (filter.operator) {
    case "HAS_PROPERTY":
      return true;
    case "NOT_HAS_PROPERTY":
      return false;
    case "EQ":
      return same(actual, value, property);
    case "NEQ":
      return !same(actual, value, property);
    case "IN":
      return isIn(actual, filter.values ?? [], property);
    case "NOT_IN":
      return !isIn(actual, filter.values ?? [], property);
    case "CONTAINS_TOKEN":
      return hasToken(actual, value);
    case "NOT_CONTAINS_TOKEN":
      return !hasToken(actual, value);
    case "BETWEEN":
      return order(actual, value, property) >= 0 && order(actual, filter.highValue ?? "", property) <= 0;
    case "LT":
      return order(actual, value, property) < 0;
    case "LTE":
      return order(actual, value, property) <= 0;
    case "GT":
      return order(actual, value, property) > 0;
    case "GTE":
      return order(actual, value, property) >= 0;
  }
}

/** Negative or positive as `order` of the two values; numbers and dates by size, text by letters. */
export function order(a: string, b: string, property: PropertyDefinition): number {
  const [x, y] = [comparable(a, property), comparable(b, property)];
  return x < y ? -1 : x > y ? 1 : 0;
}

export function hasToken(text: string, wanted: string): boolean {
  const pattern = wanted
    .toLowerCase()
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  const whole = new RegExp(`^${pattern}$`);
  return [text.toLowerCase(), ...text.toLowerCase().split(/[\s,;:.@+/()-]+/)].some((token) => whole.test(token));
}

function same(actual: string, wanted: string, property: PropertyDefinition): boolean {
  if (property.type === "phone_number") return digits(actual) === digits(wanted);
  if (property.fieldType === "checkbox") return actual.split(";").includes(wanted);
  return comparable(actual, property) === comparable(wanted, property);
}

/** Values of `IN` are compared as they come with lower-cased text: they must be lower case (reference 6.4). */
function isIn(actual: string, wanted: readonly string[], property: PropertyDefinition): boolean {
  if (property.type === "string") return wanted.includes(actual.toLowerCase());
  return wanted.some((value) => same(actual, value, property));
}

function comparable(value: string, { type }: PropertyDefinition): string | number {
  if (type === "number") return Number(value);
  if (type === "date" || type === "datetime") return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  return value.toLowerCase();
}

const digits = (text: string): string => text.replace(/\D/g, "");
