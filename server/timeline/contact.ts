/** On whose timeline something stands: the contact that this person is known as, or the only one with their number. */
import { contactOf } from "../consent/contact-of.ts";
import type { Context } from "../context.ts";
import { addIdentity, findPeople, identitiesOf, identityOf, removeIdentity } from "../people/people.ts";
import type { RecipientParts } from "../people/recipient.ts";

/** How often, and for how long, a contact that answers may still make is waited for. */
const looks = [5, 30, 120, 24 * 60, 24 * 60, 24 * 60].map((minutes) => minutes * 60_000);

export type Found =
  | { readonly kind: "contact"; readonly id: string; readonly ownerId?: string }
  | { readonly kind: "wait"; readonly at: number }
  | { readonly kind: "nobody" };

/**
 * Several contacts with the number are not guessed among.
 * @param attempts how often it was looked for, this time included
 * @throws OutsideError
 */
export async function timelineContact(
  { context, hubspot }: RecipientParts,
  portalId: string,
  personId: string,
  attempts: number,
): Promise<Found> {
  const waId = await identityOf(context, portalId, personId, "wa_id");
  const patient = { ...hubspot, of: (id: string) => hubspot.inTurn(id) };
  const contact =
    waId === undefined
      ? undefined
      : await contactOf({ context, hubspot: patient }, portalId, personId, waId, ["hubspot_owner_id"]);
  if (!contact) {
    const wait = looks[attempts - 1];
    return wait === undefined ? { kind: "nobody" } : { kind: "wait", at: context.now() + wait };
  }
  await remember(context, portalId, personId, contact.id);
  const ownerId = contact.properties["hubspot_owner_id"];
  return { kind: "contact", id: contact.id, ...(ownerId && { ownerId }) };
}

/**
 * Whose card shows the conversation of somebody who is known as no contact yet. It is no link: answers look for their
 * contact by everything that they say (core/person), and a number alone comes last there.
 */
async function remember(context: Context, portalId: string, personId: string, contactId: string): Promise<void> {
  const linked = (await findPeople(context, portalId, "contact", contactId)).includes(personId);
  const wanted = linked ? [] : [contactId];
  const known = await identitiesOf(context, portalId, personId, "chat_contact");
  if (known.length === wanted.length && known.every((id) => wanted.includes(id))) return;
  await context.store
    .of(portalId)
    .commit([
      ...(await Promise.all(known.map((id) => removeIdentity(context, portalId, personId, "chat_contact", id)))),
      ...(await Promise.all(wanted.map((id) => addIdentity(context, portalId, personId, "chat_contact", id)))),
    ]);
}
