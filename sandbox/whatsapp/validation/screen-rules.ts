/** Rules of one screen: keys, data model, references, actions (WhatsApp reference 1.3, 1.4, 2.1, 2.4). */
import { SCREEN_KEYS } from "./catalogue.ts";
import { componentFindings, countFindings, hasFooter, inputNames } from "./component-rules.ts";
import type { Finding } from "./errors.ts";
import { pickerFindings } from "./picker-rules.ts";
import {
  actionsOf,
  asObject,
  asText,
  componentsOf,
  type JsonObject,
  type Placed,
  referencesIn,
  textsIn,
} from "./walk.ts";

export interface FlowFacts {
  readonly hasEndpoint: boolean;
  readonly screens: ReadonlyMap<string, JsonObject>;
}

export function screenFindings(screen: JsonObject, path: string, facts: FlowFacts): Finding[] {
  const components = componentsOf(screen, path);
  return [
    ...keyFindings(screen, path, facts),
    ...dataFindings(screen, path),
    ...components.flatMap((placed) => componentFindings(placed, facts.hasEndpoint)),
    ...countFindings(components, path),
    ...terminalFindings(screen, components, path),
    ...referenceFindings(screen, components, path, facts),
    ...components.flatMap((placed) => navigateFindings(screen, placed, facts)),
    ...components.flatMap((placed) => pickerFindings(screen, placed, facts.screens)),
  ];
}

function keyFindings(screen: JsonObject, path: string, { hasEndpoint }: FlowFacts): Finding[] {
  const findings: Finding[] = Object.keys(screen)
    .filter((key) => !SCREEN_KEYS.includes(key))
    .map((key) => ({
      error: "INVALID_PROPERTY_KEY",
      path: `${path}.${key}`,
      message: `A screen has no property ${key}.`,
    }));
  const layout = asObject(screen["layout"]);
  if (!layout || !Array.isArray(layout["children"]))
    findings.push({ error: "MISSING_REQUIRED_PROPERTY", path, message: "A screen needs layout.children." });
  else if (layout["type"] !== "SingleColumnLayout")
    findings.push({
      error: "INVALID_ENUM_VALUE",
      path: `${path}.layout.type`,
      message: "The layout is SingleColumnLayout.",
    });
  if (screen["refresh_on_back"] === true && !hasEndpoint)
    findings.push({
      error: "INVALID_PROPERTY_VALUE",
      path: `${path}.refresh_on_back`,
      message: "refresh_on_back needs an endpoint.",
    });
  if (screen["success"] !== undefined && screen["terminal"] !== true)
    findings.push({
      error: "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
      path: `${path}.success`,
      message: "success is for terminal screens.",
    });
  return findings;
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

function dataFindings(screen: JsonObject, path: string): Finding[] {
  return Object.entries(asObject(screen["data"]) ?? {}).flatMap(([name, value]) => {
    const at = `${path}.data.${name}`;
    const property = asObject(value);
    const fits = TYPES[String(property?.["type"])];
    const bad = (message: string): Finding[] => [{ error: "INVALID_SCREEN_DATA", path: at, message }];
    if (!property || !fits) return bad("A data property needs a type.");
    if (property["__example__"] === undefined) return bad("A data property needs __example__.");
    if (!fits(property["__example__"])) return bad("__example__ is not of the property's type.");
    if (property["type"] === "array" && property["items"] === undefined) return bad("An array needs items.");
    if (property["type"] === "object" && property["properties"] === undefined)
      return bad("An object needs properties.");
    return [];
  });
}

function terminalFindings(screen: JsonObject, components: readonly Placed[], path: string): Finding[] {
  const terminal = screen["terminal"] === true;
  if (terminal && !hasFooter(components))
    return [{ error: "MISSING_FOOTER_ON_TERMINAL_SCREEN", path, message: "A terminal screen needs a Footer." }];
  if (terminal) return [];
  return components
    .flatMap(actionsOf)
    .flatMap(({ action, path: at }) =>
      action["name"] === "complete"
        ? [{ error: "INVALID_COMPLETE_ACTION", path: at, message: "complete is for terminal screens." }]
        : [],
    );
}

function referenceFindings(
  screen: JsonObject,
  components: readonly Placed[],
  path: string,
  facts: FlowFacts,
): Finding[] {
  const inputs = inputNames(components);
  const here = [
    { text: asText(screen["title"]) ?? "", path: `${path}.title` },
    // Nested components are walked on their own.
    ...components.flatMap(({ component, path: at }) =>
      Object.entries(component).flatMap(([key, value]) =>
        ["then", "else", "cases", "children"].includes(key) ? [] : textsIn(value, `${at}.${key}`),
      ),
    ),
  ];
  return here.flatMap(({ text, path: at }) =>
    referencesIn(text).flatMap((reference) => {
      const problem = judgeReference(reference, screen, inputs, facts);
      return problem === undefined ? [] : [{ ...problem, path: at }];
    }),
  );
}

function judgeReference(
  [root, name = "", part, inner = ""]: readonly string[],
  screen: JsonObject,
  inputs: ReadonlySet<string>,
  { screens }: FlowFacts,
): { error: string; message: string } | undefined {
  if (root === "data")
    return declares(screen, name)
      ? undefined
      : { error: "INVALID_SCREEN_DYNAMIC_DATA", message: `data.${name} is not declared.` };
  if (root === "form")
    return inputs.has(name)
      ? undefined
      : { error: "INVALID_ON_CLICK_ACTION_PAYLOAD", message: `There is no input ${name}.` };
  const other = root === "screen" ? screens.get(name) : undefined;
  if (!other || other === screen) return { error: "PATTERN_MISMATCH", message: "The reference leads nowhere." };
  const found =
    part === "data" ? declares(other, inner) : part === "form" && inputNames(componentsOf(other, "")).has(inner);
  return found
    ? undefined
    : { error: "INVALID_ON_CLICK_ACTION_PAYLOAD", message: `Screen ${name} has no ${part ?? ""} ${inner}.` };
}

function declares(screen: JsonObject, name: string): boolean {
  return Object.hasOwn(asObject(screen["data"]) ?? {}, name);
}

function navigateFindings(screen: JsonObject, placed: Placed, { screens }: FlowFacts): Finding[] {
  return actionsOf(placed).flatMap(({ action, path }): Finding[] => {
    if (action["name"] !== "navigate") return [];
    const target = asText(asObject(action["next"])?.["name"]) ?? "";
    const next = screens.get(target);
    if (!next || next === screen)
      return [
        {
          error: "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
          path: `${path}.next`,
          message: `navigate cannot lead to ${target}.`,
        },
      ];
    const given = Object.keys(asObject(action["payload"]) ?? {}).sort();
    const wanted = Object.keys(asObject(next["data"]) ?? {}).sort();
    if (given.join() === wanted.join()) return [];
    return [
      {
        error: "INVALID_NAVIGATE_ACTION_PAYLOAD",
        path: `${path}.payload`,
        message: `${target} needs exactly: ${wanted.join(", ")}.`,
      },
    ];
  });
}
