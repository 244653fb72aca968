/** What is asked for at every status of a message, and at every look at the newest answers, is found by an index. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("chat_messages_by_wamid")
    .on("chat_messages")
    .columns(["portal_id", "wamid"])
    .where(sql<boolean>`wamid is not null`)
    .execute();
  const times = ["accepted_at", "id"];
  await db.schema
    .createIndex("submissions_by_time")
    .on("submissions")
    .columns(["portal_id", ...times])
    .execute();
  // One person's in the same order, so that nothing tempts a database to read all of a portal's to spare itself a sort.
  const ofPerson = ["portal_id", "person_id", ...times];
  await db.schema.createIndex("submissions_by_person").on("submissions").columns(ofPerson).execute();
  await db.schema.dropIndex("submissions_by_portal_id_person_id").execute();
}
