/** JSON types of the capability table's kinds of values. */
import type { ValueKind } from "../capabilities.ts";
import { isTree, type Value } from "./plain.ts";

export const kindNames: Readonly<Record<ValueKind, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  "numeric-string": "a whole number in quotes",
  date: "a date (YYYY-MM-DD)",
  dates: "a list of dates",
  strings: "a list of texts",
  object: "an object",
  list: "a list of objects",
  options: "a list of options",
  action: "an action object",
  components: "a list of components",
  cases: "an object of component lists",
  map: "an object",
  condition: "a formula in a text",
  reference: "a reference in a text",
};

/** True when a value has the JSON type of a kind; its form is another matter. */
export function isOfKind(value: Value, kind: ValueKind): boolean {
  switch (kind) {
    case "string":
    case "date":
    case "numeric-string":
    case "condition":
    case "reference":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "integer":
      return Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "object":
    case "action":
    case "cases":
    case "map":
      return isTree(value);
    case "strings":
    case "dates":
    case "list":
    case "options":
    case "components":
      return Array.isArray(value);
  }
}
