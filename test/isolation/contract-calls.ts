/** Every call of the contract, as its package exports them, and requests that each of them takes. */
import { z } from "zod";
import * as contract from "../../src/app/packages/contract/index.ts";

export interface AnyCall {
  readonly name: string;
  readonly path: string;
  readonly request: z.ZodType;
  readonly response: z.ZodType;
}

const isCall = (value: unknown): value is Omit<AnyCall, "name"> =>
  typeof value === "object" && value !== null && "path" in value && "request" in value && "response" in value;

const exported: [string, unknown][] = Object.entries(contract);
export const calls: readonly AnyCall[] = exported.flatMap(([name, value]) =>
  isCall(value) ? [{ name, ...value }] : [],
);

const nodeSchema = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  minLength: z.number().optional(),
});

export const requestOf = ({ request }: AnyCall) =>
  nodeSchema.parse(z.toJSONSchema(request, { io: "input", unrepresentable: "any" }));

/** Names of all fields of a request, with dots where one lies in another. */
export function fieldsOf(schema: unknown, inside = ""): string[] {
  const { properties = {}, oneOf = [], anyOf = [], items } = nodeSchema.parse(schema);
  const here = Object.entries(properties).flatMap(([name, each]) => [
    `${inside}${name}`,
    ...fieldsOf(each, `${inside}${name}.`),
  ]);
  const within = [...oneOf, ...anyOf, ...(items ? [items] : [])].flatMap((each) => fieldsOf(each, inside));
  return [...new Set([...here, ...within])];
}

/** Values by the names of fields, wherever they are asked for. */
export type Known = Readonly<Record<string, unknown>>;

/** Requests of this shape, one at least for every alternative in it. */
export function requestsFor(call: AnyCall, known: Known): unknown[] {
  return samples(requestOf(call), "", known);
}

function samples(schema: unknown, name: string, known: Known): unknown[] {
  const node = nodeSchema.parse(schema);
  const alternatives = node.oneOf ?? node.anyOf;
  if (alternatives) return alternatives.flatMap((each) => samples(each, name, known));
  if (node.const !== undefined) return [node.const];
  if (node.enum) return node.enum;
  switch (node.type) {
    case "object":
      return objects(node, known);
    case "array":
      return [samples(node.items ?? {}, name, known).slice(0, 1)];
    case "boolean":
      return [true, false];
    case "integer":
    case "number":
      return [Object.hasOwn(known, name) ? known[name] : Math.max(node.minimum ?? 1, 1)];
    default:
      return [Object.hasOwn(known, name) ? known[name] : textFor(node)];
  }
}

function objects({ properties = {}, required }: z.infer<typeof nodeSchema>, known: Known): unknown[] {
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || Object.hasOwn(known, name));
  const columns = wanted.map(([name, each]) => [name, samples(each, name, known)] as const);
  const rows = Math.max(1, ...columns.map(([, values]) => values.length));
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[row % values.length]])),
  );
}

function textFor({ format, pattern, minLength = 0 }: z.infer<typeof nodeSchema>): string {
  if (format === "date-time") return "2026-11-22T10:00:00Z";
  if (format === "date") return "2026-11-22";
  if (format === "uri") return "https://nowhere.example/in";
  if (pattern?.includes("\\d")) return "999999999";
  return "nothing-of-this-name".padEnd(minLength, "-");
}
