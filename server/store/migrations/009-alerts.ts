/** Alerts of a portal, the messages that tell of them, where these go, and which kinds are muted. */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, "alerts", ["portal_id", "id"], {
    portal_id: "text",
    id: "text",
    kind: "text",
    subject: "text",
    status: "text",
    over_key: "text",
    count: "number",
    details: "text",
    revision: "number",
    opened_at: "number",
    updated_at: "number",
    quiet_since: "number?",
    over_at: "number?",
    told_at: "number?",
    told_count: "number",
  });
  // At most one open alert about a thing.
  await db.schema
    .createIndex("alerts_one_open")
    .on("alerts")
    .columns(["portal_id", "kind", "subject", "over_key"])
    .unique()
    .execute();
  await table(db, "alert_messages", ["portal_id", "id"], {
    portal_id: "text",
    id: "text",
    alert_id: "text",
    channel: "text",
    notice: "text",
    status: "text",
    code: "text?",
    count: "number",
    details: "text",
    attempts: "number",
    doubts: "number",
    next_at: "number",
    leased_until: "number",
    created_at: "number",
    updated_at: "number",
  });
  await db.schema
    .createIndex("alert_messages_waiting")
    .on("alert_messages")
    .columns(["status", "portal_id", "channel", "next_at"])
    .execute();
  await db.schema
    .createIndex("alert_messages_by_alert")
    .on("alert_messages")
    .columns(["portal_id", "alert_id"])
    .execute();
  await table(db, "alert_settings", ["portal_id"], {
    portal_id: "text",
    channels_sealed: "text",
    every_hours: "number",
    revision: "number",
    updated_at: "number",
  });
  await table(db, "alert_mutes", ["portal_id", "kind"], { portal_id: "text", kind: "text", until: "number" });
}

async function table(
  db: Kysely<unknown>,
  name: string,
  key: string[],
  columns: Record<string, "text" | "text?" | "number" | "number?">,
): Promise<void> {
  let made: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns))
    made = made.addColumn(column, type.startsWith("text") ? "text" : sql`bigint`, (definition) =>
      type.endsWith("?") ? definition : definition.notNull(),
    );
  await made.addPrimaryKeyConstraint(`${name}_key`, key).execute();
}
