/** JSON Schemas of zod schemas, as OpenAPI 3.1 takes them: what is used twice, or is part of itself, becomes a component. */
import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;

const schemaSchema = z.record(z.string(), z.unknown());
/** A part that is shorter, as JSON, stands where it is used. */
const shortest = 200;

export class Schemas {
  readonly components: Record<string, JsonSchema> = {};

  /** @param io what is sent to us (`input`), or what we send */
  of(name: string, schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const made = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "ref" });
    const { $schema: _dialect, $defs = {}, ...root } = made;
    const short = new Map<string, unknown>();
    const long: [string, unknown][] = [];
    for (const [part, { id: _id, ...json }] of Object.entries($defs)) {
      const text = JSON.stringify(json);
      if (text.length < shortest && !text.includes('"$ref"')) short.set(`#/$defs/${part}`, json);
      else long.push([part, json]);
    }
    let recursive = false;
    const place = (node: unknown): unknown => {
      if (Array.isArray(node)) return node.map(place);
      if (typeof node !== "object" || node === null) return node;
      const { $ref: to, ...beside } = schemaSchema.parse(node);
      const rest = Object.fromEntries(Object.entries(beside).map(([key, value]) => [key, place(value)]));
      if (typeof to !== "string") return rest;
      if (to === "#") recursive = true;
      const inline = short.get(to);
      if (inline !== undefined) return { ...schemaSchema.parse(inline), ...rest };
      return { $ref: to === "#" ? at(name) : at(to.replace("#/$defs/", `${name}.`)), ...rest };
    };
    for (const [part, json] of long) this.components[`${name}.${part}`] = schemaSchema.parse(place(json));
    const placed = schemaSchema.parse(place(root));
    if (!recursive) return placed;
    this.components[name] = placed;
    return { $ref: at(name) };
  }
}

function at(name: string): string {
  return `#/components/schemas/${name}`;
}

export function componentsOf(schemas: Schemas, more: Readonly<Record<string, z.ZodType>>) {
  const named = Object.entries(more).map(([name, schema]) => [name, schemas.of(name, schema, "output")] as const);
  return { schemas: { ...Object.fromEntries(named), ...schemas.components } };
}
