/** Whose ticket it is. */
import type { CardTicketResponse } from "../../src/app/packages/contract/index.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";

const mostContacts = 10;

/** @throws OutsideError where HubSpot does not let tickets be read, or cannot be asked */
export async function ticketOf(
  hubspot: HubSpotAccess,
  portalId: string,
  ticketId: string,
): Promise<CardTicketResponse> {
  const calls = hubspot.of(portalId);
  const ids = (await calls.contactsOfTicket(ticketId)).slice(0, mostContacts);
  const contacts = await Promise.all(ids.map((id) => calls.contacts.get(id)));
  return {
    kind: "ready",
    contacts: contacts.flatMap((contact) => {
      if (!contact) return [];
      const { firstname, lastname, email } = contact.properties;
      const name = [firstname, lastname].filter((part) => part?.trim()).join(" ");
      return [{ id: contact.id, name: name || (email ?? "") }];
    }),
  };
}
