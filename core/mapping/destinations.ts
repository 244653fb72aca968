/** A mapping's entries by where they go: the contact, or the record of an identity check. */
import type { Mapping } from "./types.ts";

/** No property's name has a full stop (HubSpot reference 6.5), so this begins none of the contact's. */
const kyc = "kyc.";

/** What goes to the contact. */
export function contactMapping({ entries }: Mapping): Mapping {
  return { entries: entries.filter(({ property }) => !property.startsWith(kyc)) };
}

/** What goes to the record of an identity check, by that record's own property names. */
export function kycMapping({ entries }: Mapping): Mapping {
  return {
    entries: entries.flatMap((entry) =>
      entry.property.startsWith(kyc) ? [{ ...entry, property: entry.property.slice(kyc.length) }] : [],
    ),
  };
}
