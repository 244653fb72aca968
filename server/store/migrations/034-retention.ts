/** What retention removed, and which answers it emptied. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // Which revision's answers are gone; a later correction brings new ones.
  await db.schema
    .alterTable("submissions")
    .addColumn("emptied_revision", sql`bigint`, (column) => column.notNull().defaultTo(0))
    .execute();
  // Each index holds only what is still to go, so that a look at it costs as much as there is to do.
  await db.schema
    .createIndex("submissions_to_empty")
    .on("submissions")
    .columns(["portal_id", "flow_id", "accepted_at"])
    .where(sql<boolean>`emptied_revision < revision`)
    .execute();
  await db.schema
    .createIndex("sessions_to_empty")
    .on("sessions")
    .columns(["portal_id", "expires_at"])
    .where(sql<boolean>`answers_sealed is not null or hidden_sealed is not null`)
    .execute();
  await db.schema
    .createIndex("sends_to_forget")
    .on("sends")
    .columns(["portal_id", "created_at"])
    .where(sql<boolean>`contact_sealed is not null or wamid is not null`)
    .execute();
  await db.schema.createIndex("files_by_blob").on("files").columns(["portal_id", "blob_id"]).execute();
  await db.schema
    .createIndex("sessions_by_submission")
    .on("sessions")
    .columns(["portal_id", "submission_id"])
    .execute();
  await db.schema.createIndex("chat_messages_by_age").on("chat_messages").columns(["portal_id", "at"]).execute();
  // From now on a body goes as soon as it was handled (inbox/store.ts).
  await sql`update inbox set body_sealed = '' where status = 'done'`.execute(db);
  await db.schema
    .createTable("retention_runs")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("at", sql`bigint`, (column) => column.notNull())
    .addColumn("total", sql`bigint`, (column) => column.notNull())
    .addColumn("removed", "text", (column) => column.notNull())
    .addColumn("held", sql`bigint`, (column) => column.notNull())
    .addColumn("held_until", sql`bigint`)
    .addPrimaryKeyConstraint("retention_runs_key", ["portal_id", "id"])
    .execute();
  await db.schema.createIndex("retention_runs_by_time").on("retention_runs").columns(["portal_id", "at"]).execute();
}
