/** Whose contacts these are (HubSpot reference 6.3, 6.19). */
import type { ContactOwner } from "../../core/rights/index.ts";
import type { HubSpotClient } from "./client.ts";
import { isNotFound } from "./errors.ts";
import { batchResultSchema, recordSchema } from "./types.ts";

export interface OwnedContact extends ContactOwner {
  /** Another id than was asked for where the contact was merged into that one. */
  readonly id: string;
}

export interface ContactOwners {
  /** Undefined where there is no such contact any more. */
  of(contactId: string): Promise<OwnedContact | undefined>;
  /** Of those that are there, in no order; at most 100 at a time. */
  ofMany(contactIds: readonly string[]): Promise<OwnedContact[]>;
}

const contactsPath = "/crm/objects/2026-03/contacts";
const properties = ["hubspot_owner_id", "hubspot_team_id"] as const;

export function contactOwnerCalls(client: HubSpotClient): ContactOwners {
  return {
    async of(contactId) {
      const path = `${contactsPath}/${encodeURIComponent(contactId)}`;
      const query = { properties: properties.join(",") };
      try {
        return ownedOf(await client.call({ method: "GET", path, query, answer: recordSchema }));
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    async ofMany(contactIds) {
      if (contactIds.length === 0) return [];
      const { results } = await client.call({
        method: "POST",
        path: `${contactsPath}/batch/read`,
        json: { inputs: contactIds.map((id) => ({ id })), properties, propertiesWithHistory: [] },
        reads: true,
        answer: batchResultSchema,
      });
      return results.map(ownedOf);
    },
  };
}

function ownedOf(record: { id: string; properties: Readonly<Record<string, string | null>> }): OwnedContact {
  const ownerId = record.properties["hubspot_owner_id"];
  const teamId = record.properties["hubspot_team_id"];
  return { id: record.id, ...(ownerId && { ownerId }), ...(teamId && { teamId }) };
}
