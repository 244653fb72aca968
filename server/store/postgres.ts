/**
 * PostgreSQL: a pool of connections, one `BEGIN … COMMIT` a batch.
 *
 * The statements of a batch are sent in one go and answered in one go; only the COMMIT waits until every row count is
 * known, so a batch costs two round trips whatever its length.
 */
import { createHash } from "node:crypto";
import { type CompiledQuery, type DatabaseIntrospector, DummyDriver, Kysely, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { type CompiledWrite, DatabaseAway, DatabaseUnusable, type Engine, inOrder, wrongCount } from "./engine.ts";
import { migrations } from "./migrations/index.ts";
import { codeOfDatabase, isAway, translated, whyPostgresUnusable } from "./postgres-errors.ts";
import { commitGroups } from "./postgres-groups.ts";
import { postgresPool } from "./postgres-pool.ts";

export interface PostgresOptions {
  /** Connections of this process at most. */
  readonly poolSize?: number | undefined;
}

const statementTimeoutMs = 30_000;
const lockTimeoutMs = 10_000;
/** A process that stopped between BEGIN and COMMIT must not hold its rows for long. */
const idleInTransactionTimeoutMs = 30_000;

/** Whatever the server's defaults: an answered commit is on disk, and a statement sees what was committed before it. */
const guarantees = "-c synchronous_commit=on -c default_transaction_isolation=read\\ committed";

/**
 * Opens the database and brings its schema up to date; of several processes that start together one does it.
 * @param url `postgres://user:password@host:5432/name`; TLS by `?sslmode=`
 * @throws DatabaseUnusable with a sentence for the operator
 */
export async function openPostgres(url: string, { poolSize = 10 }: PostgresOptions = {}): Promise<Engine> {
  try {
    await migrate(url);
  } catch (cause) {
    throw cause instanceof DatabaseUnusable ? cause : new DatabaseUnusable(whyPostgresUnusable(url, cause), { cause });
  }
  return postgresEngine(url, poolSize);
}

/** Everything in one transaction under an advisory lock, both held by this connection: who dies leaves nothing. */
async function migrate(url: string): Promise<void> {
  const pool = postgresPool(url, { max: 2, application_name: "flowella migrations" });
  const db = new Kysely({ dialect: new MigratingDialect({ pool }) });
  try {
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
    }).migrateToLatest();
    if (error instanceof Error && error.message.startsWith("corrupted migrations"))
      throw new DatabaseUnusable("A newer version of Flowella has used this database: start that version.", {
        cause: error,
      });
    if (error) throw error;
  } finally {
    await db.destroy();
  }
}

interface Named {
  readonly name: string;
}

/**
 * The migrator asks which tables there are. Kysely's own answer looks at every column of every schema, and fails where
 * another process makes or drops a table meanwhile, such as graphile-worker's.
 */
class MigratingDialect extends PostgresDialect {
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return {
      getSchemas: async () => [],
      getTables: async () => {
        const tables = sql<Named>`select tablename as name from pg_tables where schemaname = current_schema()`;
        const { rows } = await tables.execute(db);
        return rows.map(({ name }) => ({ name, isView: false, isForeign: false, columns: [] }));
      },
    };
  }
}

/** int8 and numeric (what sums of int8 are) as numbers: times and counters, far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    format !== "binary" && (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC)
      ? Number
      : pg.types.getTypeParser(oid, format),
};

/** Compiles for PostgreSQL and runs nothing: reads and commits have their own doors below. */
class CompilingDialect extends PostgresDialect {
  override createDriver(): DummyDriver {
    return new DummyDriver();
  }
}

function postgresEngine(url: string, poolSize: number): Engine {
  const pool = postgresPool(url, {
    max: poolSize,
    // The types of node-postgres know this option from 8.23 on its client only.
    ...{ pipeline: true },
    types,
    options: guarantees,
    application_name: "flowella",
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
  });
  const prepared = preparedStatements();

  const withClient = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    let broken = false;
    try {
      return await work(client);
    } catch (error) {
      broken = error instanceof DatabaseAway || isAway(error) || isOutdatedPlan(error);
      throw error;
    } finally {
      client.release(broken);
    }
  };

  /**
   * What certainly wrote nothing is tried again on another connection. Where the server cut all of them, each one that
   * was idle finds out by itself: so there are as many tries as there can be of those. A database that takes no new
   * connection is away.
   */
  const onLiveConnection = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    for (let idle = pool.idleCount; ; idle -= 1) {
      try {
        return await withClient(work);
      } catch (error) {
        if (idle < 0 || !(isAway(error) || isOutdatedPlan(error))) throw translated(error);
      }
    }
  };

  const runOne = async (batch: readonly CompiledWrite[]): Promise<void> => {
    if (batch.length > 0) await onLiveConnection((client) => runBatch(client, batch, prepared));
  };
  const groups = commitGroups(runOne);
  let closing: Promise<void> | undefined;

  return {
    queries: (plugins) => new Kysely({ dialect: new CompilingDialect({ pool }), plugins }),
    read: (query) => onLiveConnection(async (client) => (await client.query(prepared(query))).rows),
    commit: (batch) => {
      return batch.some((part) => "wakeups" in part) ? groups.commit(batch) : runOne(inOrder(batch));
    },
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
}

async function runBatch(
  client: pg.PoolClient,
  batch: readonly CompiledWrite[],
  prepared: (query: CompiledQuery) => pg.QueryConfig,
): Promise<void> {
  const [begun, ...done] = await Promise.allSettled(
    inOnePiece(client, () => [client.query("BEGIN"), ...batch.map(({ query }) => client.query(prepared(query)))]),
  );
  const wrong = begun?.status === "rejected" ? begun.reason : firstWrong(batch, done);
  if (wrong !== undefined) {
    // On a broken connection the server takes the transaction back by itself.
    await client.query("ROLLBACK").catch(() => undefined);
    throw wrong;
  }
  try {
    await client.query("COMMIT");
  } catch (cause) {
    if (!isAway(cause)) throw cause;
    throw new DatabaseAway("The connection to the database was lost during a commit, which may have been written.", {
      cause,
    });
  }
}

/** Sent one by one, statements took half of the event loop's time for writing to the connection. */
function inOnePiece<Sent>({ connection: { stream } }: pg.PoolClient, send: () => Sent): Sent {
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

/** In the order of the statements: what failed after another one means nothing. */
function firstWrong(batch: readonly CompiledWrite[], done: readonly PromiseSettledResult<pg.QueryResult>[]): unknown {
  for (const [index, result] of done.entries()) {
    if (result.status === "rejected") return result.reason;
    const rows = batch[index]?.rows;
    const changed = result.value.rowCount ?? 0;
    if (rows !== undefined && changed !== rows) return wrongCount(rows, changed);
  }
  return undefined;
}

/** A migration of another process changed a table below a prepared statement. */
function isOutdatedPlan(error: unknown): boolean {
  return codeOfDatabase(error) === "0A000";
}

/** A server keeps every named statement in memory, per connection; lists of changing length must not fill it. */
const mostPrepared = 400;

/** Named statements are parsed and planned once per connection. */
function preparedStatements(): (query: CompiledQuery) => pg.QueryConfig {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= mostPrepared) return known;
    const name = createHash("sha256").update(text).digest("base64url").slice(0, 22);
    names.set(text, name);
    return name;
  };
  return ({ sql: text, parameters }) => {
    const name = nameOf(text);
    return { text, values: [...parameters], ...(name !== undefined && { name }) };
  };
}
