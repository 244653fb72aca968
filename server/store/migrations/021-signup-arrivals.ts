/** WhatsApp accounts that came by Meta's hosted signup and that nobody has claimed yet. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("signup_arrivals")
    .addColumn("waba_id", "text", (column) => column.primaryKey())
    .addColumn("business_id", "text", (column) => column.notNull())
    .addColumn("numbers", "text")
    .addColumn("at", sql`bigint`, (column) => column.notNull())
    .execute();
}
