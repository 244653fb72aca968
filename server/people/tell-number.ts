/** The contact at HubSpot carries the number that its person has today: our own property, and no phone that somebody typed. */
import { z } from "zod";
import { isConflict, toCandidate, waIdProperty } from "../../connectors/hubspot/index.ts";
import { sameWaId } from "../../core/person/index.ts";
import type { Work } from "./outbox.ts";
import { identitiesOf, identityOf } from "./people.ts";
import type { RecipientParts } from "./recipient.ts";

/** `from`: the number that is replaced; without one, whatever stands there. */
export const numberChangeSchema = z.object({ from: z.string().optional(), contactId: z.string().optional() });
export type NumberChange = z.infer<typeof numberChangeSchema>;

/** @throws OutsideError to be tried again */
export function tellNumberWork({ context, hubspot }: RecipientParts): Work {
  return async (portalId, { person_id: personId }, payload, { mayCall }) => {
    const { from, contactId } = numberChangeSchema.parse(payload);
    const to = await identityOf(context, portalId, personId, "wa_id");
    if (to === undefined) return { status: "ended", reason: "no_number" };
    const { contacts } = hubspot.inTurn(portalId, mayCall);
    const ids = contactId === undefined ? await identitiesOf(context, portalId, personId, "contact") : [contactId];
    const reasons = new Set<string>();
    for (const id of ids) {
      const contact = await contacts.get(id);
      const there = contact && toCandidate(contact).waId;
      // Somebody else's number on a shared contact stays there; one that was never marked gets its mark with answers.
      const ours = contact && (from === undefined || (there !== undefined && sameWaId(there, from)));
      if (!ours || there === to) continue;
      try {
        await contacts.update(contact.id, { [waIdProperty]: to });
        reasons.add("told");
      } catch (error) {
        if (!isConflict(error)) throw error;
        // Another contact carries it already: unique values are never taken away by us.
        reasons.add("number-on-another-contact");
      }
    }
    return { status: "done", reason: [...reasons].sort().join(",") || "nothing-to-tell" };
  };
}
