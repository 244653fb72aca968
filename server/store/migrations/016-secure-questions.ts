/** Questions that are asked on our own page by link, because WhatsApp's policy forbids them in the chat. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("secure_questions")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("submission_id", "text", (column) => column.notNull())
    .addColumn("fields", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("answers_sealed", "text")
    .addColumn("expires_at", sql`bigint`, (column) => column.notNull())
    .addColumn("revision", sql`bigint`, (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("secure_questions_key", ["portal_id", "id"])
    .execute();
  await db.schema
    .createIndex("secure_questions_by_submission")
    .on("secure_questions")
    .columns(["portal_id", "submission_id"])
    .unique()
    .execute();

  await db.schema
    .createTable("secure_links")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("token_hash", "text", (column) => column.notNull())
    .addColumn("secure_questions_id", "text", (column) => column.notNull())
    .addColumn("step_id", "text", (column) => column.notNull())
    .addColumn("send_id", "text", (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("secure_links_key", ["portal_id", "token_hash"])
    .execute();
  // A link comes without a portal: it is what names it.
  await db.schema.createIndex("secure_links_by_token").on("secure_links").column("token_hash").execute();
  await db.schema.createIndex("secure_links_by_step").on("secure_links").columns(["portal_id", "step_id"]).execute();
}
