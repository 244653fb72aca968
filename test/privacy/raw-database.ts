/** The database beside the server: every sealed text in it, opened with every key that is there. */
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { z } from "zod";
import type { Config } from "../../server/config.ts";
import { masterSealer } from "../../server/vault/master.ts";
import { createSealer, type Sealer } from "../../server/vault/sealer.ts";

type Row = Record<string, unknown>;
type Place = Pick<Config, "DATABASE_URL" | "DATABASE_FILE" | "FLOWELLA_MASTER_KEY">;

export interface RawDatabase {
  rows(sql: string): Promise<Row[]>;
  tables(): Promise<string[]>;
  close(): Promise<void>;
}

export async function rawDatabase({ DATABASE_URL, DATABASE_FILE }: Place): Promise<RawDatabase> {
  if (DATABASE_URL === undefined) {
    // Its server has it alone: a copy is looked at, with what the write-ahead log adds.
    const folder = await mkdtemp(path.join(tmpdir(), "flowella-copy-"));
    const copy = path.join(folder, "copy.db");
    await copyFile(DATABASE_FILE, copy);
    await copyFile(`${DATABASE_FILE}-wal`, `${copy}-wal`).catch(() => undefined);
    const database = new Database(copy);
    const rows = async (sql: string) => z.array(z.record(z.string(), z.unknown())).parse(database.prepare(sql).all());
    return {
      rows,
      tables: async () => (await rows("select name from sqlite_master where type = 'table'")).map(nameIn),
      close: async () => {
        database.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  const rows = async (sql: string) => z.array(z.record(z.string(), z.unknown())).parse((await client.query(sql)).rows);
  return {
    rows,
    tables: async () => (await rows("select tablename as name from pg_tables where schemaname = 'public'")).map(nameIn),
    close: () => client.end(),
  };
}

const nameIn = ({ name }: Row): string => z.string().parse(name);

export interface Opened {
  /** `table.column`. */
  readonly column: string;
  readonly text: string;
}

export interface Walked {
  /** Sealed texts that one of the keys opens. */
  readonly opened: readonly Opened[];
  /** Sealed texts in all. */
  readonly total: number;
  readonly keys: number;
}

/** Every sealed text of every table with every key that remains, the master key's own included. */
export async function openEverything(place: Place): Promise<Walked> {
  const database = await rawDatabase(place);
  try {
    const keys = await everyKey(database, place);
    const opened: Opened[] = [];
    let total = 0;
    for (const table of await database.tables()) {
      for (const row of await database.rows(`select * from "${table}"`)) {
        for (const [name, value] of Object.entries(row)) {
          if (!name.endsWith("_sealed") || typeof value !== "string" || value === "") continue;
          total += 1;
          const column = `${table}.${name.replace(/_sealed$/, "")}`;
          const text = openedBy(keys, value, column);
          if (text !== undefined) opened.push({ column, text });
        }
      }
    }
    return { opened, total, keys: keys.length };
  } finally {
    await database.close();
  }
}

const keyRow = z.object({
  id: z.string(),
  person_id: z.string().nullable(),
  portal_id: z.string(),
  wrapped: z.string(),
});
const randomBytes = () => {
  throw new Error("Nothing is sealed here.");
};

type Opener = Pick<Sealer, "open">;

async function everyKey(database: RawDatabase, { FLOWELLA_MASTER_KEY }: Place): Promise<Opener[]> {
  const master = [Buffer.from(FLOWELLA_MASTER_KEY, "base64")];
  const [operator, wrapper] = [
    masterSealer("operator", master, randomBytes),
    masterSealer("master", master, randomBytes),
  ];
  const rows = z.array(keyRow).parse(await database.rows("select * from vault_keys"));
  const unwrapped = (row: z.infer<typeof keyRow>, by: Opener) =>
    createSealer({ id: row.id, key: Buffer.from(by.open(row.wrapped, "vault_keys.wrapped"), "base64"), randomBytes });
  const portals = new Map(
    rows.filter((row) => row.person_id === null).map((row) => [row.portal_id, unwrapped(row, wrapper)]),
  );
  const people = rows.flatMap((row) => {
    const portal = portals.get(row.portal_id);
    return row.person_id === null || !portal ? [] : [unwrapped(row, portal)];
  });
  return [operator, wrapper, ...portals.values(), ...people];
}

function openedBy(keys: readonly Opener[], sealed: string, column: string): string | undefined {
  for (const key of keys) {
    try {
      return key.open(sealed, column);
    } catch {
      // Another key's.
    }
  }
  return undefined;
}

/** Where PostgreSQL keeps this database and its write-ahead log, once all of it is on disk. */
export async function postgresFolders(place: Place): Promise<string[]> {
  const database = await rawDatabase(place);
  try {
    await database.rows("checkpoint");
    const one = z.object({ value: z.string() });
    const [folder] = await database.rows("select setting as value from pg_settings where name = 'data_directory'");
    const [oid] = await database.rows("select oid::text as value from pg_database where datname = current_database()");
    const data = one.parse(folder).value;
    return [`${data}/base/${one.parse(oid).value}`, `${data}/base/pgsql_tmp`, `${data}/pg_wal`, `${data}/log`];
  } finally {
    await database.close();
  }
}
