/**
 * SQLite: one connection, write-ahead log, every commit flushed to disk.
 *
 * Batches that arrive within one turn of the event loop, or soon after a flush, share one transaction (a flush costs the
 * same for one as for fifty), each inside its own savepoint, so that one refused batch takes nobody along. No
 * transaction is ever open across an `await`: the whole group runs synchronously.
 */
import { hash } from "node:crypto";
import Database from "better-sqlite3";
import { DummyDriver, Kysely, SqliteAdapter, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import {
  alreadyThere,
  type CompiledWrite,
  DatabaseAway,
  DatabaseUnusable,
  type Engine,
  inOrder,
  noRoom,
  wrongCount,
} from "./engine.ts";
import { migrations } from "./migrations/index.ts";

/** Kysely leaves SQLite's migrations outside a transaction; a half-done one would stay stuck for good. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** Compiles for SQLite and runs nothing: reads and commits have their own doors below. */
class CompilingDialect extends SqliteDialect {
  override createDriver(): DummyDriver {
    return new DummyDriver();
  }
}

/** A pause after each flush, in flushes: the disk has a quarter of the event loop's time at most. */
const pausePerFlush = 3;
/** Milliseconds: where the disk is slow, nobody waits longer than this for a flush to begin. */
const longestPause = 5;

/** Groups of commits after which tables that grew tenfold are counted anew. */
const groupsPerCount = 2_000;

/** Pages of 4 KiB that are copied for a backup in one turn of the event loop. */
const pagesPerTurn = 500;

interface Waiting {
  readonly batch: readonly CompiledWrite[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Opens the file (`:memory:` for none), locks it for this process, and brings its schema up to date.
 * @param file or the bytes of one, which is then kept in memory
 * @throws DatabaseUnusable with a sentence for the operator
 */
export async function openSqlite(file: string | Buffer): Promise<Engine> {
  const database = new Database(file);
  try {
    database.pragma("locking_mode = EXCLUSIVE");
    // Already this reads the file: where another process holds it, it fails after a few seconds of waiting.
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    // What is deleted is overwritten: the key of somebody who was erased would lie in the file for long.
    database.pragma("secure_delete = ON");
    // Kibibytes. The system caches the file anyway; twice as much, the driver's own default, is only held longer.
    database.pragma("cache_size = -8000");
    // The first write takes the lock for good.
    database.exec("BEGIN IMMEDIATE; COMMIT");
  } catch (cause) {
    database.close();
    throw new DatabaseUnusable(whyUnusable(file, cause), { cause });
  }
  rewriteOnce(database);
  // PostgreSQL gets one of the same name by a migration; the audit trail's hashes are made by it.
  database.function("flowella_sha256", { deterministic: true }, (text) => hash("sha256", String(text)));
  const migrating = new Kysely({ dialect: new Dialect({ database }) });
  const { error } = await new Migrator({
    db: migrating,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error) {
    database.close();
    throw new DatabaseUnusable(whyNotMigrated(error), { cause: error });
  }
  // At the start every table, and of each index this many rows at most: milliseconds.
  database.pragma("analysis_limit = 400");
  countRows(database, "optimize = 0x10002");
  return sqliteEngine(database);
}

/**
 * What was deleted before deleting overwrote it lies in free pages, and every copy of the file takes them along: a file of
 * before is written anew, once. Where there is no room for that (twice its size), the next start tries again.
 */
function rewriteOnce(database: Database.Database): void {
  if (Number(database.pragma("user_version", { simple: true })) >= 1) return;
  try {
    database.exec("VACUUM");
    database.pragma("user_version = 1");
    database.pragma("wal_checkpoint(TRUNCATE)");
  } catch (error) {
    if (codeOfSqlite(error) === "") throw error;
  }
}

/**
 * Without figures of what tables hold, SQLite takes a portal for a handful of rows, and walks over all of one to spare itself a
 * sort. Where they cannot be written, the old ones do.
 */
function countRows(database: Database.Database, pragma: "optimize" | "optimize = 0x10002"): void {
  try {
    database.pragma(pragma);
  } catch (error) {
    if (codeOfSqlite(error) === "") throw error;
  }
}

/** The migrator meets names of migrations that it does not know where a newer version has been here. */
function whyNotMigrated(error: unknown): string {
  return error instanceof Error && error.message.startsWith("corrupted migrations")
    ? "A newer version of Flowella has used this database: start that version."
    : "The database could not be brought up to date; it was left as it was.";
}

function whyUnusable(given: string | Buffer, cause: unknown): string {
  const code = codeOfSqlite(cause);
  const file = typeof given === "string" ? given : "what was given";
  if (code.startsWith("SQLITE_BUSY"))
    return `Another process is using ${file}. One process owns a SQLite file: stop the other one first.`;
  if (code === "SQLITE_NOTADB") return `${file} is not a SQLite database. Name another DATABASE_FILE.`;
  return `${file} cannot be used (${code || "unknown reason"}). Check that this user may write it and its folder.`;
}

/** The store's word for it: the same as PostgreSQL's for the same situation. */
function translated(error: unknown): unknown {
  const code = codeOfSqlite(error);
  if (code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY") return alreadyThere(error);
  if (code === "SQLITE_FULL") return noRoom(error);
  // Without a flush that succeeded nobody knows what is on the disk.
  if (code.startsWith("SQLITE_IOERR"))
    return new DatabaseAway(`The database's file cannot be read or written now (${code}).`, { cause: error });
  return error;
}

/** By its shape: where the addon was loaded more than once, as by tests, its errors are of the first one's class. */
function codeOfSqlite(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

function sqliteEngine(database: Database.Database): Engine {
  const statements = new Map<string, Database.Statement>();
  let waiting: Waiting[] = [];
  let groups = 0;
  /** By `performance.now()`. A batch that comes after a quiet while is written at once. */
  let nextFlushAt = 0;

  const statement = (sql: string): Database.Statement => {
    const cached = statements.get(sql);
    if (cached) return cached;
    const prepared = database.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };

  const runBatch = database.transaction((batch: readonly CompiledWrite[]) => {
    for (const { query, rows } of batch) {
      const { changes } = statement(query.sql).run(...query.parameters);
      if (rows !== undefined && changes !== rows) throw wrongCount(rows, changes);
    }
  });

  const runGroup = database.transaction((group: readonly Waiting[]): (() => void)[] =>
    group.map(({ batch, resolve, reject }) => {
      try {
        runBatch(batch);
        return resolve;
      } catch (reason) {
        // The savepoint took this batch back; a failure of the disk itself ends the whole transaction.
        if (!database.inTransaction) throw reason;
        return () => reject(translated(reason));
      }
    }),
  );

  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    const startedAt = performance.now();
    try {
      for (const settle of runGroup.immediate(group)) settle();
    } catch (reason) {
      for (const { reject } of group) reject(translated(reason));
    }
    groups += 1;
    if (groups % groupsPerCount === 0) countRows(database, "optimize");
    const endedAt = performance.now();
    nextFlushAt = endedAt + Math.min(longestPause, pausePerFlush * (endedAt - startedAt));
  };

  const flushSoon = (): void => {
    const pause = nextFlushAt - performance.now();
    if (pause > 0) setTimeout(flush, pause);
    else setImmediate(flush);
  };

  return {
    queries: (plugins) => new Kysely({ dialect: new CompilingDialect({ database }), plugins }),
    read: async (query) => statement(query.sql).all(...query.parameters),
    commit: (batch) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) flushSoon();
        // One process needs no wake-ups in its tables.
        waiting.push({ batch: inOrder(batch), resolve, reject });
      }),
    // Page by page between other work; what is committed meanwhile over this connection goes into the copy as well.
    scrub: async () => {
      // The write-ahead log holds pages as they were before.
      database.pragma("wal_checkpoint(TRUNCATE)");
    },
    copyTo: async (file) => {
      await database.backup(file, { progress: () => pagesPerTurn });
    },
    close: async () => {
      flush();
      database.close();
    },
  };
}
