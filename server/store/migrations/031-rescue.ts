/** Who stopped half-way through a Flow, and when somebody asked for a person. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("stops")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("session_id", "text", (column) => column.notNull())
    .addColumn("round", sql`bigint`, (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("version_id", "text", (column) => column.notNull())
    .addColumn("screen", "text", (column) => column.notNull())
    .addColumn("stopped_at", sql`bigint`, (column) => column.notNull())
    .addColumn("expires_at", sql`bigint`, (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("answers", "text", (column) => column.notNull())
    .addColumn("reminder", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("remind_at", sql`bigint`)
    .addColumn("send_id", "text")
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("stops_key", ["portal_id", "session_id", "round"])
    .execute();
  await index(db, "stops_newest", ["portal_id", "stopped_at"]);
  await index(db, "stops_by_person", ["portal_id", "person_id"]);
  await index(db, "stops_kept", ["answers", "portal_id", "stopped_at"]);
  await db.schema.alterTable("chats").addColumn("asked_at", sql`bigint`).execute();
}

async function index(db: Kysely<unknown>, name: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(name).on("stops").columns(columns).execute();
}
