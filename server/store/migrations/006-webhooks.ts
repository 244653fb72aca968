/** Webhook endpoints of a portal. */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema.createTable("webhook_endpoints");
  for (const column of ["portal_id", "id", "url_sealed", "events", "status", "secret_sealed"])
    table = table.addColumn(column, "text", (definition) => definition.notNull());
  for (const column of ["reason", "previous_secret_sealed"]) table = table.addColumn(column, "text");
  await table
    .addColumn("previous_until", sql`bigint`)
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("webhook_endpoints_key", ["portal_id", "id"])
    .execute();
}
