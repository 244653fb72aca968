/** What waits in the inbox is found and counted from one index, in the order in which it came, however much it is. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("inbox_in_order")
    .on("inbox")
    .columns(["status", "portal_id", "received_at", "next_at", "leased_until"])
    .execute();
  await db.schema.dropIndex("inbox_by_status_next_at").execute();
}
