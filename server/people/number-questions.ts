/** What a person has to say about a contact's numbers, noticed when a message is about to go. */
import type { Contact } from "../../connectors/hubspot/index.ts";
import { type Context, newId } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { mergeWrites } from "./contact-people.ts";
import { idsOf, type Recipient } from "./recipient.ts";

type Sending = Pick<Extract<Recipient, { kind: "number" }>, "from" | "others"> & {
  readonly contact: Contact;
  /** Whose number the message goes to. */
  readonly personId: string;
};

/**
 * - `several_numbers`: the phone was changed in HubSpot and leads to another number than the person we know, or contacts
 *   were merged and each had a number of its own. Every person keeps their own id until somebody has decided.
 *
 * @returns `settled`: false where the contact may be somebody else than whoever gets the message
 */
export async function numberQuestionWrites(
  context: Context,
  portalId: string,
  { contact, from, others, personId }: Sending,
): Promise<{ writes: Write[]; settled: boolean }> {
  const ids = idsOf(contact);
  const merged = ids.length > 1 ? await mergeWrites(context, portalId, ids, contact.id) : [];
  const open = others.length > 0 && (from === "phone" || (from === "whatsapp-id" && ids.length > 1));
  const people = [personId, ...others.map((other) => other.personId)];
  return {
    writes: [...merged, ...(open ? [await severalNumbers(context, portalId, contact.id, people)] : [])],
    settled: from !== "phone" || others.length === 0,
  };
}

async function severalNumbers(
  context: Context,
  portalId: string,
  contactId: string,
  people: readonly string[],
): Promise<Write> {
  const portal = await context.vault.portal(portalId);
  return conflictWrite(context, portalId, {
    kind: "several_numbers",
    person_id: people[0] ?? "",
    other_person_id: people[1] ?? null,
    subject: portal.lookup(`several_numbers:${contactId}`),
    details_sealed: portal.seal(JSON.stringify({ contactId, people }), "number_conflicts.details"),
  });
}

/** One open question about a thing, however often it is met. */
export function conflictWrite(
  context: Context,
  portalId: string,
  conflict: {
    readonly kind: "several_numbers" | "number_taken";
    readonly person_id: string;
    readonly other_person_id: string | null;
    readonly subject: string;
    readonly details_sealed: string;
  },
): Write {
  const now = context.now();
  const row = {
    id: newId(context, "nco"),
    ...conflict,
    open_key: "",
    status: "open" as const,
    decision: null,
    created_at: now,
    updated_at: now,
  };
  return write(
    context.store
      .of(portalId)
      .db.insertInto("number_conflicts")
      .values(row)
      .onConflict((there) => there.columns(["subject", "open_key"]).doNothing()),
  );
}
