/**
 * Who was erased, under an id that means nothing any more, and what stands elsewhere of them. No id of a message from which
 * a number can be read.
 */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("erasures")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("asked_by", "text", (column) => column.notNull())
    .addColumn("at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("erasures_key", ["portal_id", "person_id"])
    .execute();
  await db.schema.createIndex("erasures_by_time").on("erasures").columns(["portal_id", "at"]).execute();
  await db.schema
    .createTable("erasure_places")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("place_sealed", "text")
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("attempts", sql`bigint`, (column) => column.notNull())
    .addColumn("next_at", sql`bigint`, (column) => column.notNull())
    .addColumn("leased_until", sql`bigint`, (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addColumn("updated_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("erasure_places_key", ["portal_id", "id"])
    .execute();
  await db.schema
    .createIndex("erasure_places_by_person")
    .on("erasure_places")
    .columns(["portal_id", "person_id"])
    .execute();
  await db.schema
    .createIndex("erasure_places_due")
    .on("erasure_places")
    .columns(["portal_id", "status", "next_at"])
    .execute();
  await forgetMessageIds(db);
}

/** WhatsApp's ids of messages hold the number in clear: only a keyed hash of them is kept from now on. */
async function forgetMessageIds(db: Kysely<unknown>): Promise<void> {
  await sql`update sends set wamid = null where wamid like 'wamid.%'`.execute(db);
  await sql`update chat_messages set wamid = null where wamid like 'wamid.%'`.execute(db);
  await sql`update chat_messages set "key" = id where "key" like 'wamid.%'`.execute(db);
  await sql`update person_outbox set "key" = id where "key" like 'wamid.%'`.execute(db);
  await sql`update entry_visits set slot = id where slot like 'message/wamid.%'`.execute(db);
  await sql`update inbox set dedupe_key = id where source = 'whatsapp' and dedupe_key like '%wamid.%'`.execute(db);
}
