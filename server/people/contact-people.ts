/** A contact and the people behind it: one as a rule, several where they share it or where contacts were merged. */
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { addIdentity, findPeople } from "./people.ts";

/** Everybody known under one of these ids of a contact. */
export async function linkedPeople(
  context: Context,
  portalId: string,
  contactIds: readonly string[],
): Promise<string[]> {
  const found = await Promise.all(contactIds.map((id) => findPeople(context, portalId, "contact", id)));
  return [...new Set(found.flat())];
}

/** Everybody who is known as this contact, or whose conversation stands on it because it alone has their number. */
export async function peopleInChat(context: Context, portalId: string, contactId: string): Promise<string[]> {
  const linked = await linkedPeople(context, portalId, [contactId]);
  return [...new Set([...linked, ...(await findPeople(context, portalId, "chat_contact", contactId))])];
}

/**
 * After a merge of contacts: whoever was known under an id that is gone is known under the one that remains, too. Each
 * keeps their own WhatsApp id, and the old link stays.
 */
export async function mergeWrites(
  context: Context,
  portalId: string,
  contactIds: readonly string[],
  remaining: string,
): Promise<Write[]> {
  const there = new Set(await findPeople(context, portalId, "contact", remaining));
  const gone = await linkedPeople(
    context,
    portalId,
    contactIds.filter((id) => id !== remaining),
  );
  const unlinked = gone.filter((personId) => !there.has(personId));
  return Promise.all(unlinked.map((personId) => addIdentity(context, portalId, personId, "contact", remaining)));
}

/** Whom messages to this contact go to, where somebody decided. */
export async function decidedPerson(
  context: Context,
  portalId: string,
  contactId: string,
): Promise<string | undefined> {
  const tenant = context.store.of(portalId);
  const query = tenant.db
    .selectFrom("contact_numbers")
    .select("person_id")
    .where("contact_lookup", "=", await lookupOf(context, portalId, contactId));
  return (await tenant.first(query))?.person_id;
}

export async function decidePersonWrite(
  context: Context,
  portalId: string,
  contactId: string,
  personId: string,
): Promise<Write> {
  const { db } = context.store.of(portalId);
  const decision = { person_id: personId, decided_at: context.now() };
  return write(
    db
      .insertInto("contact_numbers")
      .values({ contact_lookup: await lookupOf(context, portalId, contactId), ...decision })
      .onConflict((conflict) => conflict.column("contact_lookup").doUpdateSet(decision)),
    1,
  );
}

async function lookupOf({ vault }: Context, portalId: string, contactId: string): Promise<string> {
  return (await vault.portal(portalId)).lookup(`contact:${contactId}`);
}
