/** Values that a schema of the contract allows, as a server could answer them: short and long, plain and foreign. */
import fc from "fast-check";
import { z } from "zod";

const nodeSchema = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  propertyNames: z.looseObject({ enum: z.array(z.string()).optional() }).optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
});

/** The alternatives of an answer by their `kind`, each as JSON Schema. */
export function kindsOf(schema: z.ZodType): Map<string, unknown> {
  const { oneOf, anyOf } = nodeSchema.parse(z.toJSONSchema(schema, { io: "input" }));
  const alternatives = oneOf ?? anyOf ?? [];
  return new Map(alternatives.map((each) => [String(kindIn(each)), each]));
}

function kindIn(alternative: unknown): unknown {
  return nodeSchema.parse(nodeSchema.parse(alternative).properties?.["kind"]).const;
}

/** @param name of the property, for values that people tell apart: ids differ, everything else is language */
export function arbitraryOf(schema: unknown, name = ""): fc.Arbitrary<unknown> {
  const node = nodeSchema.parse(schema);
  const alternatives = node.oneOf ?? node.anyOf;
  if (alternatives) return fc.oneof(...alternatives.map((each) => arbitraryOf(each, name)));
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum) return fc.constantFrom(...node.enum);
  switch (node.type) {
    case "object":
      return objectOf(node);
    case "array":
      return fc.uniqueArray(arbitraryOf(node.items, name), { maxLength: 6, selector: nameOf });
    case "string":
      return textOf(node, name);
    case "integer":
      return fc.integer({ min: node.minimum ?? 0, max: Math.min(node.maximum ?? 5_000, 5_000) });
    case "number":
      return fc.double({ min: node.minimum ?? 0, max: Math.min(node.maximum ?? 5_000, 5_000), noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      throw new Error(`No values are known for ${JSON.stringify(schema)}.`);
  }
}

/** What a list's items differ by: a server names nothing twice. */
function nameOf(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  const keys = ["id", "formId", "tool", "value", "name", "message"].filter((key) => Object.hasOwn(item, key));
  return keys[0] === undefined ? JSON.stringify(item) : Reflect.get(item, keys[0]);
}

function objectOf({
  properties,
  required = [],
  additionalProperties,
  propertyNames,
}: z.infer<typeof nodeSchema>): fc.Arbitrary<unknown> {
  const names = propertyNames?.enum ?? ["one", "two"];
  if (!properties) return fc.dictionary(fc.constantFrom(...names), arbitraryOf(additionalProperties));
  const fields = Object.entries(properties).map(([key, value]) => [key, arbitraryOf(value, key)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

function textOf({ format, pattern, minLength = 0 }: z.infer<typeof nodeSchema>, name: string): fc.Arbitrary<string> {
  if (format === "date-time") {
    const [min, max] = [new Date("2026-01-01T00:00:00Z"), new Date("2027-12-31T23:59:59Z")];
    return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (format === "uri") return fc.constant("https://flowella.example.com/connect?token=abc");
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  if (/^id$|Id$|^next$|^after$|^state$|^field$|^key$/.test(name)) return fc.uuid();
  const known = codes[name];
  if (known) return fc.constantFrom(...known);
  return fc.constantFrom(...said.filter((text) => text.length >= minLength));
}

/** Texts that are no language, by their name; a contract may say more of them where they are asked with. */
const codes: Readonly<Record<string, readonly string[]>> = {
  country: ["IT", "BR"],
  language: ["en", "pt-BR"],
  languages: ["en", "pt-BR"],
  timeZone: ["Europe/Rome"],
  property: ["firstname", "city"],
};

const said = [
  "",
  "Book a visit",
  "Ñandú, Łódź & Zürich",
  "سؤال عن الموعد",
  "お問い合わせ 🌊",
  '<b>5 < 6</b> & "quoted" %s ${x}',
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  "This sentence is as long as a server says things when it is thorough, and it goes on for a while. ".repeat(3).trim(),
];
