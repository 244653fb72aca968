/** What a reference reads: its type, or why there is nothing to read (WhatsApp reference 2.1). */
import { type Reference, readBinding, readReference, referenceForms } from "./binding.ts";
import { typeOfFormula } from "./formula.ts";
import type { ComponentPlace, FlowModel, ScreenModel } from "./model.ts";
import { quoted } from "./paths.ts";
import { isTree, type Tree, type Value } from "./plain.ts";
import { booleanType, fits, kindOf, stringsType, stringType, type Type, unknownType } from "./types.ts";

export interface Missing {
  /** Which part of the reference is to blame. */
  what: "data" | "form" | "screen";
  message: string;
}

export interface Resolved {
  type: Type;
  /** The input that is read, where it is one. */
  input?: ComponentPlace;
  missing?: Missing;
}

const rangeType: Type = {
  kinds: ["object"],
  properties: new Map([
    ["start-date", stringType],
    ["end-date", stringType],
  ]),
};

/** What the customer's answer is (WhatsApp reference 1.7). A number input's answer passes as number and as text. */
export function typeOfInput({ type, value }: ComponentPlace): Type {
  switch (type) {
    case "TextInput":
      if (value["input-type"] === "number") return { kinds: ["number", "string"] };
      return value["input-type"] === undefined || typeof value["input-type"] === "string" ? stringType : unknownType;
    case "CheckboxGroup":
    case "ChipsSelector":
      return stringsType;
    case "OptIn":
      return booleanType;
    case "CalendarPicker":
      if (value["mode"] === undefined || value["mode"] === "single") return stringType;
      return value["mode"] === "range" ? rangeType : unknownType;
    case "PhotoPicker":
    case "DocumentPicker":
      return { kinds: ["array"] };
    default:
      return stringType;
  }
}

/** Resolves a reference as it reads on `screen`. */
export function resolve(flow: FlowModel, screen: ScreenModel, reference: Reference): Resolved {
  if (reference.scope === "data") return resolveData(screen, reference.path);
  if (reference.scope === "form") return resolveInput(screen, reference.path);
  const other = flow.screenById.get(reference.screen);
  if (!other) return nothing("screen", `There is no screen ${quoted(reference.screen)}.`);
  if (other === screen) {
    const local = `\${${reference.part}.${reference.path.join(".")}}`;
    return nothing("screen", `This is the current screen: write ${local}.`);
  }
  return reference.part === "data" ? resolveData(other, reference.path) : resolveInput(other, reference.path);
}

function nothing(what: Missing["what"], message: string): Resolved {
  return { type: unknownType, missing: { what, message } };
}

function resolveData(screen: ScreenModel, [key = "", ...inner]: readonly string[]): Resolved {
  const type = screen.data.get(key);
  if (!type) return nothing("data", `Screen ${quoted(screen.id)} declares no data ${quoted(key)}: add it to its data.`);
  return resolveInner(type, inner, "data");
}

function resolveInput(screen: ScreenModel, [name = "", ...inner]: readonly string[]): Resolved {
  const input = screen.inputs.get(name);
  if (input) return { ...resolveInner(typeOfInput(input), inner, "form"), input };
  const form = screen.components.find((one) => one.type === "Form" && one.value["name"] === name);
  const hint = form ? "a Form's own name has no value; use an input's name" : "use the name of an input there";
  return nothing("form", `Screen ${quoted(screen.id)} has no input ${quoted(name)}: ${hint}.`);
}

function resolveInner(type: Type, path: readonly string[], what: "data" | "form"): Resolved {
  let current = type;
  for (const key of path) {
    if (current.kinds.includes("array")) return nothing(what, "Items of a list cannot be read: give them as data.");
    if (current.kinds.length > 0 && !current.kinds.includes("object")) {
      return nothing(what, `${quoted(key)} is read from a value that is no object.`);
    }
    const inner = current.properties?.get(key);
    if (current.properties && !inner) return nothing(what, `${quoted(key)} is not declared: add it to properties.`);
    current = inner ?? unknownType;
  }
  return { type: current };
}

/** Problems found while reading a bound text; `kind` tells the rules which code it is. */
export type BindingProblem =
  | { kind: "malformed"; message: string }
  | { kind: "formula"; message: string }
  | { kind: "missing"; what: Missing["what"]; message: string };

/** The type of a text for which `isDynamic` is true, with everything that is wrong with it. */
export function readBound(flow: FlowModel, screen: ScreenModel, text: string) {
  const problems: BindingProblem[] = [];
  const binding = readBinding(text, flow.capabilities);
  if (binding.kind === "malformed") {
    problems.push(binding);
    return { type: unknownType, problems };
  }
  if (binding.kind === "reference") {
    const { type, missing } = resolve(flow, screen, binding.reference);
    if (missing) problems.push({ kind: "missing", ...missing });
    return { type, problems };
  }
  const verdict = typeOfFormula(binding.body, "expression", referenceReader(flow, screen, problems));
  if ("type" in verdict) return { type: verdict.type, problems };
  problems.push({ kind: "formula", message: `The expression is wrong: ${verdict.problem}.` });
  return { type: unknownType, problems };
}

/** Reads the references of a formula and notes what is wrong with them. */
export function referenceReader(flow: FlowModel, screen: ScreenModel, problems: BindingProblem[]) {
  return (text: string): Type => {
    const reference = readReference(text);
    if (!reference) {
      problems.push({ kind: "malformed", message: referenceForms });
      return unknownType;
    }
    const { type, missing } = resolve(flow, screen, reference);
    if (missing) problems.push({ kind: "missing", ...missing });
    return type;
  };
}

/** True when a literal, or a tree of literals and bound texts, is of a type. */
export function valueFits(value: Value, type: Type, typeOfText: (text: string) => Type): boolean {
  if (value === null || type.kinds.length === 0) return true;
  if (typeof value === "string") return fits(typeOfText(value), type);
  if (!type.kinds.includes(kindOf(value))) return false;
  if (Array.isArray(value)) {
    const { items } = type;
    return !items || value.every((item) => valueFits(item, items, typeOfText));
  }
  return !isTree(value) || propertiesFit(value, type, typeOfText);
}

function propertiesFit(value: Tree, type: Type, typeOfText: (text: string) => Type): boolean {
  return Object.entries(value).every(([key, inner]) => {
    const declared = type.properties?.get(key);
    return !declared || valueFits(inner, declared, typeOfText);
  });
}
