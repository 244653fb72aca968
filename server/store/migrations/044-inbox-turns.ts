/** Whether something that the same person said before still waits is found without walking over all they ever said. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // What became of messages of ours has no order, and there is much of it.
  await db.schema
    .createIndex("inbox_turns")
    .on("inbox")
    .columns(["portal_id", "person_id", "received_at"])
    .where(sql<boolean>`status = 'waiting' and kind != 'status' and person_id is not null`)
    .execute();
}
