/** How the answers to a form go back into the tool that it came from. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("write_backs")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("tool", "text", (column) => column.notNull())
    .addColumn("form_id", "text", (column) => column.notNull())
    .addColumn("way", "text", (column) => column.notNull())
    .addColumn("secrets_sealed", "text")
    .addColumn("remembered", "text")
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("write_backs_key", ["portal_id", "tool", "form_id"])
    .execute();
}
