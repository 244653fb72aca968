/**
 * Figures that are kept up as events arrive. An event, or a word on being written to, is counted in the commit that marks it
 * (`counted_at`); what is not counted yet stands in a small index of its own.
 */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["events", "consents"]) {
    await db.schema.alterTable(table).addColumn("counted_at", sql`bigint`).execute();
    await db.schema
      .createIndex(`${table}_uncounted`)
      .on(table)
      .columns(["portal_id", "at"])
      .where(sql.ref("counted_at"), "is", null)
      .execute();
  }
  await db.schema
    .createTable("insight_messages")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("send_id", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("country", "text", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("fact", "text", (column) => column.notNull())
    .addColumn("revision", sql`bigint`, (column) => column.notNull())
    .addColumn("made_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("insight_messages_key", ["portal_id", "send_id"])
    .execute();
  await db.schema
    .createIndex("insight_messages_by_age")
    .on("insight_messages")
    .columns(["portal_id", "made_at"])
    .execute();
  await db.schema
    .createTable("insight_days")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("by_what", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("counts", "text", (column) => column.notNull())
    .addColumn("times", "text", (column) => column.notNull())
    .addColumn("revision", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("insight_days_key", ["portal_id", "flow_id", "by_what", "day", "value"])
    .execute();
  await db.schema
    .createIndex("insight_days_of_portal")
    .on("insight_days")
    .columns(["portal_id", "by_what", "day"])
    .execute();
  await db.schema
    .createTable("insight_quality")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("weeks", "text", (column) => column.notNull())
    .addColumn("read_at", sql`bigint`)
    .addColumn("tried_at", sql`bigint`)
    .addColumn("due_at", sql`bigint`)
    .addPrimaryKeyConstraint("insight_quality_key", ["portal_id", "flow_id"])
    .execute();
}
