/** The server's processes, of which each says every few seconds that it lives (wakeups/processes.ts). */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("processes")
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("started_at", sql`bigint`, (column) => column.notNull())
    .addColumn("seen_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("processes_key", ["id"])
    .execute();
}
