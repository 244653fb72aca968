/** Key rings with a status per number, two secrets per Meta app, blobs, and health events. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("flow_keys").addColumn("retire_at", sql`bigint`).execute();
  for (const [column, type] of [
    ["key_id", sql`text`],
    ["key_code", sql`text`],
    ["key_checked_at", sql`bigint`],
  ] as const)
    await db.schema.alterTable("senders").addColumn(column, type).execute();
  await db.schema.alterTable("meta_apps").addColumn("previous_secret_sealed", "text").execute();
  await db.schema.alterTable("meta_apps").addColumn("previous_until", sql`bigint`).execute();

  // Two rotations, two installations or two first messages at once: one of them wins, and the other one is told.
  const onlyOne = (name: string, table: string, columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).unique();
  await onlyOne("flow_keys_one_active", "flow_keys", ["portal_id", "connection_id"])
    .where(sql.ref("status"), "=", sql.lit("active"))
    .execute();
  await onlyOne("vault_keys_one_per_portal", "vault_keys", ["portal_id"])
    .where(sql.ref("person_id"), "is", sql.lit(null))
    .execute();
  await onlyOne("vault_keys_one_per_person", "vault_keys", ["portal_id", "person_id"])
    .where(sql.ref("person_id"), "is not", sql.lit(null))
    .execute();

  await db.schema
    .createTable("blobs")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("bytes", sql`bigint`, (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("blobs_key", ["portal_id", "id"])
    .execute();
  await db.schema.createIndex("blobs_by_person").on("blobs").columns(["portal_id", "person_id"]).execute();
  await db.schema.createIndex("blobs_by_id").on("blobs").column("id").unique().execute();

  await db.schema
    .createTable("health_events")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("occurrence", "text", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("subject_id", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("details", "text", (column) => column.notNull())
    .addColumn("count", sql`bigint`, (column) => column.notNull())
    .addColumn("first_at", sql`bigint`, (column) => column.notNull())
    .addColumn("last_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("health_events_key", ["portal_id", "id"])
    .execute();
  await db.schema
    .createIndex("health_events_by_occurrence")
    .on("health_events")
    .columns(["portal_id", "occurrence"])
    .unique()
    .execute();
  await db.schema
    .createIndex("health_events_by_last_at")
    .on("health_events")
    .columns(["portal_id", "last_at"])
    .execute();
}
