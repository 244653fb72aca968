/** Links that open one identity document once, for one user. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("document_links")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("file_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("token_hash", "text", (column) => column.notNull())
    .addColumn("expires_at", sql`bigint`, (column) => column.notNull())
    .addColumn("opened_at", sql`bigint`)
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("document_links_key", ["portal_id", "id"])
    .execute();
  // A link comes without a portal: it is what names it.
  await db.schema.createIndex("document_links_by_token").on("document_links").column("token_hash").execute();
}
