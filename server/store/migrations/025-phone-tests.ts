/** Forms that a user tries on their own phone by a code, and what a portal has done for the first time. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("phone_tests")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("version_id", "text", (column) => column.notNull())
    .addColumn("meta_flow_id", "text", (column) => column.notNull())
    .addColumn("sender_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("send_id", "text")
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("expires_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("phone_tests_key", ["portal_id", "code"])
    .execute();
  await db.schema.createIndex("phone_tests_by_flow").on("phone_tests").columns(["portal_id", "flow_id"]).execute();
  await db.schema
    .createTable("portal_firsts")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("portal_firsts_key", ["portal_id", "what"])
    .execute();
}
