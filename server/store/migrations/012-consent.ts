/**
 * Consent with its evidence, who opted out, what waits for its time, and what a person has to decide about numbers. `people.revision` is what a send is decided by: a STOP, a change of number and another send count it up.
 */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("people")
    .addColumn("revision", sql`bigint`, (column) => column.notNull().defaultTo(0))
    .execute();
  await table(db, "consent_settings", ["portal_id"], { portal_id: "text", settings: "text", updated_at: "number" });
  await table(db, "consents", ["portal_id", "id"], {
    portal_id: "text",
    id: "text",
    person_id: "text",
    source: "text",
    source_ref: "text",
    state: "text",
    covers: "text",
    wording: "text?",
    submission_id: "text?",
    at: "number",
  });
  await index(db, "consents_by_person", "consents", ["portal_id", "person_id", "at"]);
  await table(db, "consent_wordings", ["portal_id", "version"], {
    portal_id: "text",
    version: "text",
    wording: "text",
    first_used_at: "number",
  });
  await table(db, "suppressions", ["portal_id", "lookup"], {
    portal_id: "text",
    lookup: "text",
    scope: "text",
    via: "text",
    since: "number",
  });
  await table(db, "person_outbox", ["portal_id", "id"], {
    portal_id: "text",
    id: "text",
    person_id: "text",
    kind: "text",
    key: "text",
    payload_sealed: "text?",
    status: "text",
    reason: "text",
    attempts: "number",
    next_at: "number",
    leased_until: "number",
    created_at: "number",
    updated_at: "number",
  });
  await index(db, "person_outbox_one_per_key", "person_outbox", ["portal_id", "kind", "key"], "unique");
  await index(db, "person_outbox_waiting", "person_outbox", ["status", "portal_id", "next_at"]);
  await table(db, "number_conflicts", ["portal_id", "id"], {
    portal_id: "text",
    id: "text",
    kind: "text",
    person_id: "text",
    other_person_id: "text?",
    subject: "text",
    open_key: "text",
    details_sealed: "text",
    status: "text",
    decision: "text?",
    created_at: "number",
    updated_at: "number",
  });
  // At most one open question about a thing.
  await index(db, "number_conflicts_one_open", "number_conflicts", ["portal_id", "subject", "open_key"], "unique");
  await table(db, "contact_numbers", ["portal_id", "contact_lookup"], {
    portal_id: "text",
    contact_lookup: "text",
    person_id: "text",
    decided_at: "number",
  });
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

async function index(db: Kysely<unknown>, name: string, on: string, columns: string[], rule?: "unique"): Promise<void> {
  const made = db.schema.createIndex(name).on(on).columns(columns);
  await (rule === "unique" ? made.unique() : made).execute();
}
