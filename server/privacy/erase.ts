/**
 * Forgetting a person for good: their key, and every row that names them or could find them again. What stays are rows
 * that count (sends, submissions, events, places), under an id that means nothing any more, and an opt-out, which is a
 * keyed hash and has to outlive them.
 */
import { forgetRecipientWrites } from "../campaigns/store.ts";
import type { Context } from "../context.ts";
import { contactToBe, forgetPropertiesWrite } from "../delivery/property-writes.ts";
import { everybodyBehind } from "../people/contact-changes.ts";
import { type Row, type TenantTables, type Write, write } from "../store/index.ts";
import { removalWrites } from "../timeline/copies.ts";
import { forgetContactExecutions, forgetPersonExecutions } from "../workflows/forget.ts";
import { type AuditEntry, auditWrite } from "./audit.ts";
import { idsUnlessErased, placesOf, placeWrites } from "./erase-places.ts";
import { isTheirs } from "./persons-rows.ts";

/** Tables whose rows of a person go. Their files' blobs lose their rows, and the next round of chores removes them. */
export const erasedTables = [
  "identities",
  "consents",
  "person_outbox",
  "stops",
  "reminders",
  "verifications",
  "chat_messages",
  "chats",
  "hubspot_copies",
  "windows",
  "contact_numbers",
  "number_conflicts",
  "conflicts",
  "files",
  "blobs",
  "inbox",
  "sessions",
  "secure_questions",
  "codes",
  "code_counts",
  "lead_owners",
] as const satisfies readonly (keyof TenantTables)[];

/** Tables that keep a row of a person as a figure; what is sealed in them opens no more. */
export const keptTables = [
  "sends",
  "submissions",
  "steps",
  "events",
  "reservations",
  "bookings",
  "workflow_executions",
  "broadcast_recipients",
  "entry_visits",
  "erasures",
  "erasure_places",
] as const satisfies readonly (keyof TenantTables)[];

export type AskedBy = Row<"erasures">["asked_by"];

/**
 * What is still to be delivered of them is not; a Flow that they have open is an unknown one from now on. The places
 * elsewhere that are to be seen to are remembered. Written again, it takes away what came since.
 */
export async function eraseWrites(context: Context, portalId: string, personId: string): Promise<Write[]> {
  const { db } = context.store.of(portalId);
  const now = context.now();
  const open = ["ready", "blocked", "dead", "waiting-for-person"] as const;
  const places = await placesOf(context, portalId, personId);
  const contacts = await idsUnlessErased(context, portalId, personId, "contact", "chat_contact", "deleted_contact");
  const numbers = await idsUnlessErased(context, portalId, personId, "wa_id");
  const byIds = await Promise.all([
    ...contacts.map((contactId) => forgetContactIdWrites(context, portalId, contactId)),
    ...numbers.map((waId) => forgetRecipientWrites(context, portalId, { waId })),
  ]);
  return [
    ...(await placeWrites(context, portalId, personId, places)),
    ...(await removalWrites(context, portalId, personId)),
    ...byIds.flat(),
    // One statement for many tables: Kysely's types would need each of them spelled out.
    ...erasedTables
      .filter((table) => table !== "hubspot_copies")
      .map((table) => write(db.deleteFrom(table).where(isTheirs(table, personId)))),
    await forgetPropertiesWrite(context, portalId, contactToBe(personId)),
    write(db.deleteFrom("number_conflicts").where("other_person_id", "=", personId)),
    write(db.updateTable("sends").set({ contact_sealed: null, wamid: null }).where("person_id", "=", personId)),
    write(
      db
        .updateTable("broadcast_recipients")
        .set({ target_sealed: null, number_lookup: null, person_id: null })
        .where("person_id", "=", personId),
    ),
    write(db.updateTable("entry_visits").set({ referral_sealed: null }).where("person_id", "=", personId)),
    ...forgetPersonExecutions(context, portalId, personId),
    write(
      db
        .updateTable("steps")
        .set({ status: "skipped", reason: "erased", updated_at: now })
        .where(isTheirs("steps", personId))
        .where("status", "in", open),
    ),
    write(db.deleteFrom("people").where("id", "=", personId)),
    ...(await context.vault.destroyPersonKeyWrites(portalId, personId)),
  ];
}

/**
 * These people, with the entries of the audit trail. That they were erased is remembered under their ids; erasing twice is
 * one erasure, and `askedBy` is that of the first.
 */
export async function erasePeopleWrites(
  context: Context,
  portalId: string,
  people: readonly string[],
  askedBy: AskedBy,
): Promise<Write[]> {
  const { db } = context.store.of(portalId);
  const actor: AuditEntry["actor"] = askedBy === "operator" ? "operator" : "system";
  const erasure = (personId: string) =>
    db
      .insertInto("erasures")
      .values({ person_id: personId, asked_by: askedBy, at: context.now() })
      .onConflict((conflict) => conflict.column("person_id").doNothing());
  const writes = await Promise.all(
    people.map(async (personId) => [
      write(erasure(personId)),
      ...(await eraseWrites(context, portalId, personId)),
      auditWrite(context, portalId, { actor, action: "erased", subject: personId }),
    ]),
  );
  context.log.info("privacy.erased", { portal: portalId, people: people.length, by: askedBy });
  return writes.flat();
}

/** What is kept by a contact's id rather than by the person's, and would still have them written to. */
export async function forgetContactIdWrites(context: Context, portalId: string, contactId: string): Promise<Write[]> {
  return [
    ...(await forgetRecipientWrites(context, portalId, { contactId })),
    ...(await forgetContactExecutions(context, portalId, contactId)),
    await forgetPropertiesWrite(context, portalId, contactId),
  ];
}

/** Everybody known under this contact, whom HubSpot deleted for good. */
export async function eraseContactWrites(context: Context, portalId: string, contactId: string): Promise<Write[]> {
  return [
    ...(await erasePeopleWrites(context, portalId, await everybodyBehind(context, portalId, contactId), "hubspot")),
    ...(await forgetContactIdWrites(context, portalId, contactId)),
  ];
}
