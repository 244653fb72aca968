/** What Meta last said about accounts and numbers, which number sends, and the lives of message templates. */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, "account_states", ["portal_id", "connection_id"], {
    portal_id: "text",
    connection_id: "text",
    facts: "text",
    told: "text",
    read_at: "number?",
    due_at: "number",
    failures: "number",
    updated_at: "number",
  });
  await db.schema.createIndex("account_states_due").on("account_states").columns(["due_at"]).execute();
  await table(db, "sender_rules", ["portal_id", "connection_id", "country"], {
    portal_id: "text",
    connection_id: "text",
    country: "text",
    sender_id: "text",
    updated_at: "number",
  });
  await table(db, "templates", ["portal_id", "id"], {
    portal_id: "text",
    id: "text",
    flow_id: "text",
    connection_id: "text",
    meta_flow_id: "text",
    meta_id: "text?",
    name: "text",
    language: "text",
    purpose: "text",
    opens_with: "text",
    body: "text",
    button: "text",
    status: "text",
    life: "text",
    edits: "text",
    created_at: "number",
    updated_at: "number",
  });
  await db.schema
    .createIndex("templates_by_name")
    .on("templates")
    .columns(["portal_id", "connection_id", "name", "language"])
    .unique()
    .execute();
  await db.schema.createIndex("templates_by_flow").on("templates").columns(["portal_id", "flow_id"]).execute();
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
