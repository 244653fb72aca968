/** Forms as their Flow's versions were made from them, and what was noticed about those forms since. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("source_forms")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("version_id", "text", (column) => column.notNull())
    .addColumn("form", "text", (column) => column.notNull())
    .addColumn("form_alone", "text")
    .addPrimaryKeyConstraint("source_forms_key", ["portal_id", "version_id"])
    .execute();

  await db.schema
    .createTable("form_watches")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("tool", "text", (column) => column.notNull())
    .addColumn("form_id", "text", (column) => column.notNull())
    .addColumn("automatic", "text", (column) => column.notNull())
    .addColumn("marker", "text")
    .addColumn("changes", "text", (column) => column.notNull())
    .addColumn("change_count", sql`bigint`, (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("dismissed", "text")
    .addColumn("held_back", "text")
    .addColumn("changed_at", sql`bigint`)
    .addColumn("problem_code", "text")
    .addColumn("problem", "text")
    .addColumn("failures", sql`bigint`, (column) => column.notNull())
    .addColumn("looked_at", sql`bigint`)
    .addColumn("next_at", sql`bigint`, (column) => column.notNull())
    .addColumn("leased_until", sql`bigint`, (column) => column.notNull())
    .addColumn("push_id", "text")
    .addColumn("push_until", sql`bigint`)
    .addColumn("push_code", "text")
    .addColumn("push_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("form_watches_key", ["portal_id", "flow_id"])
    .execute();
  await db.schema
    .createIndex("form_watches_due")
    .on("form_watches")
    .columns(["next_at", "portal_id", "tool"])
    .execute();
  await db.schema.createIndex("form_watches_by_form").on("form_watches").columns(["tool", "form_id"]).execute();
}
