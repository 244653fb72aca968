/**
 * Finding, reading and writing contacts (HubSpot reference 6.3, 6.4).
 *
 * E-mail addresses and numbers travel in bodies, never in paths: paths end in log files. Look-ups by a unique
 * property are read from the record store itself; only the phone search goes through HubSpot's search, which sees
 * new and changed contacts with a delay.
 */
import type { Candidate, PhoneSpellings } from "../../core/person/index.ts";
import type { HubSpotClient } from "./client.ts";
import { isInvalid, isNotFound, sortHubSpotError } from "./errors.ts";
import { listPropertyNames, waIdProperty } from "./properties.ts";
import { batchResultSchema, type CrmRecord, recordSchema, searchResultSchema } from "./types.ts";

export interface Contact {
  readonly id: string;
  /** Values as HubSpot keeps them; null or absent where there is none. */
  readonly properties: Readonly<Record<string, string | null>>;
}

export interface Contacts {
  /** Undefined where there is none. A merged contact comes back under its new id. `more`: properties besides the identity. */
  get(id: string, more?: readonly string[]): Promise<Contact | undefined>;
  /** @throws HubSpotError for which `isMissingProperty` holds when our property is not in this portal. */
  findByWaId(waId: string): Promise<Contact[]>;
  findByEmail(email: string): Promise<Contact[]>;
  /** Contacts that may have one of these numbers; the caller compares them with their country codes. */
  findByPhone(numbers: PhoneSpellings): Promise<Contact[]>;
  /** Needs at least one of email, firstname, lastname. @throws HubSpotError for which `isConflict` holds. */
  create(properties: Readonly<Record<string, string>>): Promise<Contact>;
  /** An empty string clears a property. @throws HubSpotError for which `isConflict` holds. */
  update(id: string, properties: Readonly<Record<string, string>>): Promise<Contact>;
}

const contactsPath = "/crm/objects/2026-03/contacts";

/** Read with every contact, to tell who it is. */
export const identityProperties = ["email", "firstname", "lastname", "phone", "mobilephone", waIdProperty] as const;

/** What the person ladder judges. */
export function toCandidate({ id, properties }: Contact): Candidate {
  return {
    id,
    waId: properties[waIdProperty] || undefined,
    email: properties["email"] || undefined,
    phones: [properties["phone"], properties["mobilephone"]].filter((phone) => typeof phone === "string"),
  };
}

export function contactCalls(client: HubSpotClient): Contacts {
  const at = (id: string) => `${contactsPath}/${encodeURIComponent(id)}`;
  return {
    async get(id, more = []) {
      const query = { properties: [...identityProperties, ...more].join(",") };
      try {
        return toContact(await client.call({ method: "GET", path: at(id), query, answer: recordSchema }));
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    findByWaId: (waId) => readByUnique(client, waIdProperty, waId),
    findByEmail: (email) => readByUnique(client, "email", email.trim().toLowerCase()),
    findByPhone: (numbers) => searchByPhone(client, phoneFilters(numbers)),
    async create(properties) {
      const json = { properties, associations: [] };
      return toContact(await client.call({ method: "POST", path: contactsPath, json, answer: recordSchema }));
    },
    async update(id, properties) {
      const json = { properties };
      return toContact(await client.call({ method: "PATCH", path: at(id), json, answer: recordSchema }));
    },
  };
}

const toContact = ({ id, properties }: CrmRecord): Contact => ({ id, properties });

/** At most 100 at a time; those that are not there any more, or were merged into another, are left out. */
export async function readContacts(
  client: HubSpotClient,
  ids: readonly string[],
  more: readonly string[],
): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const properties = [...identityProperties, ...more];
  return batchRead(client, { inputs: ids.map((id) => ({ id })), properties, propertiesWithHistory: [] });
}

/** `batch/read` finds by a unique property without the value standing in the URL; what is not there is an error in a 207. */
async function readByUnique(client: HubSpotClient, idProperty: string, value: string): Promise<Contact[]> {
  if (value === "") return [];
  return batchRead(client, {
    idProperty,
    inputs: [{ id: value }],
    properties: identityProperties,
    propertiesWithHistory: [],
  });
}

async function batchRead(client: HubSpotClient, json: unknown): Promise<Contact[]> {
  const { results, errors = [] } = await client.call({
    method: "POST",
    path: `${contactsPath}/batch/read`,
    json,
    reads: true,
    answer: batchResultSchema,
  });
  const other = errors.find(({ category }) => category !== "OBJECT_NOT_FOUND");
  if (other) throw sortHubSpotError({ status: 400, headers: new Headers(), body: other, writes: false });
  return results.map(toContact);
}

interface Filter {
  readonly propertyName: string;
  readonly operator: "EQ" | "IN";
  readonly value?: string;
  readonly values?: readonly string[];
}

/** National numbers on the national pair, full ones on the international pair, the bare id on our own property. */
function phoneFilters({ e164, national }: PhoneSpellings): Filter[] {
  const calculated = "hs_searchable_calculated";
  return [
    ...isOneOf(`${calculated}_phone_number`, national),
    ...isOneOf(`${calculated}_mobile_number`, national),
    ...isOneOf(`${calculated}_international_phone_number`, e164),
    ...isOneOf(`${calculated}_international_mobile_number`, e164),
    ...isOneOf(
      waIdProperty,
      e164.map((number) => number.slice(1)),
    ),
  ];
}

function isOneOf(propertyName: string, values: readonly string[]): Filter[] {
  const [value, ...others] = values;
  if (value === undefined) return [];
  return [others.length === 0 ? { propertyName, operator: "EQ", value } : { propertyName, operator: "IN", values }];
}

/** One search, any filter may match. A property that the portal lacks fails all of it: search again without. */
async function searchByPhone(client: HubSpotClient, filters: readonly Filter[]): Promise<Contact[]> {
  if (filters.length === 0) return [];
  try {
    return await search(client, filters);
  } catch (error) {
    const known = await withoutMissing(client, filters, error);
    return known.length === 0 ? [] : search(client, known);
  }
}

/** The filters that the portal can answer. @throws the search's own error where no property is missing. */
async function withoutMissing(client: HubSpotClient, filters: readonly Filter[], error: unknown): Promise<Filter[]> {
  if (!isInvalid(error)) throw error;
  const names = await listPropertyNames(client);
  const known = filters.filter(({ propertyName }) => names.has(propertyName));
  if (known.length === filters.length) throw error;
  return known;
}

async function search(client: HubSpotClient, filters: readonly Filter[]): Promise<Contact[]> {
  const { results } = await client.call({
    method: "POST",
    path: `${contactsPath}/search`,
    json: {
      filterGroups: filters.map((filter) => ({ filters: [filter] })),
      properties: identityProperties,
      sorts: [],
      limit: 100,
      after: "0",
    },
    reads: true,
    answer: searchResultSchema,
  });
  return results.map(toContact);
}
