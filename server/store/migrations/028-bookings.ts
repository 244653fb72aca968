/** What can be booked, and customers' appointments. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("booking_services")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("booking_services_key", ["portal_id", "name"])
    .execute();
  await db.schema
    .createTable("bookings")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("submission_id", "text", (column) => column.notNull())
    .addColumn("service", "text", (column) => column.notNull())
    .addColumn("calendar", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("asked", "text", (column) => column.notNull())
    .addColumn("asked_start", sql`bigint`)
    .addColumn("asked_by", "text", (column) => column.notNull())
    .addColumn("asked_revision", sql`bigint`, (column) => column.notNull())
    .addColumn("outcome", "text")
    .addColumn("event_id", "text")
    .addColumn("start_at", sql`bigint`)
    .addColumn("end_at", sql`bigint`)
    .addColumn("revision", sql`bigint`, (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("bookings_key", ["portal_id", "id"])
    .execute();
  await db.schema
    .createIndex("bookings_by_submission")
    .on("bookings")
    .columns(["portal_id", "submission_id"])
    .unique()
    .execute();
  await db.schema.createIndex("bookings_by_asking").on("bookings").columns(["portal_id", "asked_by"]).execute();
  await db.schema.createIndex("bookings_by_person").on("bookings").columns(["portal_id", "person_id"]).execute();
  await db.schema.createIndex("bookings_by_start").on("bookings").columns(["portal_id", "start_at"]).execute();
}
