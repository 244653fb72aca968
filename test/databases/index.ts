/**
 * Databases for tests: `onBothDatabases` defines the same tests for SQLite and for PostgreSQL.
 *
 * FLOWELLA_TEST_POSTGRES_URL names a server of your own instead of the one that comes with the packages.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe } from "@jest/globals";
import Database from "better-sqlite3";
import pg from "pg";
import { type Engine, openPostgres, openSqlite } from "../../server/store/index.ts";
import { installQueue } from "../../server/wakeups/graphile-queue.ts";
import { folderOfRun, serverOfRun, template } from "./run.ts";

export interface TestDatabase {
  readonly kind: "sqlite" | "postgres";
  /** As the server's environment names it. */
  readonly settings: { readonly DATABASE_FILE: string } | { readonly DATABASE_URL: string };
  /** Opens it. PostgreSQL may be open several times at once, as if by several processes; close what was opened. */
  open(): Promise<Engine>;
  /** It is not needed any more. */
  remove(): Promise<void>;
}

export interface Databases {
  readonly kind: TestDatabase["kind"];
  /** A new database with the newest schema. */
  make(): Promise<TestDatabase>;
  /** A new database without anything. */
  makeEmpty(): Promise<TestDatabase>;
}

/** Long enough for the first test file of a run to start the server, on a slow machine, too. */
const startTimeoutMs = 120_000;

export function onBothDatabases(name: string, define: (databases: Databases) => void): void {
  describe(`${name} (sqlite)`, () => define(sqlite));
  onPostgres(`${name} (postgres)`, define);
}

export function onPostgres(name: string, define: (databases: Databases) => void): void {
  describe(name, () => {
    beforeAll(async () => {
      await postgresUrl();
    }, startTimeoutMs);
    define(postgres);
  });
}

export const sqlite: Databases = {
  kind: "sqlite",
  make: () => sqliteDatabase(migratedSqlite),
  makeEmpty: () => sqliteDatabase(),
};
export const postgres: Databases = {
  kind: "postgres",
  make: () => postgresDatabase(template),
  makeEmpty: () => postgresDatabase("template0"),
};

/**
 * A file of tests that is run once more on PostgreSQL says so before it imports the tests (see test/postgres/); what
 * starts servers for them asks here.
 */
const chosen = "FLOWELLA_TEST_DATABASE";

/** Runs all tests of another file on PostgreSQL: `await onPostgresToo(() => import("../e2e/delivery.test.ts"))`. */
export async function onPostgresToo(tests: () => Promise<unknown>): Promise<void> {
  process.env[chosen] = "postgres";
  beforeAll(async () => {
    await postgresUrl();
  }, startTimeoutMs);
  await tests();
}

/** @returns a new database of PostgreSQL for a file that runs on it, else nothing: SQLite is what everybody has. */
export async function chosenDatabase(): Promise<TestDatabase | undefined> {
  return process.env[chosen] === "postgres" ? postgres.make() : undefined;
}

/** SQLite in memory, empty, with the newest schema. */
export async function sqliteInMemory(): Promise<Engine> {
  return openSqlite(await readFile(await sqliteTemplate()));
}

/** Puts an empty database with the newest schema there. */
export async function migratedSqlite(file: string): Promise<void> {
  await copyFile(await sqliteTemplate(), file);
}

async function sqliteDatabase(fill?: (file: string) => Promise<void>): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-sqlite-"));
  const file = path.join(folder, "test.db");
  await fill?.(file);
  return {
    kind: "sqlite",
    settings: { DATABASE_FILE: file },
    open: () => openSqlite(file),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

let sqliteMade: Promise<string> | undefined;

/** All migrations cost more than most tests: the first one of a run that asks makes a file with the newest schema. */
async function sqliteTemplate(): Promise<string> {
  sqliteMade ??= makeSqliteTemplate(path.join(folderOfRun(), `${template}.db`));
  return sqliteMade;
}

async function makeSqliteTemplate(file: string): Promise<string> {
  if (existsSync(file)) return file;
  const own = `${file}-${process.pid}`;
  await (await openSqlite(own)).close();
  // With a write-ahead log it could not be read into memory.
  const database = new Database(own);
  database.pragma("journal_mode = DELETE");
  database.close();
  await rename(own, file);
  return file;
}

async function postgresDatabase(from: string): Promise<TestDatabase> {
  const admin = await postgresUrl();
  const name = `flowella_${randomBytes(8).toString("hex")}`;
  await asAdmin(admin, `create database ${name} template ${from}`);
  const url = databaseOf(admin, name);
  return {
    kind: "postgres",
    settings: { DATABASE_URL: url },
    open: () => openPostgres(url, { poolSize: 5 }),
    // To drop one costs a checkpoint, and the run's own server goes away as a whole.
    remove: async () => {
      if (process.env["FLOWELLA_TEST_POSTGRES_URL"])
        await asAdmin(admin, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Runs one statement as the server's owner, in another database than the tests' own. */
export async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of the server's own database, as the owner. */
export async function postgresUrl(): Promise<string> {
  const own = process.env["FLOWELLA_TEST_POSTGRES_URL"];
  if (!own) return serverOfRun();
  ownTemplate ??= makeTemplate(own);
  await ownTemplate;
  return own;
}

let ownTemplate: Promise<void> | undefined;

/** On somebody's own server: the template is made anew once per run, whichever worker comes first. */
async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(77230412)");
    const run = process.env["FLOWELLA_TEST_RUN_PID"] ?? "";
    const known = await client.query(
      "select shobj_description(oid, 'pg_database') as run from pg_database where datname = $1",
      [template],
    );
    if (known.rows[0]?.run === run) return;
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template} template template0`);
    await (await openPostgres(databaseOf(url, template))).close();
    await installQueue(databaseOf(url, template));
    await client.query(`comment on database ${template} is '${run}'`);
  } finally {
    await client.end();
  }
}

function databaseOf(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
