/** The columns of every table of a test's database, asked of the database itself. */
import Database from "better-sqlite3";
import pg from "pg";
import { z } from "zod";
import type { TestDatabase } from "../databases/index.ts";

export interface Column {
  readonly name: string;
  readonly kind: "number" | "text" | "bytes";
}

const rowsSchema = z.array(z.object({ table: z.string(), column: z.string(), type: z.string() }));

/** By table; only tables that have a `portal_id`. */
export async function tenantColumns({ settings }: TestDatabase): Promise<Map<string, Column[]>> {
  const rows = rowsSchema.parse(
    "DATABASE_FILE" in settings ? ofFile(settings.DATABASE_FILE) : await ofServer(settings),
  );
  const tables = Map.groupBy(rows, ({ table }) => table);
  const ofTenants = [...tables].filter(([, columns]) => columns.some(({ column }) => column === "portal_id"));
  return new Map(
    ofTenants.map(([table, columns]) => [
      table,
      columns.map(({ column, type }) => ({ name: column, kind: kindOf(type) })),
    ]),
  );
}

function ofFile(file: string): unknown {
  const database = new Database(file, { readonly: true });
  try {
    return database
      .prepare(
        `select m.name as "table", c.name as "column", c.type as type
         from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'`,
      )
      .all();
  } finally {
    database.close();
  }
}

async function ofServer({ DATABASE_URL }: { readonly DATABASE_URL: string }): Promise<unknown> {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    const found = await client.query(
      `select table_name as "table", column_name as "column", data_type as type
       from information_schema.columns where table_schema = 'public'`,
    );
    return found.rows;
  } finally {
    await client.end();
  }
}

function kindOf(type: string): Column["kind"] {
  if (/int|real|numeric|double/i.test(type)) return "number";
  return /blob|bytea/i.test(type) ? "bytes" : "text";
}
