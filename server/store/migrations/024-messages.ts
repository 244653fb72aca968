/**
 * What customers write that is no answer and what is said back; how each conversation stands; and what was written into
 * HubSpot about a person, so that it can be changed and taken away again.
 */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, "chat_messages", ["portal_id", "id"], {
    portal_id: "text",
    id: "text",
    person_id: "text",
    sender_id: "text",
    author: "text",
    kind: "text",
    body_sealed: "text",
    key: "text",
    status: "text",
    reason: "text?",
    wamid: "text?",
    user_id: "text?",
    at: "number",
    kept_at: "number",
    updated_at: "number",
  });
  await unique(db, "chat_messages_one_per_key", "chat_messages", ["portal_id", "key"]);
  await index(db, "chat_messages_by_person", "chat_messages", ["portal_id", "person_id", "at"]);
  await table(db, "chats", ["portal_id", "person_id"], {
    portal_id: "text",
    person_id: "text",
    wrote_at: "number?",
    answered_at: "number?",
    told_at: "number?",
    replied_at: "number?",
    revision: "number",
  });
  await table(db, "hubspot_copies", ["portal_id", "subject"], {
    portal_id: "text",
    subject: "text",
    person_id: "text",
    object: "text",
    object_id: "text",
    at: "number",
  });
  await index(db, "hubspot_copies_by_person", "hubspot_copies", ["portal_id", "person_id"]);
  await table(db, "hubspot_removals", ["portal_id", "id"], {
    portal_id: "text",
    id: "text",
    object: "text",
    object_id: "text",
    attempts: "number",
    reason: "text?",
    next_at: "number",
    leased_until: "number",
    created_at: "number",
  });
  await index(db, "hubspot_removals_due", "hubspot_removals", ["portal_id", "next_at"]);
}

type Column = "text" | "text?" | "number" | "number?";

async function table(db: Kysely<unknown>, name: string, key: string[], columns: Record<string, Column>): Promise<void> {
  let made: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns))
    made = made.addColumn(column, type.startsWith("text") ? "text" : sql`bigint`, (definition) =>
      type.endsWith("?") ? definition : definition.notNull(),
    );
  await made.addPrimaryKeyConstraint(`${name}_key`, key).execute();
}

async function index(db: Kysely<unknown>, name: string, on: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(name).on(on).columns(columns).execute();
}

async function unique(db: Kysely<unknown>, name: string, on: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(name).on(on).columns(columns).unique().execute();
}
