/** Quotas that all processes use up together, as the other side last said. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("quotas")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("kept", "text", (column) => column.notNull())
    .addColumn("revision", sql`bigint`, (column) => column.notNull())
    .execute();
}
