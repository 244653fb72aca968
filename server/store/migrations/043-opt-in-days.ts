/** The day on which a word about being written to was counted: a portal's time zone may be another one by the next word. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("consents").addColumn("counted_day", "text").execute();
}
