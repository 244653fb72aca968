/** What is set per Flow, rounds and revisions of submissions, and the events that insight reads. */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  const added: [table: string, column: string, type: "text" | "number", initial: string | number | null][] = [
    ["flows", "settings", "text", "{}"],
    ["flows", "previous_version_id", "text", null],
    ["sends", "source", "text", "operator"],
    ["sends", "country", "text", null],
    ["sessions", "round", "number", 1],
    ["sessions", "answered_at", "number", null],
    ["submissions", "round", "number", 1],
    ["submissions", "revision", "number", 1],
  ];
  for (const [table, column, type, initial] of added) {
    await db.schema
      .alterTable(table)
      .addColumn(column, type === "text" ? "text" : sql`bigint`, (definition) =>
        initial === null ? definition : definition.notNull().defaultTo(initial),
      )
      .execute();
  }
  // A session that may be answered again has one submission a round.
  await db.schema.dropIndex("submissions_by_portal_id_session_id").execute();
  await db.schema
    .createIndex("submissions_one_per_round")
    .on("submissions")
    .columns(["portal_id", "session_id", "round"])
    .unique()
    .execute();
  // A correction is delivered by steps of its own.
  await db.schema
    .alterTable("steps")
    .addColumn("revision", sql`bigint`, (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema.dropIndex("steps_by_portal_id_submission_id_step").execute();
  await db.schema
    .createIndex("steps_one_per_revision")
    .on("steps")
    .columns(["portal_id", "submission_id", "revision", "step"])
    .unique()
    .execute();

  const required = ["id", "kind"];
  const optional = [
    "person_id",
    "flow_id",
    "version_id",
    "send_id",
    "session_id",
    "submission_id",
    "screen",
    "field_id",
    "code",
  ];
  let table: CreateTableBuilder<string, string> = db.schema
    .createTable("events")
    .addColumn("portal_id", "text", (column) => column.notNull());
  for (const column of required) table = table.addColumn(column, "text", (definition) => definition.notNull());
  for (const column of optional) table = table.addColumn(column, "text");
  await table
    .addColumn("at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("events_key", ["portal_id", "id"])
    .execute();
  await db.schema.createIndex("events_by_time").on("events").columns(["portal_id", "at"]).execute();
  await db.schema.createIndex("events_by_flow").on("events").columns(["portal_id", "flow_id", "kind", "at"]).execute();
}
