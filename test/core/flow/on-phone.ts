/** What a phone shows of a screen: `If` and `Switch` by the phone's own reading of them, which shares nothing with ours. */
import type { Component, FlowScreen, Json } from "../../../core/flow/types.ts";
import { evaluateCondition } from "../../../phone/expression.ts";

export interface Held {
  /** By input name: what the customer put in. */
  form: Readonly<Record<string, unknown>>;
  /** What the screen was shown with. */
  data: Readonly<Record<string, unknown>>;
}

/** The components that are in sight. */
export function inSight({ layout }: Pick<FlowScreen, "layout">, held: Held): Component[] {
  return layout.children.flatMap((component) => opened(component, held));
}

/** Names of the inputs in sight. */
export function inputsInSight(screen: Pick<FlowScreen, "layout">, held: Held): string[] {
  return inSight(screen, held).flatMap(({ name }) => (typeof name === "string" ? [name] : []));
}

/** Every component of a screen, whatever it hangs on. */
export function allComponents(components: readonly Json[]): Component[] {
  return components.flatMap((value): Component[] => {
    if (!isComponent(value)) return [];
    const { then = [], else: otherwise = [], cases = {} } = value;
    const inside = [then, otherwise, ...Object.values(Object(cases))].flatMap((list) =>
      Array.isArray(list) ? list : [],
    );
    return [value, ...allComponents(inside)];
  });
}

function opened(component: Component, held: Held): Component[] {
  const list = (value: Json | undefined) =>
    Array.isArray(value) ? value.filter(isComponent).flatMap((inner) => opened(inner, held)) : [];
  const look = ([root, name = ""]: readonly string[]) => (root === "data" ? held.data[name] : (held.form[name] ?? ""));
  if (component.type === "If") {
    return list(component[evaluateCondition(String(component["condition"]), look) ? "then" : "else"]);
  }
  if (component.type !== "Switch") return [component];
  const value = look(String(component["value"]).slice(2, -1).split("."));
  return list(Object(component["cases"])[String(value)]);
}

function isComponent(value: Json): value is Component {
  return typeof value === "object" && !Array.isArray(value) && typeof value["type"] === "string";
}
