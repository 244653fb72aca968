/** What values are: JSON types, allowed words, and where `${...}` may stand (WhatsApp reference 1.3 to 1.7). */
import type { PropertyRule } from "../capabilities.ts";
import { isDynamic } from "./binding.ts";
import { isOfKind, kindNames } from "./kinds.ts";
import type { FlowModel, PropertyPlace } from "./model.ts";
import { at, quoted } from "./paths.ts";
import { isTree, type Value } from "./plain.ts";
import type { Report } from "./report.ts";

/** INVALID_PROPERTY_TYPE: every value, and every item of a list, has one of its property's JSON types. */
export function rightTypes(flow: FlowModel, report: Report): void {
  for (const { rule, key, value, bound, path } of flow.properties) {
    // A version of another type has a code of its own (versions.ts).
    if (value === null || bound || path === "version") continue;
    if (!rule.kinds.some((kind) => isOfKind(value, kind))) {
      report("INVALID_PROPERTY_TYPE", path, `${key} must be ${wanted(rule)} (${rule.source}).`);
    } else if (Array.isArray(value)) rightItems(rule, value, path, report, flow);
    else if (rule.kinds.includes("cases") && isTree(value)) rightCases(value, path, report);
  }
}

function wanted(rule: PropertyRule): string {
  return rule.kinds.map((kind) => kindNames[kind]).join(" or ");
}

function rightItems(rule: PropertyRule, items: Value[], path: string, report: Report, flow: FlowModel): void {
  const texts = rule.kinds.includes("strings") || rule.kinds.includes("dates");
  for (const [index, item] of items.entries()) {
    // A bound item among options is judged as a mixed list (options.ts).
    const bound = rule.kinds.includes("options") && isDynamic(item, flow.capabilities);
    if (item === null || bound || (texts ? typeof item === "string" : isTree(item))) continue;
    report("INVALID_PROPERTY_TYPE", at(path, index), `Every item must be ${texts ? "a text" : "an object"}.`);
  }
}

function rightCases(cases: Record<string, Value>, path: string, report: Report): void {
  for (const [key, branch] of Object.entries(cases)) {
    const place = at(path, key);
    if (branch === null) continue;
    if (!Array.isArray(branch)) report("INVALID_PROPERTY_TYPE", place, "A case is a list of components.");
    else {
      for (const [index, item] of branch.entries()) {
        if (item !== null && !isTree(item))
          report("INVALID_PROPERTY_TYPE", at(place, index), "A component is an object.");
      }
    }
  }
}

/** INVALID_PROPERTY_VALUE: `${...}` only where a property takes it. */
export function staticStaysStatic(flow: FlowModel, report: Report): void {
  for (const { rule, key, value, bound, path } of flow.properties) {
    if (rule.dynamic || !(bound || Array.isArray(value))) continue;
    if (rule.kinds.includes("condition") || rule.kinds.includes("reference")) continue;
    const texts = Array.isArray(value) && rule.kinds.includes("strings") ? value : [value];
    if (!texts.some((text) => isDynamic(text, flow.capabilities))) continue;
    report("INVALID_PROPERTY_VALUE", path, `${key} is static: write its value, not a reference (${rule.source}).`);
  }
}

/** INVALID_ENUM_VALUE: words from a fixed list, and which action may stand where. */
export function allowedWords(flow: FlowModel, report: Report): void {
  for (const property of flow.statics) {
    const { rule, value, path } = property;
    if (!rule.enum && !rule.actions) continue;
    if (rule.enum) {
      const given = Array.isArray(value) ? value.map((item, index) => ({ item, place: at(path, index) })) : undefined;
      for (const { item, place } of given ?? [{ item: value, place: path }]) {
        if (rule.enum.some((allowed) => allowed === item) || item === null) continue;
        report("INVALID_ENUM_VALUE", place, `Use one of ${rule.enum.join(", ")} (${rule.source}).`);
      }
    }
    if (rule.actions && isTree(value)) allowedAction(property, rule.actions, value["name"], report);
  }
}

/** INVALID_ENUM_VALUE, MISSING_REQUIRED_PROPERTY, INVALID_PROPERTY_TYPE */
function allowedAction(
  { ownerName, key, path, rule }: PropertyPlace,
  allowed: readonly string[],
  name: Value | undefined,
  report: Report,
): void {
  const place = at(path, "name");
  if (name === null) return;
  if (name === undefined) report("MISSING_REQUIRED_PROPERTY", place, "An action needs a name.");
  else if (typeof name !== "string") report("INVALID_PROPERTY_TYPE", place, "An action's name is a text.");
  else if (!allowed.includes(name)) {
    const choice = allowed.length > 0 ? `use ${allowed.join(", ")}` : "no action may stand here";
    const what = `${ownerName} ${key} cannot be ${quoted(name)} in this version`;
    report("INVALID_ENUM_VALUE", place, `${what}: ${choice} (${rule.source}).`);
  }
}
