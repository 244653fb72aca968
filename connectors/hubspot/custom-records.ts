/**
 * Records of a custom object, known by a unique property of it (HubSpot reference 6.7, 6.3, 6.8).
 *
 * Look-ups by a unique property are read from the record store itself; HubSpot's search would lag.
 */

import { z } from "zod";
import type { HubSpotClient } from "./client.ts";
import { sortHubSpotError } from "./errors.ts";
import { batchResultSchema, type CrmRecord, upsertResultSchema } from "./types.ts";

export interface CustomRecord {
  readonly id: string;
  /** Values as HubSpot keeps them; null or absent where there is none. */
  readonly properties: Readonly<Record<string, string | null>>;
}

/** One record, by the value of a unique property. */
export interface RecordKey {
  /** Such as `2-4711`. */
  readonly objectType: string;
  readonly property: string;
  readonly value: string;
}

export interface CustomRecords {
  /** Undefined where there is none. @throws HubSpotError where the object or the unique property is not there */
  find(key: RecordKey, properties: readonly string[]): Promise<CustomRecord | undefined>;
  /** Makes the record or updates it; called again, it changes nothing. Returns the record's id. */
  put(key: RecordKey, properties: Readonly<Record<string, string>>): Promise<string>;
  /** Connects a record with a contact by the objects' default association; called again, it changes nothing. */
  connectToContact(objectType: string, recordId: string, contactId: string): Promise<void>;
}

const pathOf = (objectType: string) => `/crm/objects/2026-03/${encodeURIComponent(objectType)}`;

export function customRecordCalls(client: HubSpotClient): CustomRecords {
  return {
    async find({ objectType, property, value }, properties) {
      const { results, errors = [] } = await client.call({
        method: "POST",
        path: `${pathOf(objectType)}/batch/read`,
        json: { idProperty: property, inputs: [{ id: value }], properties, propertiesWithHistory: [] },
        reads: true,
        answer: batchResultSchema,
      });
      const other = errors.find(({ category }) => category !== "OBJECT_NOT_FOUND");
      if (other) throw sortHubSpotError({ status: 400, headers: new Headers(), body: other, writes: false });
      const [found] = results;
      return found && toRecord(found);
    },
    async put({ objectType, property, value }, properties) {
      const { results, errors = [] } = await client.call({
        method: "POST",
        path: `${pathOf(objectType)}/batch/upsert`,
        json: { inputs: [{ idProperty: property, id: value, properties }] },
        answer: upsertResultSchema,
      });
      const [done] = results;
      if (!done) throw sortHubSpotError({ status: 400, headers: new Headers(), body: errors[0], writes: true });
      return done.id;
    },
    async connectToContact(objectType, recordId, contactId) {
      const ends = [objectType, recordId, "associations", "default", "contacts", contactId].map(encodeURIComponent);
      await client.call({ method: "PUT", path: `/crm/objects/2026-03/${ends.join("/")}`, answer: z.unknown() });
    },
  };
}

const toRecord = ({ id, properties }: CrmRecord): CustomRecord => ({ id, properties });
