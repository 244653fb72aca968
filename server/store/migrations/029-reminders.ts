/** Messages that go later, one at a time to one person; and what identity-verification providers were asked and said. */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, "reminders", {
    portal_id: "text",
    id: "text",
    person_id: "text",
    kind: "text",
    key: "text",
    submission_id: "text?",
    session_id: "text?",
    flow_id: "text",
    version_id: "text",
    sender_id: "text",
    content_sealed: "text",
    due_at: "number",
    expires_at: "number",
    status: "text",
    reason: "text",
    revision: "number",
    send_id: "text?",
    created_at: "number",
    updated_at: "number",
  });
  await unique(db, "reminders_one_per_key", "reminders", ["portal_id", "kind", "key"]);
  await index(db, "reminders_by_person", "reminders", ["portal_id", "person_id"]);
  await index(db, "reminders_by_submission", "reminders", ["portal_id", "submission_id"]);
  await table(db, "verifications", {
    portal_id: "text",
    id: "text",
    person_id: "text",
    submission_id: "text",
    revision: "number",
    endpoint_id: "text",
    status: "text",
    decision: "text?",
    code: "text?",
    asked_at: "number",
    answered_at: "number?",
    updated_at: "number",
  });
  await unique(db, "verifications_one_each", "verifications", [
    "portal_id",
    "submission_id",
    "revision",
    "endpoint_id",
  ]);
  await index(db, "verifications_by_person", "verifications", ["portal_id", "person_id"]);
}

type Column = "text" | "text?" | "number" | "number?";

async function table(db: Kysely<unknown>, name: string, columns: Record<string, Column>): Promise<void> {
  let made: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns))
    made = made.addColumn(column, type.startsWith("text") ? "text" : sql`bigint`, (definition) =>
      type.endsWith("?") ? definition : definition.notNull(),
    );
  await made.addPrimaryKeyConstraint(`${name}_key`, ["portal_id", "id"]).execute();
}

async function index(db: Kysely<unknown>, name: string, on: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(name).on(on).columns(columns).execute();
}

async function unique(db: Kysely<unknown>, name: string, on: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(name).on(on).columns(columns).unique().execute();
}
