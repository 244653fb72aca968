/** What retention looks for every few minutes, without walking over all that was ever kept. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // Each index holds only what is still to go.
  await db.schema
    .createIndex("workflow_outputs_to_empty")
    .on("workflow_executions")
    .columns(["portal_id", "updated_at"])
    .where(sql<boolean>`outputs_sealed is not null`)
    .execute();
  await db.schema
    .createIndex("codes_to_forget")
    .on("codes")
    .columns(["portal_id", "updated_at"])
    .where(sql<boolean>`contact_sealed is not null`)
    .execute();
  await db.schema
    .createIndex("referrals_to_forget")
    .on("entry_visits")
    .columns(["portal_id", "at"])
    .where(sql<boolean>`referral_sealed is not null`)
    .execute();
  // From now on it goes as soon as the outcome is known (workflows/store.ts).
  await sql`update workflow_executions set request_sealed = '' where state in ('settled', 'told', 'gone')`.execute(db);
}
