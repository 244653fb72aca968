/** What the steps of a lead have in common: how it is handed over, and whose contact it is. */
import type { Contact } from "../../connectors/hubspot/index.ts";
import type { LeadSettings } from "../../core/lead/index.ts";
import type { Job } from "../delivery/step.ts";
import { identityOf } from "../people/people.ts";
import { settingsOf } from "../publishing/settings.ts";

export type LeadJob =
  | { readonly kind: "lead"; readonly lead: LeadSettings; readonly contact: Contact }
  | { readonly kind: "none"; readonly reason: string };

/** A correction changes the answers on the contact; the lead was handed over already. */
export async function leadOf({ context, portal, personId, hubspot, submission }: Job): Promise<LeadJob> {
  if (submission.revision > 1) return { kind: "none", reason: "correction" };
  const tenant = context.store.of(portal.id);
  const query = tenant.db.selectFrom("flows").select("settings").where("id", "=", submission.flowId);
  const flow = await tenant.first(query);
  const lead = flow && settingsOf(flow).lead;
  if (!lead) return { kind: "none", reason: "lead-switched-off" };
  // The contact step found or made it a moment ago; a merged one comes back under its new id.
  const known = await identityOf(context, portal.id, personId, "contact");
  const contact =
    known === undefined ? undefined : await hubspot.contacts.get(known, ["hubspot_owner_id", "lifecyclestage"]);
  return contact ? { kind: "lead", lead, contact } : { kind: "none", reason: "lead-contact-gone" };
}
