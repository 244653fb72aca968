/** What is asked for at every status of a message, and at every look at the newest answers, is found by an index. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("chat_messages_by_wamid")
    .on("chat_messages")
    .columns(["portal_id", "wamid"])
    .where(sql<boolean>`wamid is not null`)
    .execute();
  await db.schema
    .createIndex("submissions_by_time")
    .on("submissions")
    .columns(["portal_id", "accepted_at", "id"])
    .execute();
}
