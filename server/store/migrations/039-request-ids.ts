/** The id of the request that something was started by, so that the log lines of its work, much later, name it, too. */
import type { Kysely } from "kysely";

const tables = ["steps", "inbox", "person_outbox", "workflow_executions"];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) await db.schema.alterTable(table).addColumn("request_id", "text").execute();
}
