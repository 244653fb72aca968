/** Whose ticket it is (HubSpot reference 6.8). Needs the scope `tickets` (4.4). */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";

const associatedSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      to: z.array(z.looseObject({ toObjectId: z.union([z.string(), z.number()]).transform(String) })),
    }),
  ),
});

/** Ids of the contacts of a ticket, in HubSpot's order: none where it has none. The first page is more than a card shows. */
export async function contactsOfTicket(client: HubSpotClient, ticketId: string): Promise<string[]> {
  const { results } = await client.call({
    method: "POST",
    path: "/crm/associations/2026-03/tickets/contacts/batch/read",
    json: { inputs: [{ id: ticketId }] },
    reads: true,
    answer: associatedSchema,
  });
  return [...new Set(results.flatMap(({ to }) => to.map(({ toObjectId }) => toObjectId)))];
}
