/** WhatsApp messages on a contact's timeline: the object `communications` (HubSpot reference 6.9, 6.8). */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";
import { isNotFound } from "./errors.ts";
import { batchResultSchema, recordSchema } from "./types.ts";

export interface NewCommunication {
  /** HTML: escape what is quoted in it. */
  readonly body: string;
  /** Where it stands on the timeline; epoch ms. */
  readonly at: number;
  readonly contactId: string;
}

export interface Communications {
  /** Returns the entry's id. A repeated call makes a second entry: look with `find` first. */
  create(entry: NewCommunication): Promise<string>;
  /** @returns false where the entry is not there any more */
  update(id: string, body: string): Promise<boolean>;
  /** The newest entry of this contact whose text passes; its id. */
  find(contactId: string, passes: (body: string) => boolean): Promise<string | undefined>;
}

const communicationToContact = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 81 } as const;
const communicationsPath = "/crm/objects/2026-03/communications";
/** A batch read takes so many (HubSpot reference 6.3), and so many of the newest are looked through. */
const perBatch = 100;
const mostLooked = 500;

export function communicationCalls(client: HubSpotClient): Communications {
  return {
    async create({ body, at, contactId }) {
      const json = {
        properties: {
          hs_communication_channel_type: "WHATS_APP",
          hs_communication_logged_from: "CRM",
          hs_communication_body: body,
          hs_timestamp: new Date(at).toISOString(),
        },
        associations: [{ to: { id: contactId }, types: [communicationToContact] }],
      };
      const { id } = await client.call({ method: "POST", path: communicationsPath, json, answer: recordSchema });
      return id;
    },
    async update(id, body) {
      const path = `${communicationsPath}/${encodeURIComponent(id)}`;
      const json = { properties: { hs_communication_body: body } };
      try {
        await client.call({ method: "PATCH", path, json, answer: recordSchema });
        return true;
      } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
      }
    },
    async find(contactId, passes) {
      const ids = await entryIdsOf(client, contactId);
      for (let from = 0; from < ids.length; from += perBatch) {
        const { results } = await client.call({
          method: "POST",
          path: `${communicationsPath}/batch/read`,
          json: {
            inputs: ids.slice(from, from + perBatch).map((id) => ({ id })),
            properties: ["hs_communication_body"],
            propertiesWithHistory: [],
          },
          reads: true,
          answer: batchResultSchema,
        });
        const found = results.find(({ properties }) => passes(properties["hs_communication_body"] ?? ""));
        if (found) return found.id;
      }
      return undefined;
    },
  };
}

const associatedSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      to: z.array(z.looseObject({ toObjectId: z.union([z.string(), z.number()]).transform(String) })),
      paging: z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).optional(),
    }),
  ),
});

/**
 * Read through the contact's own associations, page by page: search would not see an entry that was made a moment ago, and
 * a contact who writes a lot has more than one page. Newest first.
 */
async function entryIdsOf(client: HubSpotClient, contactId: string): Promise<string[]> {
  const ids = new Set<string>();
  let after: string | undefined;
  do {
    const { results } = await client.call({
      method: "POST",
      path: "/crm/associations/2026-03/contacts/communications/batch/read",
      json: { inputs: [{ id: contactId, ...(after !== undefined && { after }) }] },
      reads: true,
      answer: associatedSchema,
    });
    const [page] = results;
    for (const { toObjectId } of page?.to ?? []) ids.add(toObjectId);
    after = page?.paging?.next?.after;
  } while (after !== undefined);
  return [...ids].toSorted((a, b) => Number(b) - Number(a)).slice(0, mostLooked);
}
