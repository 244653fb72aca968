/**
 * Forgetting a person for good: their key, and every row that names them or could find them again. What stays are rows
 * that count (sends, submissions, events, places), under an id that means nothing any more, and an opt-out, which is a
 * keyed hash and has to outlive them.
 */
import { sql } from "kysely";
import { forgetContactWrites } from "../campaigns/store.ts";
import type { Context } from "../context.ts";
import { everybodyBehind } from "../people/contact-changes.ts";
import { type TenantTables, type Write, write } from "../store/index.ts";
import { removalWrites } from "../timeline/copies.ts";
import { auditWrite } from "./audit.ts";

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
] as const satisfies readonly (keyof TenantTables)[];

/** What is still to be delivered of them is not; a Flow that they have open is an unknown one from now on. */
export async function eraseWrites(context: Context, portalId: string, personId: string): Promise<Write[]> {
  const { db } = context.store.of(portalId);
  const now = context.now();
  const open = ["ready", "blocked", "dead", "waiting-for-person"] as const;
  return [
    ...(await removalWrites(context, portalId, personId)),
    // One statement for many tables: Kysely's types would need each of them spelled out.
    ...erasedTables.map((table) => write(db.deleteFrom(table).where(sql.ref("person_id"), "=", personId))),
    write(db.deleteFrom("number_conflicts").where("other_person_id", "=", personId)),
    write(db.updateTable("sends").set({ contact_sealed: null, wamid: null }).where("person_id", "=", personId)),
    write(
      db
        .updateTable("broadcast_recipients")
        .set({ target_sealed: null, number_lookup: null, person_id: null })
        .where("person_id", "=", personId),
    ),
    write(
      db
        .updateTable("workflow_executions")
        .set({ outputs_sealed: null, person_id: null, updated_at: now })
        .where("person_id", "=", personId),
    ),
    write(
      db
        .updateTable("steps")
        .set({ status: "skipped", reason: "erased", updated_at: now })
        .where("person_id", "=", personId)
        .where("status", "in", open),
    ),
    write(db.deleteFrom("people").where("id", "=", personId)),
    ...(await context.vault.destroyPersonKeyWrites(portalId, personId)),
  ];
}

/** Everybody known under this contact. */
export async function eraseContactWrites(context: Context, portalId: string, contactId: string): Promise<Write[]> {
  const people = await everybodyBehind(context, portalId, contactId);
  const writes = await Promise.all(
    people.map(async (personId) => [
      ...(await eraseWrites(context, portalId, personId)),
      auditWrite(context, portalId, { actor: "system", action: "erased", subject: personId }),
    ]),
  );
  context.log.info("privacy.erased", { portal: portalId, people: people.length });
  return [...writes.flat(), ...(await forgetContactWrites(context, portalId, contactId))];
}
