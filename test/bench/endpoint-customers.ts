/**
 * Copies of a customer with everything that is theirs, row by row and whatever the columns are, so that a benchmark does
 * not have to know the schema. A copy has ids of its own; its key is the same key under another id.
 */
import type Database from "better-sqlite3";

type Row = Record<string, unknown>;

/** Their history, not their state. */
const leftOut = new Set(["inbox", "events", "health_events", "blobs", "conflicts"]);
/** Unique beside the ids. */
const unique = new Set(["lookup", "idempotency_key", "wamid", "key"]);

/** Copies the one customer whose session is in this state, once for each token hash. */
export function copyCustomer(database: Database.Database, state: "sent" | "accepted", tokenHashes: string[]): void {
  const { person_id: person } = database
    .prepare<[string], { person_id: string }>("select person_id from sessions where state = ? order by rowid limit 1")
    .get(state) ?? { person_id: undefined };
  if (!person) throw new Error(`Nobody's session is ${state}.`);
  const tables = tablesOfPeople(database).map((table) => {
    const column = table === "people" ? "id" : "person_id";
    const rows = database.prepare<[string], Row>(`select * from ${table} where ${column} = ?`).all(person);
    return { table, rows: rows.filter((row) => isTheirState(table, row)) };
  });
  const ids = tables.flatMap(({ rows }) => rows.flatMap(({ id }) => (typeof id === "string" ? [id] : [])));
  const anyId = new RegExp([...new Set([person, ...ids])].join("|"), "g");
  for (const { table, rows } of tables) {
    for (const row of rows) {
      const columns = Object.keys(row);
      const insert = database.prepare(
        `insert into ${table} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
      );
      tokenHashes.forEach((hash, number) => {
        insert.run(columns.map((column) => copied(table, column, row[column], anyId, hash, number)));
      });
    }
  }
}

function tablesOfPeople(database: Database.Database): string[] {
  const names = database
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and exists " +
        "(select 1 from pragma_table_info(sqlite_master.name) where name = 'person_id') order by name",
    )
    .all()
    .map(({ name }) => name);
  return ["people", ...names.filter((name) => !leftOut.has(name))];
}

/** Of a delivery's steps the first one, as it was before its first attempt. */
function isTheirState(table: string, row: Row): boolean {
  return table !== "steps" || row["step"] === "identify";
}

const untried: Readonly<Record<string, unknown>> = { status: "ready", attempts: 0, reason: null, next_at: 0 };

function copied(table: string, column: string, value: unknown, ids: RegExp, hash: string, number: number): unknown {
  if (column === "token_hash") return hash;
  if (table === "steps" && Object.hasOwn(untried, column)) return untried[column];
  if (typeof value !== "string") return value;
  if (unique.has(column)) return `${value}-${hash}`;
  return value.replace(ids, (id) => `${id}-${hash.slice(0, 12)}${number}`);
}
