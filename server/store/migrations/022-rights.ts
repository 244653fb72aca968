/** Who installed, as HubSpot's user id: the first admin; and the audit trail, which is only ever added to. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("portals").addColumn("installer_user_id", "text").execute();
  await db.schema
    .createTable("audit_entries")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("at", sql`bigint`, (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_entries_key", ["portal_id", "id"])
    .execute();
  await db.schema.createIndex("audit_entries_by_time").on("audit_entries").columns(["portal_id", "at"]).execute();
}
