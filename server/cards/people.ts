/** Who is behind a contact on a card: as far as HubSpot can be read, and where it cannot, as far as it is known here. */
import type { Contact } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { consentProperties } from "../consent/hubspot-consent.ts";
import { consentSettingsOf } from "../consent/settings.ts";
import { linkedPeople } from "../people/contact-people.ts";
import { findPeople } from "../people/people.ts";
import { idsOf, type RecipientParts, recipientOf } from "../people/recipient.ts";

export interface CardPeople {
  /** Those who are known as this contact, and whoever has the number that would be written to. */
  readonly people: readonly string[];
  /** What HubSpot says of the contact, with what the settings read consent from; it speaks for `people`. */
  readonly contact?: Contact;
  /** HubSpot could not be read: why, and what to do. */
  readonly trouble?: string;
}

export async function cardPeople(parts: RecipientParts, portalId: string, contactId: string): Promise<CardPeople> {
  const { context } = parts;
  try {
    const properties = consentProperties(await consentSettingsOf(context, portalId));
    const recipient = await recipientOf(parts, portalId, { contactId }, properties);
    const { contact } = recipient;
    const linked = await linkedPeople(context, portalId, contact ? idsOf(contact, contactId) : [contactId]);
    const known = recipient.kind === "number" ? await findPeople(context, portalId, "wa_id", recipient.waId) : [];
    return { people: [...new Set([...linked, ...known])], ...(contact && { contact }) };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { people: await linkedPeople(context, portalId, [contactId]), trouble: error.message };
  }
}
