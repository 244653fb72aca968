/** The properties that the app brings along (HubSpot reference 6.5). */
import { OutsideError } from "../../core/errors.ts";
import type { NewProperty } from "../../core/mapping/index.ts";
import type { HubSpotClient } from "./client.ts";
import { isConflict, isNotFound } from "./errors.ts";
import { type PropertyDefinition, propertyGroupSchema, propertyListSchema, propertySchema } from "./types.ts";

/** Unique among contacts: the WhatsApp id in digits. A copy for people and workflows; our identity table is the truth. */
export const waIdProperty = "flowella_wa_id";

export const propertyGroup = { name: "flowella", label: "Flowella" } as const;

export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
}

/** A property to be made; of contacts unless it is used for another kind of record. */
export interface ContactProperty extends NewProperty {
  /** Cannot be changed later; ten per object at most. */
  readonly unique?: boolean;
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

/** What became of one property. */
export type PropertyOutcome =
  | { readonly name: string; readonly state: "created" | "repaired" | "unchanged" }
  /** It is there in a shape that cannot be changed: another type, or not unique. */
  | { readonly name: string; readonly state: "differs"; readonly wanted: string; readonly found: string }
  /** HubSpot keeps the name of an archived property. */
  | { readonly name: string; readonly state: "archived" }
  | { readonly name: string; readonly state: "failed"; readonly error: OutsideError };

const pathOf = (objectType: string) => `/crm/properties/2026-03/${encodeURIComponent(objectType)}`;

/** The names of all contact properties of this portal. */
export async function listPropertyNames(client: HubSpotClient): Promise<Set<string>> {
  const { results } = await client.call({ method: "GET", path: pathOf("contacts"), answer: propertyListSchema });
  return new Set(results.map(({ name }) => name));
}

export interface PropertiesWanted {
  /** `contacts`, or the type id of a custom object. */
  readonly objectType: string;
  readonly group: PropertyGroup;
  readonly list: readonly ContactProperty[];
}

/**
 * Makes the group and every property that is not there yet, one by one: what goes wrong with one is its own outcome. May
 * run at any time, by several processes at once; labels and descriptions that people changed stay.
 *
 * @throws OutsideError where not even looking works
 */
export async function provisionProperties(
  client: HubSpotClient,
  { objectType, group, list }: PropertiesWanted,
): Promise<PropertyOutcome[]> {
  const path = pathOf(objectType);
  const { results } = await client.call({ method: "GET", path, answer: propertyListSchema });
  const existing = new Map(results.map((definition) => [definition.name, definition]));
  if (list.some(({ name }) => !existing.has(name))) await ensureGroup(client, path, group);
  const outcomes: PropertyOutcome[] = [];
  for (const property of list) {
    try {
      outcomes.push(await ensureOne({ client, path, group }, property, existing.get(property.name)));
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      outcomes.push({ name: property.name, state: "failed", error });
    }
  }
  return outcomes;
}

/**
 * The contact properties, the WhatsApp id always among them.
 *
 * @throws OutsideError `hubspot.property_differs` where a property of that name has another type or is not unique,
 * `hubspot.property_archived` where HubSpot keeps the name for an archived one.
 */
export async function ensureContactProperties(
  client: HubSpotClient,
  given: readonly ContactProperty[],
): Promise<EnsuredProperties> {
  const list = [waIdDefinition, ...given.filter(({ name }) => name !== waIdProperty)];
  const done = { created: [] as string[], repaired: [] as string[], unchanged: [] as string[] };
  for (const outcome of await provisionProperties(client, { objectType: "contacts", group: propertyGroup, list })) {
    if (outcome.state === "failed") throw outcome.error;
    if (outcome.state === "differs") throw differs(outcome);
    if (outcome.state === "archived") throw archived(outcome.name);
    done[outcome.state].push(outcome.name);
  }
  return done;
}

function differs({ name, wanted }: { name: string; wanted: string }): OutsideError {
  const message = `The contact property "${name}" in HubSpot is not ${wanted}. Rename or delete it there, then try again.`;
  return new OutsideError(message, { code: "hubspot.property_differs", remedy: "ask-admin" });
}

function archived(name: string): OutsideError {
  const message = `The contact property "${name}" is archived in HubSpot. Restore it there, then try again.`;
  return new OutsideError(message, { code: "hubspot.property_archived", remedy: "ask-admin" });
}

interface Place {
  readonly client: HubSpotClient;
  readonly path: string;
  readonly group: PropertyGroup;
}

async function ensureGroup(client: HubSpotClient, path: string, { name, label }: PropertyGroup): Promise<void> {
  const json = { name, label, displayOrder: -1 };
  await tolerateConflict(client.call({ method: "POST", path: `${path}/groups`, json, answer: propertyGroupSchema }));
}

async function ensureOne(
  place: Place,
  property: ContactProperty,
  existing: PropertyDefinition | undefined,
): Promise<PropertyOutcome> {
  if (existing) return repair(place, property, existing);
  const { client, path, group } = place;
  const json = createBody(property, group.name);
  const made = await tolerateConflict(client.call({ method: "POST", path, json, answer: propertySchema }));
  if (made) return { name: property.name, state: "created" };
  // Somebody else has just made it, or an archived property keeps the name.
  const there = await readBack(place, property.name);
  return there ? repair(place, property, there) : { name: property.name, state: "archived" };
}

async function readBack({ client, path }: Place, name: string): Promise<PropertyDefinition | undefined> {
  try {
    const one = `${path}/${encodeURIComponent(name)}`;
    const definition = await client.call({ method: "GET", path: one, answer: propertySchema });
    return definition.archived ? undefined : definition;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function repair(
  { client, path }: Place,
  property: ContactProperty,
  existing: PropertyDefinition,
): Promise<PropertyOutcome> {
  const { name, type, unique = false, options = [] } = property;
  if (existing.type !== type || (unique && existing.hasUniqueValue !== true)) {
    const wanted = unique ? `a unique property of type ${type}` : `of type ${type}`;
    const found = `${existing.hasUniqueValue ? "unique, " : ""}of type ${existing.type}`;
    return { name, state: "differs", wanted, found };
  }
  const missing = options.filter(({ value }) => !existing.options.some((option) => option.value === value));
  if (missing.length === 0) return { name, state: "unchanged" };
  // A change replaces the whole list, so options that people added are sent back with ours.
  const kept = existing.options.map(({ label, value, hidden = false }) => ({ label, value, hidden }));
  const all = [...kept, ...missing.map((option) => ({ ...option, hidden: false }))];
  const json = { options: all.map((option, displayOrder) => ({ ...option, displayOrder })) };
  await client.call({ method: "PATCH", path: `${path}/${encodeURIComponent(name)}`, json, answer: propertySchema });
  return { name, state: "repaired" };
}

/** As both the properties and the schemas API take it. */
export function createBody(property: ContactProperty, groupName?: string) {
  const { name, label, description, type, fieldType, unique, options } = property;
  return {
    name,
    label,
    ...(groupName === undefined ? {} : { groupName }),
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
