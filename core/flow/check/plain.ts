/**
 * The first gate: whatever was given becomes plain JSON of bounded depth and size, or a problem.
 *
 * All later rules may then recurse and loop over everything without a guard of their own.
 */
import { at } from "./paths.ts";
import type { Report } from "./report.ts";

/** JSON as it comes; `null` is kept so that its place can be named. Objects have no prototype. */
export type Value = null | boolean | number | string | Value[] | Tree;
export interface Tree {
  [key: string]: Value;
}

/** Far beyond the deepest Flow that the other rules allow. */
const deepest = 64;

export function isTree(value: Value | undefined): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A table's own entry: `constructor` and the like are no entries. */
export function entry<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The Flow as plain JSON, from an object or from text; undefined where the rest cannot be checked. */
export function plainFlow(given: unknown, mostBytes: number, report: Report): Tree | undefined {
  const parsed = typeof given === "string" ? parse(given, mostBytes, report) : { value: given };
  if (!parsed) return undefined;
  const copy = copyOf(parsed.value, mostBytes, report);
  if (copy === undefined) return undefined;
  if (isTree(copy)) return copy;
  report("INVALID_FLOW_JSON", "", "A Flow is a JSON object with version and screens.");
  return undefined;
}

function parse(text: string, mostBytes: number, report: Report): { value: unknown } | undefined {
  if (text.length > mostBytes) {
    tooLarge(mostBytes, report);
    return undefined;
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    report("INVALID_FLOW_JSON", "", "This is not JSON: look for a missing comma, quote or bracket.");
    return undefined;
  }
}

class Stop extends Error {}

function copyOf(given: unknown, mostBytes: number, report: Report): Value | undefined {
  let bytes = 0;
  const spend = (amount: number): void => {
    bytes += amount;
    if (bytes <= mostBytes) return;
    tooLarge(mostBytes, report);
    throw new Stop();
  };

  const copy = (value: unknown, path: string, depth: number): Value => {
    if (depth > deepest) {
      report("FLOWELLA_NESTED_TOO_DEEP", "", `No Flow nests more than ${deepest} levels of JSON.`);
      throw new Stop();
    }
    if (typeof value === "string") {
      spend(value.length);
      spend(jsonBytes(value) - value.length);
      return value;
    }
    if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) {
      spend(String(value).length);
      return value;
    }
    if (value === null) {
      spend(4);
      report("INVALID_PROPERTY_TYPE", path, "null is not allowed anywhere: leave the key out, or give an empty value.");
      return null;
    }
    if (Array.isArray(value)) {
      spend(2);
      const items: Value[] = [];
      for (const [index, item] of value.entries()) {
        spend(1);
        items.push(copy(item, at(path, index), depth + 1));
      }
      return items;
    }
    if (typeof value === "object") {
      spend(2);
      const tree: Tree = Object.create(null);
      for (const [key, item] of Object.entries(value)) {
        if (item === undefined) continue;
        spend(2 + jsonBytes(key));
        tree[key] = copy(item, at(path, key), depth + 1);
      }
      return tree;
    }
    const what = typeof value === "number" ? String(value) : typeof value;
    report("INVALID_FLOW_JSON", path, `JSON has no ${what}: only texts, numbers, true, false, lists and objects.`);
    throw new Stop();
  };

  try {
    return copy(given, "", 0);
  } catch (error) {
    // An object that is no JSON may throw when it is read.
    if (!(error instanceof Stop)) report("INVALID_FLOW_JSON", "", "This cannot be read as JSON: give the parsed file.");
    return undefined;
  }
}

const encoder = new TextEncoder();

/** Bytes of a text in compact JSON, quotes included. */
function jsonBytes(text: string): number {
  return encoder.encode(JSON.stringify(text)).length;
}

function tooLarge(mostBytes: number, report: Report): void {
  report(
    "FLOWELLA_JSON_TOO_LARGE",
    "",
    `WhatsApp takes at most ${mostBytes} bytes of Flow JSON: use smaller images, or send them as data.`,
  );
}
