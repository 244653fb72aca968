/** The newest messages of a Flow that were asked for in one way, however many others it sends. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("sends_by_source")
    .on("sends")
    .columns(["portal_id", "flow_id", "source", "created_at"])
    .execute();
}
