/** What is kept of a person is found without walking over everybody else's: to erase it, and to hand it out. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  const by = (name: string, table: string, person = "person_id") =>
    db.schema.createIndex(name).on(table).columns(["portal_id", person]);
  await by("person_outbox_by_person", "person_outbox").execute();
  await by("contact_numbers_by_person", "contact_numbers").execute();
  await by("code_counts_by_person", "code_counts").execute();
  await by("number_conflicts_by_person", "number_conflicts").execute();
  // What names nobody, or nobody yet, is not in the index.
  await by("number_conflicts_by_other", "number_conflicts", "other_person_id")
    .where(sql<boolean>`other_person_id is not null`)
    .execute();
  await by("inbox_by_person", "inbox").where(sql<boolean>`person_id is not null`).execute();
  await by("workflow_executions_by_person", "workflow_executions").where(sql<boolean>`person_id is not null`).execute();
  // Every exchange writes events, and these name their send. Without one are those of deliveries and of ways in.
  await by("events_without_send", "events").where(sql<boolean>`send_id is null`).execute();
}
