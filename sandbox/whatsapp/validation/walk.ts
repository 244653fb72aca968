/** Small tools to walk Flow JSON whose shape is not known to be right. */
import type { Json } from "../state.ts";

export type JsonObject = { [key: string]: Json };

export interface Placed {
  readonly component: JsonObject;
  readonly path: string;
}

export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

export function asArray(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function screensOf(flowJson: Json): { readonly screen: JsonObject; readonly path: string }[] {
  return asArray(asObject(flowJson)?.["screens"]).flatMap((value, index) => {
    const screen = asObject(value);
    return screen ? [{ screen, path: `screens[${index}]` }] : [];
  });
}

/** Every component of a screen, those inside If, Switch and Form too. */
export function componentsOf(screen: JsonObject, path: string): Placed[] {
  return list(asObject(screen["layout"])?.["children"], `${path}.layout.children`);
}

function list(children: Json | undefined, path: string): Placed[] {
  return asArray(children).flatMap((child, index) => {
    const component = asObject(child);
    if (!component) return [];
    const here = `${path}[${index}]`;
    const cases = Object.entries(asObject(component["cases"]) ?? {});
    return [
      { component, path: here },
      ...["then", "else", "children"].flatMap((key) => list(component[key], `${here}.${key}`)),
      ...cases.flatMap(([key, inner]) => list(inner, `${here}.cases.${key}`)),
    ];
  });
}

/** Every text inside a value, with its path. */
export function textsIn(value: Json, path: string): { readonly text: string; readonly path: string }[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, `${path}[${index}]`));
  const object = asObject(value);
  return object ? Object.entries(object).flatMap(([key, item]) => textsIn(item, `${path}.${key}`)) : [];
}

/** `${data.x}` and the like, anywhere in a text: whole values, expressions and conditions. */
export function referencesIn(text: string): string[][] {
  return [...text.matchAll(/\$\{([^{}]+)\}/g)].map((match) => (match[1] ?? "").split("."));
}

/** `on-click-action` of a component, or of each item of a NavigationList. */
export function actionsOf({ component, path }: Placed): { readonly action: JsonObject; readonly path: string }[] {
  const own = asObject(component["on-click-action"]);
  const items = asArray(component["list-items"]).flatMap((item, index) => {
    const action = asObject(asObject(item)?.["on-click-action"]);
    return action ? [{ action, path: `${path}.list-items[${index}].on-click-action` }] : [];
  });
  return [...(own ? [{ action: own, path: `${path}.on-click-action` }] : []), ...items];
}
