/** Which Pipedrive company a portal's connection leads to, and where WhatsApp ids stand there. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("pipedrive_accounts")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("company_id", "text", (column) => column.notNull())
    .addColumn("field_code", "text", (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("pipedrive_accounts_key", ["portal_id"])
    .execute();
}
