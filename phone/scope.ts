/** What `${...}` means on the screen that is shown (WhatsApp reference 2.1). */
import { inputsOf, leavesOf } from "./components.ts";
import { BrokenFlow } from "./errors.ts";
import { type Lookup, resolve } from "./expression.ts";
import type { Flow, Screen } from "./flow-json.ts";
import { isObject } from "./screen-data.ts";
import { emptyValue, type FormValue, initialValue, isEmpty } from "./values.ts";

/** What the phone remembers of a screen: the data it was shown with and what the person put in. */
export interface Visit {
  data: Readonly<Record<string, unknown>>;
  typed: Map<string, FormValue>;
}

export interface ScopeOptions {
  /** How an unanswered field reads in a payload: the reference leaves it open (7.4). */
  readonly unanswered: "empty" | "missing";
  /** How a `number` input's answer reads; also open (7.4). */
  readonly numbers: "text" | "number";
}

const AS_SHOWN: ScopeOptions = { unanswered: "empty", numbers: "text" };

/** References as seen from `current`; screens not visited yet read as empty. Unknown names throw `BrokenFlow`. */
export function scopeOf(
  flow: Flow,
  current: Screen,
  visits: ReadonlyMap<string, Visit>,
  options: ScopeOptions = AS_SHOWN,
): Lookup {
  const lookup: Lookup = (path) => {
    const [root, ...rest] = path;
    if (root === "data") return dataOf(current, rest);
    if (root === "form") return formOf(current, rest);
    const [id = "", part, ...names] = rest;
    const screen = root === "screen" ? flow.screens.get(id) : undefined;
    if (!screen) throw unknownReference(path);
    if (screen.id === current.id) throw new BrokenFlow(`\${${path.join(".")}} names the current screen.`);
    if (part === "form") return formOf(screen, names);
    if (part === "data") return dataOf(screen, names);
    throw unknownReference(path);
  };

  const dataOf = (screen: Screen, names: readonly string[]): unknown => {
    const [first = "", ...inner] = names;
    if (!Object.hasOwn(screen.data, first)) throw unknownReference(["data", ...names], screen.id);
    return inner.reduce<unknown>(
      (value, name) => (isObject(value) ? value[name] : undefined),
      visits.get(screen.id)?.data[first],
    );
  };

  const formOf = (screen: Screen, names: readonly string[]): unknown => {
    const [name = "", ...inner] = names;
    const leaf = inputsOf(screen.components).find((input) => input.name === name);
    const visit = visits.get(screen.id);
    if (!leaf && isList(screen, name)) return visit?.typed.get(name) ?? "";
    if (!leaf) throw unknownReference(["form", ...names], screen.id);
    const value = visit ? valueIn(flow, screen, name, visits) : emptyValue(leaf);
    if (options.unanswered === "missing" && isEmpty(value) && leaf.type !== "OptIn") return undefined;
    if (options.numbers === "number" && leaf.type === "TextInput" && leaf["input-type"] === "number" && value !== "")
      return Number(value);
    return inner.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), value);
  };

  return lookup;
}

/** A NavigationList's value is the id of the item that was tapped. */
function isList({ components }: Screen, name: string): boolean {
  return leavesOf(components).some((leaf) => leaf.type === "NavigationList" && leaf.name === name);
}

/** The value an input holds now: what was typed, else its `init-value`, else empty. */
export function valueIn(flow: Flow, screen: Screen, name: string, visits: ReadonlyMap<string, Visit>): FormValue {
  const typed = visits.get(screen.id)?.typed.get(name);
  if (typed !== undefined) return typed;
  const leaf = inputsOf(screen.components).find((input) => input.name === name);
  if (!leaf) throw unknownReference(["form", name], screen.id);
  return initialValue(
    leaf,
    resolve("init-value" in leaf ? leaf["init-value"] : undefined, scopeOf(flow, screen, visits)),
  );
}

function unknownReference(path: readonly string[], screen?: string): BrokenFlow {
  return new BrokenFlow(`\${${path.join(".")}} refers to nothing${screen ? ` on screen ${screen}` : ""}.`);
}
