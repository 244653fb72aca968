/** What HubSpot's workflows asked for, from the request to the answer that lets the workflow go on. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("workflow_executions")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("callback_id", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("request_sealed", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("outcome", "text")
    .addColumn("detail", "text")
    .addColumn("person_id", "text")
    .addColumn("outputs_sealed", "text")
    .addColumn("sent_at", sql`bigint`)
    .addColumn("tries", sql`bigint`, (column) => column.notNull())
    .addColumn("failures", sql`bigint`, (column) => column.notNull())
    .addColumn("next_at", sql`bigint`, (column) => column.notNull())
    .addColumn("leased_until", sql`bigint`, (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("workflow_executions_key", ["portal_id", "callback_id"])
    .execute();
  await db.schema
    .createIndex("workflow_executions_due")
    .on("workflow_executions")
    .columns(["portal_id", "state", "next_at"])
    .execute();
}
