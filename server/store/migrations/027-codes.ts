/** One-time codes, and how often they were tried and sent. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("codes")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("proves", "text", (column) => column.notNull())
    .addColumn("way", "text", (column) => column.notNull())
    .addColumn("target_hash", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("code_hash", "text")
    .addColumn("number_hash", "text")
    .addColumn("surname_hash", "text")
    .addColumn("contact_sealed", "text")
    .addColumn("spent_by", "text")
    .addColumn("tries", sql`bigint`, (column) => column.notNull())
    .addColumn("expires_at", sql`bigint`, (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("codes_key", ["portal_id", "id"])
    .execute();
  await db.schema.createIndex("codes_by_person").on("codes").columns(["portal_id", "person_id", "proves"]).execute();
  await db.schema
    .createTable("code_counts")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("since", sql`bigint`, (column) => column.notNull())
    .addColumn("times", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("code_counts_key", ["portal_id", "what", "person_id"])
    .execute();
}
