/** Single things of a kind of alert that are muted, such as one Flow. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("alert_subject_mutes")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("until", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("alert_subject_mutes_key", ["portal_id", "kind", "subject"])
    .execute();
}
