/** `${...}` and expressions in properties and payloads: well formed, declared, of a fitting type (WhatsApp reference 2.1, 2.2). */
import type { PropertyRule, ValueKind } from "../capabilities.ts";
import { isDynamic } from "./binding.ts";
import type { ProblemCode } from "./codes.ts";
import type { FlowModel, PropertyPlace, ScreenModel } from "./model.ts";
import { at } from "./paths.ts";
import { isTree, type Value } from "./plain.ts";
import type { Report } from "./report.ts";
import { type BindingProblem, readBound } from "./resolve.ts";
import { booleanType, fits, nameOf, numberType, stringsType, stringType, type Type } from "./types.ts";

const optionsType: Type = {
  kinds: ["array"],
  items: {
    kinds: ["object"],
    needs: ["id", "title"],
    properties: new Map([
      ["id", stringType],
      ["title", stringType],
    ]),
  },
};
const navigationType: Type = { kinds: ["array"], items: { kinds: ["object"], needs: ["id", "main-content"] } };

const typeOfKind: Readonly<Partial<Record<ValueKind, Type>>> = {
  string: stringType,
  date: stringType,
  "numeric-string": stringType,
  number: numberType,
  integer: numberType,
  boolean: booleanType,
  strings: stringsType,
  dates: stringsType,
  list: { kinds: ["array"], items: { kinds: ["object"] } },
  object: { kinds: ["object"] },
  map: { kinds: ["object"] },
};

/** The types of data that a property takes. */
function wantedTypes(rule: PropertyRule): Type[] {
  return rule.kinds.flatMap((kind) => {
    if (kind === "options") return [rule.shape === "NavigationItem" ? navigationType : optionsType];
    const type = typeOfKind[kind];
    return type ? [type] : [];
  });
}

/** What is wrong in a component's property or a screen's title. */
export const propertyCodes: Readonly<Record<"data" | "form" | "screen", ProblemCode>> = {
  data: "INVALID_SCREEN_DYNAMIC_DATA",
  form: "INVALID_PROPERTY_VALUE",
  screen: "INVALID_PROPERTY_VALUE",
};

/** Reports the problems of one bound text. */
export function reportBinding(
  problems: readonly BindingProblem[],
  codes: Readonly<Record<"data" | "form" | "screen", ProblemCode>>,
  path: string,
  report: Report,
): void {
  for (const problem of problems) {
    if (problem.kind === "malformed") report("PATTERN_MISMATCH", path, problem.message);
    else if (problem.kind === "formula") report("INVALID_PROPERTY_VALUE", path, problem.message);
    else report(codes[problem.what], path, problem.message);
  }
}

/**
 * PATTERN_MISMATCH (malformed), INVALID_SCREEN_DYNAMIC_DATA (data), INVALID_PROPERTY_VALUE (inputs, screens, formulas),
 * INVALID_PROPERTY_TYPE (an input or expression of another type)
 */
export function propertiesReadWhatIsThere(flow: FlowModel, report: Report): void {
  for (const property of flow.properties) {
    const { rule, value, bound, path, screen } = property;
    if (!screen || !rule.dynamic || !(bound || Array.isArray(value))) continue;
    if (typeof value === "string") boundText(flow, screen, property, value, wantedTypes(rule), path, report);
    else if (Array.isArray(value) && (rule.kinds.includes("strings") || rule.kinds.includes("dates"))) {
      for (const [index, item] of value.entries()) {
        if (typeof item === "string") boundText(flow, screen, property, item, [stringType], at(path, index), report);
      }
    }
  }
}

function boundText(
  flow: FlowModel,
  screen: ScreenModel,
  { rule, key }: PropertyPlace,
  text: string,
  wanted: readonly Type[],
  path: string,
  report: Report,
): void {
  if (!isDynamic(text, flow.capabilities)) return;
  const { type, problems } = readBound(flow, screen, text);
  reportBinding(problems, propertyCodes, path, report);
  if (wanted.some((one) => fits(type, one))) return;
  const code = /^\$\{(data|screen\.[^.]+\.data)\./.test(text) ? "INVALID_SCREEN_DYNAMIC_DATA" : "INVALID_PROPERTY_TYPE";
  const message = `${key} takes ${wanted.map(nameOf).join(" or ")}, this is ${nameOf(type)} (${rule.source}).`;
  report(code, path, message);
}

const payloadCodes: Readonly<Record<"data" | "form" | "screen", ProblemCode>> = {
  data: "INVALID_ON_CLICK_ACTION_PAYLOAD",
  form: "INVALID_ON_CLICK_ACTION_PAYLOAD",
  screen: "INVALID_ON_CLICK_ACTION_PAYLOAD",
};
const updateCodes: Readonly<Record<"data" | "form" | "screen", ProblemCode>> = {
  data: "INVALID_ACTION_PAYLOAD_PROPERTY",
  form: "INVALID_ACTION_PAYLOAD_PROPERTY",
  screen: "INVALID_ACTION_PAYLOAD_PROPERTY",
};

/** INVALID_ON_CLICK_ACTION_PAYLOAD; INVALID_ACTION_PAYLOAD_PROPERTY in `update_data`; PATTERN_MISMATCH (malformed) */
export function payloadsReadWhatIsThere(flow: FlowModel, report: Report): void {
  for (const { name, payload, path, screen } of flow.actions) {
    const codes = name === "update_data" ? updateCodes : payloadCodes;
    for (const leaf of leavesOf(payload, at(path, "payload"))) {
      if (!isDynamic(leaf.text, flow.capabilities)) continue;
      reportBinding(readBound(flow, screen, leaf.text).problems, codes, leaf.path, report);
    }
  }
}

/** INVALID_SCREEN_DYNAMIC_DATA and the others of properties, inside the maps of a Form. */
export function formMapsReadWhatIsThere(flow: FlowModel, report: Report): void {
  for (const { rule, value, path, screen, component } of flow.properties) {
    if (component?.type !== "Form" || !rule.kinds.includes("map") || !isTree(value) || !screen) continue;
    for (const leaf of leavesOf(value, path)) {
      if (!isDynamic(leaf.text, flow.capabilities)) continue;
      reportBinding(readBound(flow, screen, leaf.text).problems, propertyCodes, leaf.path, report);
    }
  }
}

/** The texts inside a value, with their places. */
export function leavesOf(value: Value, path: string): { text: string; path: string }[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, at(path, index)));
  if (!isTree(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, at(path, key)));
}

/** The type of a text in a payload: what it reads, or text. */
export function typeOfText(flow: FlowModel, screen: ScreenModel): (text: string) => Type {
  return (text) => (isDynamic(text, flow.capabilities) ? readBound(flow, screen, text).type : stringType);
}
