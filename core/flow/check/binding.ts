/** Texts that stand for something else: `${...}` references and backtick expressions (WhatsApp reference 2.1, 2.2). */
import type { Capabilities } from "../capabilities.ts";
import { compareVersions } from "../capabilities.ts";
import type { Value } from "./plain.ts";

export type Reference =
  | { scope: "data"; path: readonly string[] }
  | { scope: "form"; path: readonly string[] }
  | { scope: "screen"; screen: string; part: "data" | "form"; path: readonly string[] };

export type Binding =
  | { kind: "reference"; reference: Reference }
  /** The text between the backticks. */
  | { kind: "expression"; body: string }
  /** `${` that is no reference, or not the whole value. */
  | { kind: "malformed"; message: string };

const segment = /^[^\s.[\]{}$'"`]+$/;

/** True for a text that WhatsApp reads as a reference or an expression rather than as it stands. */
export function isDynamic(value: Value | undefined, capabilities: Capabilities): boolean {
  return typeof value === "string" && (value.includes("${") || isExpression(value, capabilities));
}

function isExpression(text: string, capabilities: Capabilities): boolean {
  return text.length > 1 && text.startsWith("`") && text.endsWith("`") && hasExpressions(capabilities);
}

/** Expressions, `update_data` and the ban on empty texts came with 6.0 (WhatsApp reference 1.1). */
export function hasExpressions(capabilities: Capabilities): boolean {
  return compareVersions(capabilities.version, "6.0") >= 0;
}

/** Reads a text for which `isDynamic` is true. */
export function readBinding(text: string, capabilities: Capabilities): Binding {
  if (isExpression(text, capabilities)) return { kind: "expression", body: text.slice(1, -1) };
  if (text.startsWith("${") && text.indexOf("}") === text.length - 1) {
    const reference = readReference(text);
    if (reference) return { kind: "reference", reference };
    return { kind: "malformed", message: referenceForms };
  }
  const mend = hasExpressions(capabilities)
    ? "write an expression in backticks, such as `'Hello ' ${data.name}`"
    : "give the finished text as data (expressions need Flow JSON 6.0)";
  return { kind: "malformed", message: `A reference must be the whole value: ${mend}.` };
}

export const referenceForms =
  "A reference is ${data.key}, ${form.name}, ${screen.ID.form.name} or ${screen.ID.data.key}; lists have no index.";

/** Reads `${...}`; undefined where it is none of the four forms. */
export function readReference(text: string): Reference | undefined {
  const [scope, ...rest] = text.slice(2, -1).split(".");
  if (!rest.every((part) => segment.test(part))) return undefined;
  if (rest.length > 0 && (scope === "data" || scope === "form")) return { scope, path: rest };
  const [screen, part, ...path] = rest;
  if (scope !== "screen" || screen === undefined || path.length === 0) return undefined;
  return part === "data" || part === "form" ? { scope, screen, part, path } : undefined;
}
