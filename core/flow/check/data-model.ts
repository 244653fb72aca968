/** A screen's data model: types, examples, nothing else (WhatsApp reference 1.4). */
import type { FlowModel } from "./model.ts";
import { at } from "./paths.ts";
import { isTree, type Tree, type Value } from "./plain.ts";
import type { Report } from "./report.ts";
import { valueFits } from "./resolve.ts";
import { isKind, nameOf, stringType, typeOfSchema } from "./types.ts";

/**
 * INVALID_SCREEN_DATA, MISSING_REQUIRED_TYPE_PROPERTY, INVALID_PROPERTY_TYPE, INVALID_PROPERTY_KEY
 */
export function dataModelsAreSound(flow: FlowModel, report: Report): void {
  for (const screen of flow.screens) {
    const data = screen.value["data"];
    if (!isTree(data)) continue;
    for (const [key, schema] of Object.entries(data)) {
      const path = at(at(screen.path, "data"), key);
      soundSchema(schema, path, report);
      if (isTree(schema)) soundExample(schema, path, report);
    }
  }
}

function soundExample(schema: Tree, path: string, report: Report): void {
  const place = at(path, "__example__");
  const example = schema["__example__"];
  if (example === undefined) {
    report("INVALID_SCREEN_DATA", place, "Data needs an __example__ of its type.");
  } else if (!valueFits(example, typeOfSchema(schema), () => stringType)) {
    report("INVALID_SCREEN_DATA", place, `The example is not ${nameOf(typeOfSchema(schema))}, as the type says.`);
  }
}

const schemaKeys: readonly string[] = ["type", "items", "properties"];

function soundSchema(schema: Value, path: string, report: Report, nested = false): void {
  if (schema === null) return;
  if (!isTree(schema)) {
    report("INVALID_PROPERTY_TYPE", path, "Data is declared by an object with type and __example__.");
    return;
  }
  for (const key of Object.keys(schema)) {
    if (schemaKeys.includes(key) || (key === "__example__" && !nested)) continue;
    if (key === "__example__") {
      const message = "Only the top level has an __example__: move it into the one there.";
      report("INVALID_SCREEN_DATA", at(path, key), message);
    } else {
      const message = "A declaration has type, items, properties and __example__ only: remove this.";
      report("INVALID_PROPERTY_KEY", at(path, key), message);
    }
  }
  soundType(schema, path, report);
  soundInside(schema, path, report);
}

function soundType(schema: Tree, path: string, report: Report): void {
  const type = schema["type"];
  if (type === undefined) {
    report("MISSING_REQUIRED_TYPE_PROPERTY", at(path, "type"), "Data needs a type.");
  } else if (type !== null && !isKind(type)) {
    const message = "A type is string, number, boolean, object or array.";
    report("INVALID_SCREEN_DATA", at(path, "type"), message);
  }
}

function soundInside(schema: Tree, path: string, report: Report): void {
  const { type, items, properties } = schema;
  if (type === "array" && items === undefined) {
    report("INVALID_SCREEN_DATA", at(path, "items"), 'An array declares its items, such as {"type":"string"}.');
  }
  if (type === "object" && properties === undefined) {
    report("INVALID_SCREEN_DATA", at(path, "properties"), "An object declares its properties.");
  }
  if (items !== undefined && items !== null) {
    if (isKind(type) && type !== "array") misplaced("items", "array", path, report);
    if (isTree(items)) soundSchema(items, at(path, "items"), report, true);
    else if (typeof items !== "boolean") {
      report("INVALID_SCREEN_DATA", at(path, "items"), 'items is an object such as {"type":"string"}.');
    }
  }
  if (properties !== undefined && properties !== null) {
    if (isKind(type) && type !== "object") misplaced("properties", "object", path, report);
    if (!isTree(properties)) {
      report("INVALID_SCREEN_DATA", at(path, "properties"), "properties is an object of declarations.");
      return;
    }
    for (const [key, inner] of Object.entries(properties)) {
      soundSchema(inner, at(at(path, "properties"), key), report, true);
    }
  }
}

function misplaced(key: string, type: string, path: string, report: Report): void {
  report("INVALID_SCREEN_DATA", at(path, key), `Only an ${type} has ${key}: remove it, or change the type.`);
}
