/** By which way a WhatsApp account is reached: Meta's Cloud API, as all were so far, or a partner in front of it. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("connections")
    .addColumn("route", "text", (column) => column.notNull().defaultTo("cloud-api"))
    .execute();
}
