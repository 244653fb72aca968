/**
 * The first gate: whatever was given becomes plain JSON of bounded depth and size, or a problem.
 *
 * All later rules may then recurse and loop over everything without a guard of their own.
 */
import { at } from "./paths.ts";
import { EnoughProblems, type Report } from "./report.ts";

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
  try {
    return new Copier(mostBytes, report).copy(given);
  } catch (error) {
    if (error instanceof EnoughProblems) throw error;
    // An object that is no JSON may throw when it is read.
    if (!(error instanceof Stop)) report("INVALID_FLOW_JSON", "", "This cannot be read as JSON: give the parsed file.");
    return undefined;
  }
}

/** Copies one value, counting its bytes as compact JSON; throws `Stop` after reporting what cannot be copied. */
class Copier {
  private readonly mostBytes: number;
  private readonly report: Report;
  private readonly trail: (string | number)[] = [];
  private bytes = 0;

  constructor(mostBytes: number, report: Report) {
    this.mostBytes = mostBytes;
    this.report = report;
  }

  copy(value: unknown): Value {
    if (this.trail.length > deepest) {
      this.report("FLOWELLA_NESTED_TOO_DEEP", "", `No Flow nests more than ${deepest} levels of JSON.`);
      throw new Stop();
    }
    if (typeof value === "string") {
      this.spend(value.length);
      this.spend(jsonBytes(value) - value.length);
      return value;
    }
    if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) {
      this.spend(String(value).length);
      return value;
    }
    if (value === null) {
      const message = "null is not allowed anywhere: leave the key out, or give an empty value.";
      this.report("INVALID_PROPERTY_TYPE", this.path(), message);
      this.spend(4);
      return null;
    }
    if (Array.isArray(value)) return this.copyList(value);
    if (typeof value === "object") return this.copyObject(value);
    const what = typeof value === "number" ? String(value) : typeof value;
    const message = `JSON has no ${what}: only texts, numbers, true, false, lists and objects.`;
    this.report("INVALID_FLOW_JSON", this.path(), message);
    throw new Stop();
  }

  private copyList(list: readonly unknown[]): Value[] {
    this.spend(2);
    const copy: Value[] = [];
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) this.spend(1);
      copy.push(this.copyInside(index, list[index]));
    }
    return copy;
  }

  private copyObject(object: object): Tree {
    this.spend(2);
    const tree: Tree = Object.create(null);
    let first = true;
    for (const [key, item] of Object.entries(object)) {
      if (item === undefined) continue;
      this.spend((first ? 1 : 2) + jsonBytes(key));
      first = false;
      tree[key] = this.copyInside(key, item);
    }
    return tree;
  }

  private copyInside(key: string | number, value: unknown): Value {
    this.trail.push(key);
    const copy = this.copy(value);
    this.trail.pop();
    return copy;
  }

  private path(): string {
    return this.trail.reduce<string>(at, "");
  }

  private spend(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes <= this.mostBytes) return;
    tooLarge(this.mostBytes, this.report);
    throw new Stop();
  }
}

const encoder = new TextEncoder();

/** Bytes of a text in compact JSON, quotes included. */
function jsonBytes(text: string): number {
  if (/^[ !#-[\]-~]*$/.test(text)) return text.length + 2;
  return encoder.encode(JSON.stringify(text)).length;
}

function tooLarge(mostBytes: number, report: Report): void {
  report(
    "FLOWELLA_JSON_TOO_LARGE",
    "",
    `WhatsApp takes at most ${mostBytes} bytes of Flow JSON: use smaller images, or send them as data.`,
  );
}
