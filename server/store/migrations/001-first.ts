import { type CreateTableBuilder, type Kysely, sql } from "kysely";

/** Columns by portable type; tenant tables get `portal_id` in front, and every unique index starts with it. */
type Columns = Record<string, "text" | "text?" | "number" | "number?">;

const shared: Record<string, { columns: Columns; key: string[]; unique?: string[][] }> = {
  portals: {
    columns: {
      id: "text",
      status: "text",
      world: "text",
      settings: "text",
      ui_domain: "text",
      installer_sealed: "text?",
      installed_at: "number",
    },
    key: ["id"],
  },
  oauth_states: { columns: { state_hash: "text", expires_at: "number" }, key: ["state_hash"] },
  meta_apps: {
    columns: { id: "text", app_id: "text", secret_sealed: "text", verify_token_sealed: "text", created_at: "number" },
    key: ["id"],
    unique: [["app_id"]],
  },
};

const tenant: Record<string, { columns: Columns; key: string[]; unique?: string[][]; index?: string[][] }> = {
  vault_keys: {
    columns: { id: "text", person_id: "text?", wrapped: "text", created_at: "number" },
    key: ["id"],
    index: [["person_id"]],
  },
  people: { columns: { id: "text", created_at: "number" }, key: ["id"] },
  identities: {
    columns: {
      id: "text",
      person_id: "text",
      kind: "text",
      lookup: "text",
      shared_by: "text",
      value_sealed: "text",
      created_at: "number",
    },
    key: ["id"],
    unique: [["kind", "lookup", "shared_by"]],
    index: [["person_id"]],
  },
  connections: {
    columns: {
      id: "text",
      system: "text",
      external_id: "text",
      status: "text",
      secrets_sealed: "text",
      meta_app_id: "text?",
      created_at: "number",
      updated_at: "number",
    },
    key: ["id"],
    unique: [["system", "external_id"]],
  },
  senders: {
    columns: {
      id: "text",
      connection_id: "text",
      display_number: "text",
      key_status: "text",
      created_at: "number",
    },
    key: ["id"],
  },
  flow_keys: {
    columns: {
      id: "text",
      connection_id: "text",
      public_pem: "text",
      private_sealed: "text",
      status: "text",
      created_at: "number",
    },
    key: ["id"],
    index: [["connection_id"]],
  },
  flows: {
    columns: {
      id: "text",
      endpoint_id: "text",
      connection_id: "text",
      meta_flow_id: "text?",
      name: "text",
      status: "text",
      source_tool: "text",
      source_form_id: "text",
      current_version_id: "text?",
      template_name: "text?",
      template_language: "text?",
      created_at: "number",
    },
    key: ["id"],
  },
  flow_versions: {
    columns: {
      id: "text",
      flow_id: "text",
      number: "number",
      form: "text",
      compiled: "text",
      mapping: "text",
      created_at: "number",
    },
    key: ["id"],
    unique: [["flow_id", "number"]],
  },
  sends: {
    columns: {
      id: "text",
      person_id: "text",
      flow_id: "text",
      version_id: "text",
      sender_id: "text",
      idempotency_key: "text",
      channel: "text",
      status: "text",
      reason: "text?",
      wamid: "text?",
      contact_sealed: "text?",
      created_at: "number",
      updated_at: "number",
    },
    key: ["id"],
    unique: [["idempotency_key"]],
    index: [["person_id"], ["wamid"]],
  },
  sessions: {
    columns: {
      id: "text",
      person_id: "text",
      send_id: "text",
      flow_id: "text",
      version_id: "text",
      token_hash: "text",
      state: "text",
      screen: "text?",
      answers_sealed: "text?",
      revision: "number",
      submission_id: "text?",
      expires_at: "number",
      created_at: "number",
      updated_at: "number",
    },
    key: ["id"],
    unique: [["token_hash"]],
    index: [["send_id"]],
  },
  submissions: {
    columns: {
      id: "text",
      person_id: "text",
      flow_id: "text",
      version_id: "text",
      send_id: "text",
      session_id: "text",
      answers_sealed: "text",
      rung: "text?",
      accepted_at: "number",
    },
    key: ["id"],
    unique: [["session_id"]],
    index: [["person_id"]],
  },
  steps: {
    columns: {
      id: "text",
      person_id: "text",
      submission_id: "text",
      step: "text",
      lane: "text",
      seq: "number",
      after: "text",
      status: "text",
      reason: "text?",
      attempts: "number",
      next_at: "number",
      updated_at: "number",
    },
    key: ["id"],
    unique: [["submission_id", "step"]],
    index: [["lane", "status", "seq"]],
  },
  attempts: {
    columns: {
      id: "text",
      step_id: "text",
      started_at: "number",
      duration_ms: "number",
      outcome: "text",
      code: "text",
      correlation_id: "text?",
    },
    key: ["id"],
    index: [["step_id"]],
  },
  lanes: { columns: { lane: "text", holder: "text", until: "number" }, key: ["lane"] },
  conflicts: {
    columns: {
      id: "text",
      person_id: "text",
      submission_id: "text",
      candidates_sealed: "text",
      status: "text",
      created_at: "number",
    },
    key: ["id"],
    unique: [["submission_id"]],
  },
  inbox: {
    columns: {
      id: "text",
      person_id: "text?",
      source: "text",
      kind: "text",
      dedupe_key: "text",
      body_sealed: "text",
      status: "text",
      attempts: "number",
      next_at: "number",
      received_at: "number",
    },
    key: ["id"],
    unique: [["source", "dedupe_key"]],
  },
  windows: {
    columns: { person_id: "text", sender_id: "text", last_inbound_at: "number" },
    key: ["person_id", "sender_id"],
  },
};

/** Look-ups that come before the portal is known, and the workers' queues. */
const acrossPortals: [table: string, columns: string[], unique: boolean][] = [
  ["flows", ["endpoint_id"], true],
  // One owner per number and per WhatsApp Business account, whatever the portal.
  ["connections", ["system", "external_id"], true],
  ["senders", ["id"], true],
  ["steps", ["status", "next_at"], false],
  ["inbox", ["status", "next_at"], false],
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, { columns, key, unique = [] }] of Object.entries(shared)) {
    await createTable(db, name, columns, key);
    for (const index of unique) await createIndex(db, name, index, true);
  }
  for (const [name, { columns, key, unique = [], index = [] }] of Object.entries(tenant)) {
    await createTable(db, name, { portal_id: "text", ...columns }, ["portal_id", ...key]);
    for (const names of unique) await createIndex(db, name, ["portal_id", ...names], true);
    for (const names of index) await createIndex(db, name, ["portal_id", ...names], false);
  }
  for (const [name, columns, unique] of acrossPortals) await createIndex(db, name, columns, unique);
}

async function createTable(db: Kysely<unknown>, name: string, columns: Columns, key: string[]): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    table = table.addColumn(column, type.startsWith("text") ? "text" : sql`bigint`, (definition) =>
      type.endsWith("?") ? definition : definition.notNull(),
    );
  }
  await table.addPrimaryKeyConstraint(`${name}_key`, key).execute();
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[], unique: boolean): Promise<void> {
  const index = db.schema
    .createIndex(`${table}_by_${columns.join("_")}`)
    .on(table)
    .columns(columns);
  await (unique ? index.unique() : index).execute();
}
