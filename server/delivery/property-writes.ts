/**
 * Which answers wrote a contact's property last. A submission that comes late (a replayed dead letter, a correction
 * overtaken by another form's answers) leaves alone what newer answers wrote.
 */
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

/**
 * The properties, of those named, that answers handed in after this time wrote already.
 * @param contactIds the contact, and the id that it had before a merge
 */
export async function newerThan(
  { store, vault }: Context,
  portalId: string,
  contactIds: readonly string[],
  properties: readonly string[],
  handedInAt: number,
): Promise<Set<string>> {
  if (contactIds.length === 0 || properties.length === 0) return new Set();
  const sealer = await vault.portal(portalId);
  const lookups = contactIds.map((id) => sealer.lookup(`contact:${id}`));
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("property_writes")
      .select("property")
      .where("contact_lookup", "in", lookups)
      .where("property", "in", properties)
      .where("handed_in_at", ">", handedInAt),
  );
  return new Set(rows.map(({ property }) => property));
}

/**
 * Stands for the contact that HubSpot makes of a person's form submission, as long as its id is not known: what was
 * remembered for it counts for the person's contact.
 */
export const contactToBe = (personId: string): string => `person:${personId}`;

/** Remembers that answers handed in at this time wrote these properties; to be committed with the step's outcome. */
export async function rememberProperties(
  { store, vault }: Context,
  portalId: string,
  contactId: string,
  properties: readonly string[],
  handedInAt: number,
): Promise<Write[]> {
  const lookup = (await vault.portal(portalId)).lookup(`contact:${contactId}`);
  const { db } = store.of(portalId);
  return properties.map((property) =>
    write(
      db
        .insertInto("property_writes")
        .values({ contact_lookup: lookup, property, handed_in_at: handedInAt })
        .onConflict((conflict) =>
          conflict
            .columns(["contact_lookup", "property"])
            .doUpdateSet({ handed_in_at: handedInAt })
            .where("property_writes.handed_in_at", "<", handedInAt),
        ),
    ),
  );
}

/** Forgets what is remembered of a contact, or of the one to be. */
export async function forgetPropertiesWrite(
  { store, vault }: Context,
  portalId: string,
  contactId: string,
): Promise<Write> {
  const lookup = (await vault.portal(portalId)).lookup(`contact:${contactId}`);
  return write(store.of(portalId).db.deleteFrom("property_writes").where("contact_lookup", "=", lookup));
}
