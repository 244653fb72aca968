/** The contact properties that the app brings along (HubSpot reference 6.5). */
import { OutsideError } from "../../core/errors.ts";
import type { HubSpotClient } from "./client.ts";
import { isConflict, isNotFound } from "./errors.ts";
import { type PropertyDefinition, propertyGroupSchema, propertyListSchema, propertySchema } from "./types.ts";

/** Unique among contacts: the WhatsApp id in digits. A copy for people and workflows; our identity table is the truth. */
export const waIdProperty = "flowella_wa_id";

export const propertyGroup = { name: "flowella", label: "Flowella" } as const;

export interface ContactProperty {
  /** Lower case letters, digits, underscores; starts with a letter. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly type: "string" | "number" | "bool" | "enumeration" | "date" | "datetime";
  readonly fieldType:
    | "text"
    | "textarea"
    | "number"
    | "booleancheckbox"
    | "select"
    | "radio"
    | "checkbox"
    | "date"
    | "phonenumber";
  /** Cannot be changed later; ten per object at most. */
  readonly unique?: boolean;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

/** Needed by the person ladder, whatever else is asked for. */
export const waIdDefinition: ContactProperty = {
  name: waIdProperty,
  label: "WhatsApp ID",
  description: "The contact's WhatsApp number as WhatsApp writes it. Kept by Flowella.",
  type: "string",
  fieldType: "text",
  unique: true,
};

export interface EnsuredProperties {
  readonly created: readonly string[];
  /** They were there and lacked options. */
  readonly repaired: readonly string[];
  readonly unchanged: readonly string[];
}

const propertiesPath = "/crm/properties/2026-03/contacts";

/** The names of all contact properties of this portal. */
export async function listPropertyNames(client: HubSpotClient): Promise<Set<string>> {
  const { results } = await client.call({ method: "GET", path: propertiesPath, answer: propertyListSchema });
  return new Set(results.map(({ name }) => name));
}

/**
 * Makes the group and every property that is not there yet, the WhatsApp id always among them. May run at any time,
 * by several processes at once; labels and descriptions that people changed stay.
 *
 * @throws OutsideError `hubspot.property_differs` where a property of that name has another type or is not unique,
 * `hubspot.property_archived` where HubSpot keeps the name for an archived one.
 */
export async function ensureContactProperties(
  client: HubSpotClient,
  list: readonly ContactProperty[],
): Promise<EnsuredProperties> {
  const wanted = [waIdDefinition, ...list.filter(({ name }) => name !== waIdProperty)];
  const { results } = await client.call({ method: "GET", path: propertiesPath, answer: propertyListSchema });
  const existing = new Map(results.map((definition) => [definition.name, definition]));
  if (wanted.some(({ name }) => !existing.has(name))) await ensureGroup(client);
  const done = { created: [] as string[], repaired: [] as string[], unchanged: [] as string[] };
  for (const property of wanted) {
    const outcome = await ensureOne(client, property, existing.get(property.name));
    done[outcome].push(property.name);
  }
  return done;
}

async function ensureGroup(client: HubSpotClient): Promise<void> {
  const json = { ...propertyGroup, displayOrder: -1 };
  await tolerateConflict(
    client.call({ method: "POST", path: `${propertiesPath}/groups`, json, answer: propertyGroupSchema }),
  );
}

async function ensureOne(
  client: HubSpotClient,
  property: ContactProperty,
  existing: PropertyDefinition | undefined,
): Promise<keyof EnsuredProperties> {
  if (existing) return repair(client, property, existing);
  const json = createBody(property);
  const made = await tolerateConflict(
    client.call({ method: "POST", path: propertiesPath, json, answer: propertySchema }),
  );
  if (made) return "created";
  // Somebody else has just made it, or an archived property keeps the name.
  return repair(client, property, await readBack(client, property.name));
}

async function readBack(client: HubSpotClient, name: string): Promise<PropertyDefinition> {
  try {
    const path = `${propertiesPath}/${encodeURIComponent(name)}`;
    const definition = await client.call({ method: "GET", path, answer: propertySchema });
    if (!definition.archived) return definition;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  const message = `The contact property "${name}" is archived in HubSpot. Restore it there, then try again.`;
  throw new OutsideError(message, { code: "hubspot.property_archived", remedy: "ask-admin" });
}

async function repair(
  client: HubSpotClient,
  property: ContactProperty,
  existing: PropertyDefinition,
): Promise<"repaired" | "unchanged"> {
  const { name, type, unique = false, options = [] } = property;
  if (existing.type !== type || (unique && existing.hasUniqueValue !== true)) {
    const kind = unique ? `a unique property of type ${type}` : `of type ${type}`;
    const message = `The contact property "${name}" in HubSpot is not ${kind}. Rename or delete it there, then try again.`;
    throw new OutsideError(message, { code: "hubspot.property_differs", remedy: "ask-admin" });
  }
  const missing = options.filter(({ value }) => !existing.options.some((option) => option.value === value));
  if (missing.length === 0) return "unchanged";
  // A change replaces the whole list, so options that people added are sent back with ours.
  const kept = existing.options.map(({ label, value, hidden = false }) => ({ label, value, hidden }));
  const all = [...kept, ...missing.map((option) => ({ ...option, hidden: false }))];
  const json = { options: all.map((option, displayOrder) => ({ ...option, displayOrder })) };
  const path = `${propertiesPath}/${encodeURIComponent(name)}`;
  await client.call({ method: "PATCH", path, json, answer: propertySchema });
  return "repaired";
}

function createBody({ name, label, description, type, fieldType, unique, options }: ContactProperty) {
  return {
    name,
    label,
    groupName: propertyGroup.name,
    type,
    fieldType,
    ...(description === undefined ? {} : { description }),
    ...(unique ? { hasUniqueValue: true } : {}),
    ...(options === undefined
      ? {}
      : { options: options.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })) }),
  };
}

async function tolerateConflict<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isConflict(error)) return undefined;
    throw error;
  }
}
