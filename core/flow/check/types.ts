/** The types of values: what a data model declares, what an input gives, what a property takes. */
import { isTree, type Tree, type Value } from "./plain.ts";

export type Kind = "string" | "number" | "boolean" | "array" | "object";

/** A set of kinds; an empty one means unknown, which fits everything. */
export interface Type {
  kinds: readonly Kind[];
  items?: Type;
  properties?: ReadonlyMap<string, Type>;
  /** Properties that a value must declare to fit here. */
  needs?: readonly string[];
}

export const unknownType: Type = { kinds: [] };
export const stringType: Type = { kinds: ["string"] };
export const numberType: Type = { kinds: ["number"] };
export const booleanType: Type = { kinds: ["boolean"] };
export const stringsType: Type = { kinds: ["array"], items: stringType };

const kinds: readonly string[] = ["string", "number", "boolean", "array", "object"] satisfies Kind[];

export function isKind(value: Value | undefined): value is Kind {
  return typeof value === "string" && kinds.includes(value);
}

/** The type that a schema of a data model declares; unknown where the schema is broken. */
export function typeOfSchema(schema: Value | undefined): Type {
  if (!isTree(schema) || !isKind(schema["type"])) return unknownType;
  const type: Type = { kinds: [schema["type"]] };
  if (schema["type"] === "array" && isTree(schema["items"])) type.items = typeOfSchema(schema["items"]);
  if (schema["type"] === "object" && isTree(schema["properties"])) {
    type.properties = new Map(Object.entries(schema["properties"]).map(([key, inner]) => [key, typeOfSchema(inner)]));
  }
  return type;
}

/** The kind of a literal value. */
export function kindOf(value: Exclude<Value, null>): Kind {
  if (Array.isArray(value)) return "array";
  if (typeof value === "object") return "object";
  if (typeof value === "string") return "string";
  return typeof value === "number" ? "number" : "boolean";
}

const known = new WeakMap<Type, WeakMap<Type, boolean>>();

/** True when a value of type `actual` may stand where `expected` is wanted. */
export function fits(actual: Type, expected: Type): boolean {
  if (actual === expected || actual.kinds.length === 0 || expected.kinds.length === 0) return true;
  const before = known.get(actual)?.get(expected);
  if (before !== undefined) return before;
  const answer = compare(actual, expected);
  const answers = known.get(actual) ?? new WeakMap<Type, boolean>();
  known.set(actual, answers.set(expected, answer));
  return answer;
}

function compare(actual: Type, expected: Type): boolean {
  const shared = actual.kinds.filter((kind) => expected.kinds.includes(kind));
  return shared.some((kind) => {
    if (kind === "array") return itemsFit(actual, expected);
    if (kind === "object") return propertiesFit(actual, expected);
    return true;
  });
}

function itemsFit(actual: Type, expected: Type): boolean {
  if (!expected.items) return true;
  if (!actual.items) return !expected.items.needs;
  return (!expected.items.needs || actual.items.kinds.length > 0) && fits(actual.items, expected.items);
}

function propertiesFit(actual: Type, expected: Type): boolean {
  if (expected.needs?.some((key) => !actual.properties?.has(key))) return false;
  if (!actual.properties || !expected.properties) return true;
  for (const [key, type] of expected.properties) {
    const given = actual.properties.get(key);
    if (given && !fits(given, type)) return false;
  }
  return true;
}

/** For messages: `text`, `list of text`, `number or text`. */
export function nameOf(type: Type): string {
  const names = { string: "text", number: "number", boolean: "true or false", array: "list", object: "object" };
  if (type.kinds.length === 0) return "unknown";
  return type.kinds
    .map((kind) => {
      if (kind === "array" && type.items && type.items.kinds.length > 0) return `list of ${nameOf(type.items)}`;
      const needs = kind === "object" && type.needs ? ` with ${type.needs.join(" and ")}` : "";
      return names[kind] + needs;
    })
    .join(" or ");
}

/** The type of each key of a tree whose values are schemas. */
export function typesOfData(data: Tree): Map<string, Type> {
  return new Map(Object.entries(data).map(([key, schema]) => [key, typeOfSchema(schema)]));
}
