/** Limited places with who holds them, and hidden values that came with a message. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("sessions").addColumn("hidden_sealed", "text").execute();

  await db.schema
    .createTable("places")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("field", "text", (column) => column.notNull())
    .addColumn("choice_sealed", "text")
    .addColumn("taken", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("places_key", ["portal_id", "id"])
    .execute();
  await db.schema.createIndex("places_by_flow").on("places").columns(["portal_id", "flow_id"]).execute();

  await db.schema
    .createTable("reservations")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("submission_id", "text", (column) => column.notNull())
    .addColumn("place_id", "text", (column) => column.notNull())
    .addColumn("amount", sql`bigint`, (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("reservations_key", ["portal_id", "id"])
    .execute();
  await db.schema
    .createIndex("reservations_by_submission")
    .on("reservations")
    .columns(["portal_id", "submission_id"])
    .execute();
  await db.schema
    .createIndex("reservations_by_person")
    .on("reservations")
    .columns(["portal_id", "person_id"])
    .execute();
  // Whatever goes wrong elsewhere: nobody holds the same place twice.
  await db.schema
    .createIndex("reservations_held_once")
    .on("reservations")
    .columns(["portal_id", "submission_id", "place_id"])
    .unique()
    .where(sql.ref("status"), "=", sql.lit("held"))
    .execute();
}
