/** OpenAPI schemas as JSON Schema, compiled once each. */
import type { ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { z } from "zod";
import { resolve } from "./operations.ts";
import type { Spec } from "./specs.ts";

export interface SchemaProblem {
  /** JSON pointer into the value. */
  readonly at: string;
  readonly keyword: string;
  readonly message: string;
}

type Schema = Record<string, unknown>;
const schemaRecord = z.record(z.string(), z.unknown());
const schemaList = z.array(schemaRecord);
const isSchema = (node: unknown): node is Schema => typeof node === "object" && node !== null && !Array.isArray(node);

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, validateFormats: true });
addFormats.default(ajv);
// Meta calls web addresses `url`, HubSpot and Meta both call uploads `binary`: any text on the wire.
ajv.addFormat("url", (text: string) => URL.canParse(text));

const added = new Set<string>();
const compiled = new Map<string, ValidateFunction>();

/** Validates a value against a schema that stands somewhere in `spec`. */
export function schemaProblems(spec: Spec, schema: unknown, value: unknown): SchemaProblem[] {
  const validate = compile(spec, schema);
  if (validate(value)) return [];
  return distinct((validate.errors ?? []).filter((error) => error.keyword !== "if")).map(problem);
}

function compile(spec: Spec, schema: unknown): ValidateFunction {
  if (!added.has(spec.id)) {
    ajv.addSchema({
      $id: address(spec),
      components: { schemas: translateEach(spec, spec.components["schemas"] ?? {}) },
    });
    added.add(spec.id);
  }
  const source = JSON.stringify(schema);
  const key = `${spec.id} ${source}`;
  const known = compiled.get(key);
  if (known) return known;
  const made = ajv.compile(schemaRecord.parse(translate(spec, schema ?? {})));
  compiled.set(key, made);
  return made;
}

const address = (spec: Spec): string => `https://specs.invalid/${spec.id}`;

/**
 * OpenAPI's ways of saying things that JSON Schema says otherwise:
 * - `nullable` beside a type (3.0);
 * - alternatives told apart by a tag (`discriminator`, or one property with a single value in each): only the
 *   alternative that the tag names is checked, so that a problem names the wrong key and not all alternatives;
 * - `additionalProperties: false` in one part of an `allOf`, which JSON Schema would apply to that part alone and so
 *   forbid the keys of the others: it means the whole.
 */
function translate(spec: Spec, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((entry) => translate(spec, entry));
  if (!isSchema(node)) return node;
  const { nullable, discriminator: _, ...rest } = closeWhole(byTag(spec, node));
  const translated = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, translateKeyword(spec, key, value)]),
  );
  return nullable === true ? { anyOf: [{ type: "null" }, translated] } : translated;
}

function translateKeyword(spec: Spec, key: string, value: unknown): unknown {
  if (key === "$ref" && typeof value === "string") return `${address(spec)}${value}`;
  // Names of properties are no keywords, whatever they are.
  return key === "properties" && isSchema(value) ? translateEach(spec, value) : translate(spec, value);
}

const translateEach = (spec: Spec, named: Schema): Schema =>
  Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, translate(spec, schema)]));

function byTag(spec: Spec, node: Schema): Schema {
  const branches = schemaList.safeParse(node["oneOf"]).data;
  if (!branches) return node;
  const tag = declaredTag(node) ?? commonTag(spec, branches);
  if (!tag) return node;
  const { oneOf: _, ...rest } = node;
  const tags = Object.keys(tag.branches);
  const chosen = Object.entries(tag.branches).map(([value, branch]) => ({
    if: { properties: { [tag.property]: { const: value } }, required: [tag.property] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: branch,
  }));
  return {
    ...rest,
    allOf: [
      ...(schemaList.safeParse(node["allOf"]).data ?? []),
      { required: [tag.property], properties: { [tag.property]: { enum: tags } } },
      ...chosen,
    ],
  };
}

interface Tag {
  readonly property: string;
  readonly branches: Readonly<Record<string, Schema>>;
}

const discriminatorSchema = z.object({ propertyName: z.string(), mapping: z.record(z.string(), z.string()) });

function declaredTag(node: Schema): Tag | undefined {
  const declared = discriminatorSchema.safeParse(node["discriminator"]).data;
  if (!declared) return undefined;
  const branches = Object.entries(declared.mapping).map(([value, $ref]) => [value, { $ref }]);
  return { property: declared.propertyName, branches: Object.fromEntries(branches) };
}

/** A property that every alternative limits to one value, and each to another. */
function commonTag(spec: Spec, branches: readonly Schema[]): Tag | undefined {
  const values = branches.map((branch) => singleValues(resolve(spec, branch)));
  for (const property of Object.keys(values[0] ?? {})) {
    const tags = values.map((own) => own[property]);
    if (tags.includes(undefined) || new Set(tags).size < branches.length) continue;
    return { property, branches: Object.fromEntries(branches.map((branch, at) => [tags[at] ?? "", branch])) };
  }
  return undefined;
}

function singleValues(branch: unknown): Record<string, string> {
  const properties = isSchema(branch) && isSchema(branch["properties"]) ? branch["properties"] : {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) => {
      const [only, ...others] = isSchema(schema) && Array.isArray(schema["enum"]) ? schema["enum"] : [];
      return typeof only === "string" && others.length === 0 ? [[name, only]] : [];
    }),
  );
}

function closeWhole(node: Schema): Schema {
  const parts = schemaList.safeParse(node["allOf"]).data;
  if (!parts?.some((part) => part["additionalProperties"] === false)) return node;
  const open = parts.map((part) => {
    const { additionalProperties, ...others } = part;
    return additionalProperties === false ? others : part;
  });
  return { ...node, allOf: open, unevaluatedProperties: false };
}

function problem({ instancePath, keyword, message, params }: ErrorObject): SchemaProblem {
  const details = Object.values(params).filter((value) => typeof value === "string" || Array.isArray(value));
  const named =
    details.length > 0 && keyword !== "type" && keyword !== "required" ? ` (${details.flat().join(", ")})` : "";
  return { at: instancePath || "/", keyword, message: `${message ?? keyword}${named}` };
}

function distinct(errors: readonly ErrorObject[]): ErrorObject[] {
  const seen = new Map(
    errors.map((error) => [`${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`, error]),
  );
  return [...seen.values()];
}
