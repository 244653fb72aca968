/** An account's custom objects: their definitions and properties (HubSpot reference 6.6). The account keeps their records. */
import { z } from "zod";
import { iso } from "./clock.ts";
import { invalid } from "./errors.ts";
import { customKind, type Kind } from "./kinds.ts";
import { PropertyCatalogue } from "./properties.ts";
import { createProperty, propertyCreateSchema } from "./property-create.ts";
import { duplicateName } from "./property-errors.ts";

export const schemaCreateSchema = z.object({
  name: z.string(),
  labels: z.object({ singular: z.string(), plural: z.string() }),
  description: z.string().optional(),
  primaryDisplayProperty: z.string().optional(),
  secondaryDisplayProperties: z.array(z.string()),
  requiredProperties: z.array(z.string()),
  searchableProperties: z.array(z.string()),
  properties: z.array(propertyCreateSchema.extend({ groupName: z.string().optional() })),
  associatedObjects: z.array(z.string()),
  allowsSensitiveProperties: z.boolean(),
  shouldCreateSameObjectAssociation: z.boolean(),
});
type SchemaCreate = z.infer<typeof schemaCreateSchema>;

/** So many definitions an Enterprise account has room for, unless it buys more (reference 4.5). */
const mostObjects = 10;

export class CustomObject {
  readonly objectTypeId: string;
  readonly fullyQualifiedName: string;
  readonly catalogue = new PropertyCatalogue();
  readonly kind: Kind;
  readonly #input: SchemaCreate;
  readonly #createdAt: number;

  constructor(portalId: number, number: number, input: SchemaCreate, now: number) {
    this.objectTypeId = `2-${number}`;
    this.fullyQualifiedName = `p${portalId}_${input.name}`;
    this.#input = input;
    this.#createdAt = now;
    this.kind = customKind(this.objectTypeId, input.labels.singular, input.requiredProperties);
    const group = `${input.name}_information`;
    this.catalogue.addGroup({ name: group, label: input.labels.singular, displayOrder: 0, archived: false });
    for (const property of input.properties) {
      createProperty(this.catalogue, { ...property, groupName: property.groupName ?? group }, now);
    }
  }

  get name(): string {
    return this.#input.name;
  }

  /** The kinds of record that these may be associated with, each with the ids of both directions. */
  get associations(): { readonly to: string; readonly typeId: number; readonly inverse: number }[] {
    const first = Number(this.objectTypeId.slice(2)) * 10;
    return this.#input.associatedObjects.map((to, index) => ({
      to,
      typeId: first + index,
      inverse: first + index + 5,
    }));
  }

  /** As the API returns it. */
  body(): Record<string, unknown> {
    const { properties: _, associatedObjects: ___, shouldCreateSameObjectAssociation: __, ...input } = this.#input;
    const at = iso(this.#createdAt);
    return {
      ...input,
      id: this.objectTypeId.slice(2),
      objectTypeId: this.objectTypeId,
      fullyQualifiedName: this.fullyQualifiedName,
      archived: false,
      createdAt: at,
      updatedAt: at,
      properties: this.catalogue.list(),
      associations: this.associations.map(({ to: toObjectTypeId, typeId }) => ({
        id: String(typeId),
        fromObjectTypeId: this.objectTypeId,
        toObjectTypeId,
        name: `${this.name}_to_${toObjectTypeId}`,
      })),
    };
  }
}

export class CustomObjects {
  readonly #all: CustomObject[] = [];
  readonly #onMade: (made: CustomObject) => void;

  constructor(onMade: (made: CustomObject) => void) {
    this.#onMade = onMade;
  }

  list(): CustomObject[] {
    return [...this.#all];
  }

  /** By type id, name or fully qualified name. */
  get(key: string): CustomObject | undefined {
    return this.#all.find((one) => [one.objectTypeId, one.name, one.fullyQualifiedName].includes(key));
  }

  create(portalId: number, input: SchemaCreate, now: number): CustomObject {
    if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(input.name)) throw invalid("Object names are letters, digits and underscores.");
    if (this.get(input.name)) throw duplicateName("Object schema", input.name);
    if (this.#all.length >= mostObjects) throw invalid(`This account has room for ${mostObjects} custom objects.`);
    const names = input.properties.map(({ name }) => name);
    const named = [input.primaryDisplayProperty ?? [], input.requiredProperties, input.searchableProperties].flat();
    const unknown = named.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw invalid(`The schema has no properties named ${unknown.join(", ")}.`);
    const made = new CustomObject(portalId, 4_700 + this.#all.length + 1, input, now);
    this.#all.push(made);
    this.#onMade(made);
    return made;
  }
}
