/** Reads a property to create, with HubSpot's rules about names, types and options (HubSpot reference 6.5). */
import { z } from "zod";
import { iso } from "./clock.ts";
import { property } from "./default-properties.ts";
import { invalid } from "./errors.ts";
import type { PropertyCatalogue, PropertyDefinition, PropertyOption } from "./properties.ts";

const fieldTypes: Readonly<Record<string, readonly string[]>> = {
  string: ["text", "textarea", "html", "phonenumber", "file", "calculation_equation"],
  number: ["number", "calculation_equation"],
  bool: ["booleancheckbox", "calculation_equation"],
  enumeration: ["select", "radio", "checkbox", "booleancheckbox", "calculation_equation"],
  date: ["date"],
  datetime: ["date"],
  phone_number: ["phonenumber"],
};

export const optionSchema = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.int(),
  hidden: z.boolean(),
  description: z.string().optional(),
});

export const propertyCreateSchema = z.object({
  name: z.string(),
  label: z.string(),
  groupName: z.string(),
  type: z.string(),
  fieldType: z.string(),
  description: z.string().default(""),
  options: z.array(optionSchema).default([]),
  hasUniqueValue: z.boolean().default(false),
  formField: z.boolean().default(false),
  hidden: z.boolean().default(false),
  displayOrder: z.int().default(-1),
  externalOptions: z.boolean().default(false),
});
export type PropertyCreate = z.infer<typeof propertyCreateSchema>;

/** At most this many unique properties of the account's own per kind of record. */
const mostUnique = 10;

export function createProperty(catalogue: PropertyCatalogue, input: PropertyCreate, now: number): PropertyDefinition {
  const { name, label, type, fieldType, ...rest } = input;
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw wrongKey("name", "Names are lower case letters, digits and underscores, and start with a letter.");
  checkTypes(type, fieldType);
  checkOptions(type, rest.options);
  const own = catalogue.unique().filter((known) => !known.hubspotDefined);
  if (rest.hasUniqueValue && own.length >= mostUnique)
    throw wrongKey("hasUniqueValue", `Only ${mostUnique} unique properties are possible.`);
  return catalogue.add(
    property(name, label, type, fieldType, {
      ...rest,
      hubspotDefined: false,
      modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
      createdAt: iso(now),
      updatedAt: iso(now),
    }),
  );
}

export function checkTypes(type: string, fieldType: string): void {
  const allowed = fieldTypes[type];
  if (!allowed) throw wrongKey("type", `There is no property type ${type}.`);
  if (!allowed.includes(fieldType)) throw wrongKey("fieldType", `A ${type} property cannot be a ${fieldType}.`);
}

export function checkOptions(type: string, options: readonly PropertyOption[]): void {
  const values = options.map((option) => option.value);
  if (new Set(values).size < values.length) throw wrongKey("options", "Option values must be unique.");
  if (type === "bool" && !(values.length === 2 && values.includes("true") && values.includes("false"))) {
    throw wrongKey("options", "A bool property needs the options true and false.");
  }
}

function wrongKey(key: string, message: string) {
  return invalid(message, [{ message, in: key, code: "INVALID_PROPERTY_DEFINITION" }]);
}
