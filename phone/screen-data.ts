/** Does the data given to a screen fit what the screen declares? (WhatsApp reference 1.4) */
import type { DataSchema } from "./flow-json.ts";

export type DataCheck =
  | { readonly ok: true; readonly data: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: string };

/**
 * Keeps the declared properties and drops the others. Every declared property must be present with its type, nested
 * ones too (RFC 8927's reading of `properties`); `null` fits nothing.
 */
export function checkScreenData(model: Readonly<Record<string, DataSchema>>, data: unknown): DataCheck {
  const given = data ?? {};
  if (!isObject(given)) return { ok: false, problem: "data is not an object" };
  for (const [name, schema] of Object.entries(model)) {
    const problem = misfit(schema, given[name], name);
    if (problem !== undefined) return { ok: false, problem };
  }
  return { ok: true, data: Object.fromEntries(Object.keys(model).map((name) => [name, given[name]])) };
}

function misfit(schema: DataSchema, value: unknown, path: string): string | undefined {
  if (value === undefined) return `property ${path} missing`;
  if (value === null) return `property ${path} is null`;
  if (typeof schema === "boolean") return schema ? undefined : `property ${path} takes no value`;
  const { type, items, properties } = schema;
  if (type === "array") {
    if (!Array.isArray(value)) return `property ${path} is not an array`;
    if (items === undefined) return undefined;
    return first(value.map((item, index) => misfit(items, item, `${path}[${index}]`)));
  }
  if (type === "object") {
    if (!isObject(value)) return `property ${path} is not an object`;
    return first(Object.entries(properties ?? {}).map(([key, inner]) => misfit(inner, value[key], `${path}.${key}`)));
  }
  const fits = typeof value === type && (type !== "number" || Number.isFinite(value));
  return fits ? undefined : `property ${path} is not a ${type}`;
}

const first = (problems: readonly (string | undefined)[]): string | undefined =>
  problems.find((problem) => problem !== undefined);

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
