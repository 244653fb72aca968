/** Files that customers handed over: where each lies, and what became of it. */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  const required = ["id", "person_id", "submission_id", "field_id", "media_id", "name_sealed", "status"];
  const optional = ["source_sealed", "reason", "blob_id", "type"];
  let table: CreateTableBuilder<string, string> = db.schema
    .createTable("files")
    .addColumn("portal_id", "text", (column) => column.notNull());
  for (const column of required) table = table.addColumn(column, "text", (definition) => definition.notNull());
  for (const column of optional) table = table.addColumn(column, "text");
  await table
    .addColumn("revision", sql`bigint`, (column) => column.notNull())
    .addColumn("place", sql`bigint`, (column) => column.notNull())
    .addColumn("bytes", sql`bigint`)
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("files_key", ["portal_id", "id"])
    .execute();
  await db.schema
    .createIndex("files_once_per_question")
    .on("files")
    .columns(["portal_id", "submission_id", "field_id", "media_id"])
    .unique()
    .execute();
  await db.schema.createIndex("files_by_person").on("files").columns(["portal_id", "person_id"]).execute();
}
