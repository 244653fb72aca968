/** Broadcasts, whom each goes to and what became of it, and what a portal says about prices and its business. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("broadcasts")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("idempotency_key", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("list_id", "text", (column) => column.notNull())
    .addColumn("list_name", "text", (column) => column.notNull())
    .addColumn("plan", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("stage", "text", (column) => column.notNull())
    .addColumn("because", "text")
    .addColumn("says", "text")
    .addColumn("list_cursor", "text")
    .addColumn("collected", sql`bigint`, (column) => column.notNull())
    .addColumn("checked", sql`bigint`, (column) => column.notNull())
    .addColumn("pilot_size", sql`bigint`, (column) => column.notNull())
    .addColumn("found", "text")
    .addColumn("grade", sql`bigint`, (column) => column.notNull())
    .addColumn("completions", "text")
    .addColumn("completions_at", sql`bigint`)
    .addColumn("forgotten_at", sql`bigint`)
    .addColumn("revision", sql`bigint`, (column) => column.notNull())
    .addColumn("next_at", sql`bigint`, (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("broadcasts_key", ["portal_id", "id"])
    .execute();
  await db.schema
    .createIndex("broadcasts_by_key")
    .unique()
    .on("broadcasts")
    .columns(["portal_id", "idempotency_key"])
    .execute();
  await db.schema.createIndex("broadcasts_due").on("broadcasts").columns(["state", "next_at"]).execute();
  await db.schema.createIndex("broadcasts_reading").on("broadcasts").columns(["completions_at"]).execute();
  await db.schema
    .createTable("broadcast_recipients")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("broadcast_id", "text", (column) => column.notNull())
    .addColumn("rank", "text", (column) => column.notNull())
    .addColumn("arm_rank", "text", (column) => column.notNull())
    .addColumn("target_sealed", "text")
    .addColumn("number_lookup", "text")
    .addColumn("person_id", "text")
    .addColumn("stage", "text", (column) => column.notNull())
    .addColumn("arm", "text", (column) => column.notNull())
    .addColumn("fit", "text", (column) => column.notNull())
    .addColumn("country", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("in_window", sql`bigint`, (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("tries", sql`bigint`, (column) => column.notNull())
    .addColumn("send_id", "text")
    .addColumn("form_at", sql`bigint`)
    .addColumn("next_at", sql`bigint`, (column) => column.notNull())
    .addColumn("leased_until", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("broadcast_recipients_key", ["portal_id", "broadcast_id", "rank"])
    .execute();
  await db.schema
    .createIndex("broadcast_recipients_waiting")
    .on("broadcast_recipients")
    .columns(["portal_id", "broadcast_id", "outcome", "stage", "rank"])
    .execute();
  await db.schema
    .createIndex("broadcast_recipients_number")
    .unique()
    .on("broadcast_recipients")
    .columns(["portal_id", "broadcast_id", "number_lookup"])
    .execute();
  await db.schema
    .createIndex("broadcast_recipients_person")
    .on("broadcast_recipients")
    .columns(["portal_id", "person_id"])
    .execute();
  await db.schema
    .createTable("broadcast_settings")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("prices", "text")
    .addColumn("business_id", "text")
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("broadcast_settings_key", ["portal_id"])
    .execute();
}
