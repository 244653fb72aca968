/** Ways in to Flows and who came by them; whose turn it is among the people who take over leads. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("entries")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("flow_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("sentence", "text")
    .addColumn("keywords", "text", (column) => column.notNull())
    .addColumn("ads", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("entries_key", ["portal_id", "id"])
    .execute();
  await db.schema.createIndex("entries_by_code").unique().on("entries").columns(["portal_id", "code"]).execute();
  await db.schema
    .createTable("entry_visits")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("entry_id", "text")
    .addColumn("flow_id", "text")
    .addColumn("slot", "text", (column) => column.notNull())
    .addColumn("sender_id", "text", (column) => column.notNull())
    .addColumn("told_by", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("send_id", "text")
    .addColumn("referral_sealed", "text")
    .addColumn("at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("entry_visits_key", ["portal_id", "id"])
    .execute();
  await db.schema
    .createIndex("entry_visits_by_slot")
    .unique()
    .on("entry_visits")
    .columns(["portal_id", "slot"])
    .execute();
  await db.schema
    .createIndex("entry_visits_by_person")
    .on("entry_visits")
    .columns(["portal_id", "person_id", "at"])
    .execute();
  await db.schema
    .createIndex("entry_visits_by_entry")
    .on("entry_visits")
    .columns(["portal_id", "entry_id", "at"])
    .execute();
  await db.schema.createIndex("entry_visits_by_send").on("entry_visits").columns(["portal_id", "send_id"]).execute();
  // What became of the messages that answered visits, and whom no message reached.
  await db.schema.createIndex("events_by_send").on("events").columns(["portal_id", "send_id", "kind"]).execute();
  await db.schema.createIndex("sends_by_reason").on("sends").columns(["portal_id", "reason", "created_at"]).execute();
  await db.schema
    .createTable("owner_turns")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("circle", "text", (column) => column.notNull())
    .addColumn("turn", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("owner_turns_key", ["portal_id", "circle"])
    .execute();
  await db.schema
    .createTable("lead_owners")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("submission_id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("owner_id", "text", (column) => column.notNull())
    .addColumn("because", "text", (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("lead_owners_key", ["portal_id", "submission_id"])
    .execute();
}
