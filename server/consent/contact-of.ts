import { type Contact, toCandidate } from "../../connectors/hubspot/index.ts";
import { climb, numbersOf } from "../../core/person/index.ts";
import { identityOf } from "../people/people.ts";
import type { RecipientParts } from "../people/recipient.ts";
import { findPortal } from "../portals/store.ts";

/**
 * The contact of somebody who is written to by number: the one that we know, else the only one that carries the number.
 * Several are not guessed among: an agreement of one is none of the other's.
 */
export async function contactOf(
  { context, hubspot }: RecipientParts,
  portalId: string,
  personId: string,
  waId: string,
  properties: readonly string[],
): Promise<Contact | undefined> {
  const { contacts } = hubspot.of(portalId);
  const knownId = await identityOf(context, portalId, personId, "contact");
  const known = knownId === undefined ? undefined : await contacts.get(knownId, properties);
  if (known) return known;
  const defaultCountry = (await findPortal(context, portalId))?.settings.defaultCountry;
  const byWaId = (await contacts.findByWaId(waId)).map(toCandidate);
  const byPhone = byWaId.length > 0 ? [] : (await contacts.findByPhone(numbersOf(waId))).map(toCandidate);
  const match = climb({ waId, defaultCountry, candidates: { byWaId, byEmail: [], byPhone } });
  return match.kind === "one" ? contacts.get(match.contactId, properties) : undefined;
}
