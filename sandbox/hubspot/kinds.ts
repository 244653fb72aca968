/** The kinds of CRM record this stand-in keeps, and what differs between them (HubSpot reference 6.1, 6.3, 6.9). */
export type BuiltInKind = "contacts" | "tickets" | "tasks" | "notes" | "communications" | "meetings";

/** A built-in kind, or the type id of one of the account's custom objects. */
export type KindName = string;

export interface Kind {
  readonly name: KindName;
  readonly singular: string;
  readonly typeId: string;
  /** Properties in which HubSpot stamps creation and change. */
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  /** What a read returns when it asks for nothing in particular. */
  readonly defaultProperties: readonly string[];
  readonly unknownProperties: "refuse" | "ignore";
  /** Keys that a create must bring. */
  readonly requiredProperties: readonly string[];
}

const activity = {
  createdProperty: "hs_createdate",
  modifiedProperty: "hs_lastmodifieddate",
  defaultProperties: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
  unknownProperties: "refuse",
  requiredProperties: ["hs_timestamp"],
} as const;

export const kinds: Readonly<Record<BuiltInKind, Kind>> = {
  contacts: {
    name: "contacts",
    singular: "contact",
    typeId: "0-1",
    createdProperty: "createdate",
    modifiedProperty: "lastmodifieddate",
    defaultProperties: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
    unknownProperties: "refuse",
    requiredProperties: [],
  },
  tickets: {
    name: "tickets",
    singular: "ticket",
    typeId: "0-5",
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
    defaultProperties: ["createdate", "hs_lastmodifieddate", "hs_object_id", "subject"],
    unknownProperties: "refuse",
    requiredProperties: ["subject"],
  },
  tasks: { ...activity, name: "tasks", singular: "task", typeId: "0-27" },
  notes: { ...activity, name: "notes", singular: "note", typeId: "0-46" },
  meetings: { ...activity, name: "meetings", singular: "meeting", typeId: "0-47" },
  communications: {
    ...activity,
    name: "communications",
    singular: "communication",
    typeId: "0-18",
    unknownProperties: "ignore",
    requiredProperties: ["hs_timestamp", "hs_communication_channel_type", "hs_communication_logged_from"],
  },
};

/** A custom object's records: what its schema says, and what all records have. */
export function customKind(typeId: string, singular: string, requiredProperties: readonly string[]): Kind {
  return { ...activity, name: typeId, singular, typeId, requiredProperties };
}

/** A built-in kind. Accepts the plural, the singular and the object type id, as HubSpot's paths do. */
export function kindOf(name: string): Kind | undefined {
  return Object.values(kinds).find((kind) => kind.name === name || kind.singular === name || kind.typeId === name);
}
