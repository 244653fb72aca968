/**
 * Who is this: the portal's own table of people and of the ids they are known by.
 */
import type { Kysely } from "kysely";
import { type Context, newId } from "../context.ts";
import { type Row, type TenantTables, type Write, write } from "../store/index.ts";
import type { Sealer } from "../vault/index.ts";

/** `former_wa_id`: a number that this person had before; somebody else may have it today. */
export type IdentityKind = Row<"identities">["kind"];

/**
 * The person with this WhatsApp id (digits only), made when nobody has it.
 * @param onlyWith committed with a person who is made
 * @throws StoreConflict where that conflicts: then nobody is made
 */
export async function personWithWaId(
  context: Context,
  portalId: string,
  waId: string,
  onlyWith: () => readonly Write[] = () => [],
): Promise<string> {
  const [found] = await findPeople(context, portalId, "wa_id", waId);
  if (found) return found;
  const tenant = context.store.of(portalId);
  const personId = newId(context, "per");
  const key = await context.vault.newPersonKey(portalId, personId);
  try {
    await tenant.commit([
      ...onlyWith(),
      key.write,
      write(tenant.db.insertInto("people").values({ id: personId, created_at: context.now() }), 1),
      await identity(context, portalId, personId, "wa_id", waId, key.sealer),
    ]);
    return personId;
  } catch (error) {
    // Two first messages at once: the other one made the person.
    const [winner] = await findPeople(context, portalId, "wa_id", waId);
    if (winner) return winner;
    throw error;
  }
}

/** Everybody known by this id: one at most for WhatsApp's ids, perhaps several for a contact. */
export async function findPeople(
  { store, vault }: Context,
  portalId: string,
  kind: IdentityKind,
  value: string,
): Promise<string[]> {
  const tenant = store.of(portalId);
  const lookup = (await vault.portal(portalId)).lookup(`${kind}:${value}`);
  const rows = await tenant.all(
    tenant.db.selectFrom("identities").select("person_id").where("kind", "=", kind).where("lookup", "=", lookup),
  );
  return rows.map(({ person_id }) => person_id);
}

function newestFirst(db: Kysely<TenantTables>, personId: string, kind: IdentityKind) {
  return db
    .selectFrom("identities")
    .select("value_sealed")
    .where("person_id", "=", personId)
    .where("kind", "=", kind)
    .orderBy("created_at", "desc");
}

/** The newest id of this kind that the person has, readable. */
export async function identityOf(
  { store, vault }: Context,
  portalId: string,
  personId: string,
  kind: IdentityKind,
): Promise<string | undefined> {
  const tenant = store.of(portalId);
  const row = await tenant.first(newestFirst(tenant.db, personId, kind).limit(1));
  return row && (await vault.person(portalId, personId)).open(row.value_sealed, "identities.value");
}

/** Remembers that this person is this contact; the person's earlier contact, if any, is replaced. */
export async function rememberContact(
  context: Context,
  portalId: string,
  personId: string,
  contactId: string,
): Promise<Write[]> {
  return rememberOnly(context, portalId, personId, "contact", contactId);
}

/** The one id of this kind that the person has from now on. */
export async function rememberOnly(
  context: Context,
  portalId: string,
  personId: string,
  kind: "contact" | "pipedrive_person",
  value: string,
): Promise<Write[]> {
  const { db } = context.store.of(portalId);
  const sealer = await context.vault.person(portalId, personId);
  return [
    write(db.deleteFrom("identities").where("person_id", "=", personId).where("kind", "=", kind)),
    await identity(context, portalId, personId, kind, value, sealer),
  ];
}

/** Every id of this kind that the person has, newest first, readable. */
export async function identitiesOf(
  { store, vault }: Context,
  portalId: string,
  personId: string,
  kind: IdentityKind,
): Promise<string[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(newestFirst(tenant.db, personId, kind));
  if (rows.length === 0) return [];
  const sealer = await vault.person(portalId, personId);
  return rows.map(({ value_sealed }) => sealer.open(value_sealed, "identities.value"));
}

/** One more id of this person. Fails with StoreConflict where a WhatsApp id is somebody's already. */
export async function addIdentity(
  context: Context,
  portalId: string,
  personId: string,
  kind: IdentityKind,
  value: string,
): Promise<Write> {
  return identity(context, portalId, personId, kind, value, await context.vault.person(portalId, personId));
}

/** This person has this id no more. */
export async function removeIdentity(
  { store, vault }: Context,
  portalId: string,
  personId: string,
  kind: IdentityKind,
  value: string,
): Promise<Write> {
  const lookup = (await vault.portal(portalId)).lookup(`${kind}:${value}`);
  const { db } = store.of(portalId);
  const theirs = db.deleteFrom("identities").where("person_id", "=", personId).where("kind", "=", kind);
  return write(theirs.where("lookup", "=", lookup));
}

async function identity(
  context: Context,
  portalId: string,
  personId: string,
  kind: IdentityKind,
  value: string,
  sealer: Sealer,
): Promise<Write> {
  const portal = await context.vault.portal(portalId);
  const row = {
    id: newId(context, "idn"),
    person_id: personId,
    kind,
    lookup: portal.lookup(`${kind}:${value}`),
    // One contact may hold two people who share a phone: only ids that WhatsApp gives today are unique.
    shared_by: kind === "wa_id" || kind === "user_id" ? "" : personId,
    value_sealed: sealer.seal(value, "identities.value"),
    created_at: context.now(),
  };
  return write(context.store.of(portalId).db.insertInto("identities").values(row), 1);
}
