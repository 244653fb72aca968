/** Which keys objects have (WhatsApp reference 1.2 to 1.7): none unknown, none missing. */
import type { ShapeRule } from "../capabilities.ts";
import type { FlowModel, ObjectPlace } from "./model.ts";
import { at, quoted } from "./paths.ts";
import { entry } from "./plain.ts";
import type { Report } from "./report.ts";
import { firstVersion } from "./versions.ts";

/** INVALID_PROPERTY_KEY */
export function noUnknownKeys(flow: FlowModel, report: Report): void {
  for (const object of flow.objects) {
    for (const key in object.value) {
      if (entry(object.rule.properties, key) || object.extra.includes(key)) continue;
      report("INVALID_PROPERTY_KEY", at(object.path, key), unknownKey(object, key, flow));
    }
  }
}

function unknownKey(object: ObjectPlace, key: string, flow: FlowModel): string {
  if (object.name === "Flow" && key === "data_channel_uri") {
    return "data_channel_uri left Flow JSON with 3.0: remove it and set endpoint_uri when creating the Flow.";
  }
  const since = firstVersion(({ components, shapes, actions }) => {
    const owner = entry(components, object.name) ?? entry(shapes, object.name) ?? entry(actions, object.name);
    return owner !== undefined && entry(owner.properties, key) !== undefined;
  });
  const what = `${object.name} has no property ${quoted(key)}`;
  if (since) return `${what} in Flow JSON ${flow.capabilities.version}: it came with ${since}.`;
  return `${what}: remove it. It may have ${Object.keys(object.rule.properties).join(", ")}.`;
}

const required = new WeakMap<ShapeRule, readonly string[]>();

/** A Flow has thousands of objects and the table a few dozen rules: each is looked through once. */
function requiredKeys(rule: ShapeRule): readonly string[] {
  const known = required.get(rule);
  if (known) return known;
  const keys = Object.keys(rule.properties).filter((key) => rule.properties[key]?.required);
  required.set(rule, keys);
  return keys;
}

/** MISSING_REQUIRED_PROPERTY, MISSING_REQUIRED_TYPE_PROPERTY */
export function nothingMissing(flow: FlowModel, report: Report): void {
  for (const object of flow.objects) {
    for (const key of requiredKeys(object.rule)) {
      // A missing version has a code of its own (versions.ts).
      const itsOwnRule = object.name === "Flow" && key === "version";
      if (itsOwnRule || Object.hasOwn(object.value, key)) continue;
      const code = key === "type" ? "MISSING_REQUIRED_TYPE_PROPERTY" : "MISSING_REQUIRED_PROPERTY";
      report(code, at(object.path, key), `${object.name} needs ${key} (${object.rule.properties[key]?.source}).`);
    }
  }
}

/** MISSING_REQUIRED_TYPE_PROPERTY, INVALID_PROPERTY_TYPE: every component says what it is. */
export function componentsHaveTypes(flow: FlowModel, report: Report): void {
  for (const { value, path } of flow.components) {
    const type = value["type"];
    if (type === undefined) report("MISSING_REQUIRED_TYPE_PROPERTY", at(path, "type"), "A component needs a type.");
    else if (type !== null && typeof type !== "string") {
      report("INVALID_PROPERTY_TYPE", at(path, "type"), "A component's type is a text, such as TextBody.");
    }
  }
}
