/** Whether a contact is in a list (HubSpot reference 6.18). Needs the scope `crm.lists.read`. */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";

const contactType = "0-1";

const membershipsSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      recordId: z.string(),
      recordListMemberships: z.array(z.looseObject({ listId: z.string() })),
    }),
  ),
});

/** Ids of the lists that this contact is in. The id travels in the body: paths end in log files. */
export async function listsOfContact(client: HubSpotClient, contactId: string): Promise<string[]> {
  const { results } = await client.call({
    method: "POST",
    path: "/crm/lists/2026-03/records/memberships/batch/read",
    json: { inputs: [{ objectTypeId: contactType, recordId: contactId }] },
    reads: true,
    answer: membershipsSchema,
  });
  return results
    .filter(({ recordId }) => recordId === contactId)
    .flatMap(({ recordListMemberships }) => recordListMemberships.map(({ listId }) => listId));
}
