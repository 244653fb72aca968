/** Links to pages outside HubSpot, installations that name their portal, and what a portal was found to have. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("connect_links")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("page", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("token_hash", "text", (column) => column.notNull())
    .addColumn("expires_at", sql`bigint`, (column) => column.notNull())
    .addColumn("opened_at", sql`bigint`)
    .addColumn("session_hash", "text")
    .addColumn("session_until", sql`bigint`)
    .addColumn("created_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("connect_links_key", ["portal_id", "id"])
    .execute();
  // A link and its cookie come without a portal: they are what names it.
  await db.schema.createIndex("connect_links_by_token").on("connect_links").column("token_hash").execute();
  await db.schema.createIndex("connect_links_by_session").on("connect_links").column("session_hash").execute();

  await db.schema
    .createTable("provisioning")
    .addColumn("portal_id", "text", (column) => column.notNull())
    .addColumn("report", "text", (column) => column.notNull())
    .addColumn("looked_at", sql`bigint`, (column) => column.notNull())
    .addColumn("next_at", sql`bigint`, (column) => column.notNull())
    .addPrimaryKeyConstraint("provisioning_key", ["portal_id"])
    .execute();

  await db.schema.alterTable("oauth_states").addColumn("wanted_portal", "text").execute();
  await db.schema.alterTable("oauth_states").addColumn("spent_at", sql`bigint`).execute();
  for (const column of ["app_id", "account_type", "data_hosting"]) {
    await db.schema.alterTable("portals").addColumn(column, "text").execute();
  }
}
