/**
 * Delivery for many processes: lanes per destination, paused destinations, who wrote a property last, outbound limits,
 * portals that left, and the inbox's leases and sources.
 */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  const added: [table: string, column: string, type: "text" | "number", initial: string | number | null][] = [
    ["steps", "destination", "text", "hubspot"],
    ["steps", "target", "text", ""],
    ["steps", "failures", "number", 0],
    ["steps", "begun_at", "number", null],
    ["steps", "running_since", "number", null],
    ["steps", "replay_id", "text", null],
    ["connections", "refreshing_until", "number", 0],
    ["portals", "client_id", "text", null],
    ["portals", "gone_at", "number", null],
    ["portals", "erasing_at", "number", null],
    ["portals", "told", "text", null],
    ["portals", "tell_at", "number", null],
    ["inbox", "leased_until", "number", 0],
  ];
  for (const [table, column, type, initial] of added) {
    await db.schema
      .alterTable(table)
      .addColumn(column, type === "text" ? "text" : sql`bigint`, (definition) =>
        initial === null ? definition : definition.notNull().defaultTo(initial),
      )
      .execute();
  }
  // One step may go to several destinations of a kind, such as two webhooks.
  await db.schema.dropIndex("steps_one_per_revision").execute();
  await index(db, "steps_one_per_target", "steps", ["portal_id", "submission_id", "revision", "step", "target"], true);
  await index(db, "steps_by_destination", "steps", ["portal_id", "destination", "status", "next_at", "seq"]);
  await index(db, "steps_by_replay", "steps", ["portal_id", "replay_id"]);

  await table(db, "destination_states", ["portal_id", "destination"], {
    portal_id: "text",
    destination: "text",
    state: "text",
    failures: "number",
    reason: "text?",
    paused_since: "number?",
    probes: "number",
    probe_at: "number",
    updated_at: "number",
  });
  await table(db, "property_writes", ["portal_id", "contact_lookup", "property"], {
    portal_id: "text",
    contact_lookup: "text",
    property: "text",
    handed_in_at: "number",
  });
  await table(db, "mapping_edits", ["portal_id", "flow_id"], {
    portal_id: "text",
    flow_id: "text",
    mapping: "text",
    edited_at: "number",
  });
  await table(db, "limits", ["key"], { key: "text", tat: "number" });
  // Steps that were planned before destinations had a state of their own.
  await sql`insert into destination_states (portal_id, destination, state, failures, probes, probe_at, updated_at)
    select distinct portal_id, destination, 'well', 0, 0, 0, 0 from steps`.execute(db);
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

async function index(db: Kysely<unknown>, name: string, on: string, columns: string[], unique = false): Promise<void> {
  const made = db.schema.createIndex(name).on(on).columns(columns);
  await (unique ? made.unique() : made).execute();
}
