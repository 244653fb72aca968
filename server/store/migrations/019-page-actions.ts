/** What users pressed on the app page, by the key that their browser made: a repeated request is the same press. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("page_actions")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("idempotency_key", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("answer", "text")
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("page_actions_key", ["portal_id", "idempotency_key"])
    .execute();
}
