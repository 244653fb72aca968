/** A portal's properties and property groups of one record kind (HubSpot reference 6.5). */
import { duplicateName, unknownGroup } from "./property-errors.ts";

export interface PropertyOption {
  label: string;
  value: string;
  displayOrder?: number | undefined;
  hidden: boolean;
  description?: string | undefined;
}

/** A property as the API returns it. Dates are ISO 8601. */
export interface PropertyDefinition {
  name: string;
  label: string;
  description: string;
  groupName: string;
  type: string;
  fieldType: string;
  options: PropertyOption[];
  hasUniqueValue: boolean;
  formField: boolean;
  hidden: boolean;
  hubspotDefined: boolean;
  calculated: boolean;
  externalOptions: boolean;
  archived: boolean;
  displayOrder: number;
  modificationMetadata: {
    archivable: boolean;
    readOnlyDefinition: boolean;
    readOnlyValue: boolean;
    readOnlyOptions?: boolean;
  };
  referencedObjectType?: string;
  createdAt?: string;
  updatedAt?: string;
  archivedAt?: string;
}

export interface PropertyGroup {
  name: string;
  label: string;
  displayOrder: number;
  archived: boolean;
}

export class PropertyCatalogue {
  readonly #properties = new Map<string, PropertyDefinition>();
  readonly #groups = new Map<string, PropertyGroup>();

  /** A property that is in use; archived ones are found with `any`. */
  get(name: string): PropertyDefinition | undefined {
    const found = this.#properties.get(name);
    return found?.archived ? undefined : found;
  }

  any(name: string): PropertyDefinition | undefined {
    return this.#properties.get(name);
  }

  list(archived = false): PropertyDefinition[] {
    return [...this.#properties.values()].filter((property) => property.archived === archived);
  }

  unique(): PropertyDefinition[] {
    return this.list().filter((property) => property.hasUniqueValue);
  }

  group(name: string): PropertyGroup | undefined {
    return this.#groups.get(name);
  }

  groups(): PropertyGroup[] {
    return [...this.#groups.values()];
  }

  /** Refuses a name that is taken, also by an archived property: archiving keeps the name reserved. */
  add(property: PropertyDefinition): PropertyDefinition {
    if (this.#properties.has(property.name)) throw duplicateName("Property", property.name);
    if (!this.#groups.has(property.groupName)) throw unknownGroup(property.groupName);
    this.#properties.set(property.name, property);
    return property;
  }

  /** As if it had never been made: an account from before an app knew it. */
  forget(name: string): void {
    this.#properties.delete(name);
  }

  addGroup(group: PropertyGroup): PropertyGroup {
    if (this.#groups.has(group.name)) throw duplicateName("Property group", group.name);
    this.#groups.set(group.name, group);
    return group;
  }

  replace(property: PropertyDefinition): PropertyDefinition {
    if (!this.#groups.has(property.groupName)) throw unknownGroup(property.groupName);
    this.#properties.set(property.name, property);
    return property;
  }
}
