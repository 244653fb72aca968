/**
 * The contact's consent property follows what the person said, so that lists and workflows in HubSpot see it. It is what
 * stands when it is told, not what once asked for it: two changes in a row end with the later one.
 */
import { isMissingProperty } from "../../connectors/hubspot/index.ts";
import type { Context } from "../context.ts";
import { outboxWrites, type Work } from "../people/outbox.ts";
import { identityOf } from "../people/people.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Write } from "../store/index.ts";
import { keysOfPerson } from "./keys-of.ts";
import { ownConsent, recordsOf } from "./records.ts";
import { optOutIn, suppressionsOf } from "./suppression.ts";

/** HubSpot's `flowella_consent`; empty where the person never said anything. */
type Told = "given" | "withdrawn" | "";

/** A contact that is made by the answers that told it may take this long, in tries of a few minutes. */
const mostLooks = 6;
const lookAgainMs = 5 * 60_000;

export function tellConsentWrites(context: Context, portalId: string, personId: string): Promise<Write[]> {
  const at = context.now();
  const row = { kind: "consent_change" as const, key: `${personId}:${at}`, personId, reason: "consent_changed" };
  return outboxWrites(context, portalId, { ...row, payload: {}, at });
}

export function tellConsentWork({ context, hubspot }: SendingParts): Work {
  return async (portalId, row, _payload, { mayCall }) => {
    const contactId = await identityOf(context, portalId, row.person_id, "contact");
    if (contactId === undefined) {
      if (row.attempts >= mostLooks) return { status: "ended", reason: "no-contact" };
      return { status: "waiting", reason: "no-contact-yet", at: context.now() + lookAgainMs };
    }
    const { contacts } = hubspot.inTurn(portalId, mayCall);
    const contact = await contacts.get(contactId);
    if (!contact) return { status: "ended", reason: "contact-deleted" };
    try {
      await contacts.update(contact.id, { flowella_consent: await standing(context, portalId, row.person_id) });
    } catch (error) {
      // The repair of the portal reports it (provisioning/).
      if (isMissingProperty(error)) return { status: "ended", reason: "property-missing" };
      throw error;
    }
    return { status: "done", reason: "told" };
  };
}

async function standing(context: Context, portalId: string, personId: string): Promise<Told> {
  const keys = await keysOfPerson(context, portalId, personId);
  if (optOutIn(await suppressionsOf(context, portalId, keys)) === "everything") return "withdrawn";
  const { state } = ownConsent(await recordsOf(context, portalId, personId));
  if (state === "given") return "given";
  return state === "declined" ? "withdrawn" : "";
}
