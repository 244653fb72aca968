import type { CompiledQuery, Kysely, KyselyPlugin } from "kysely";

/** One statement of a batch. With `rows`, any other number of changed rows is a conflict. */
export interface CompiledWrite {
  readonly query: CompiledQuery;
  readonly rows?: number | undefined;
}

/** A lane of work and when to look at it, epoch milliseconds; see wakeups/types.ts. */
export interface Wakeup {
  readonly lane: string;
  readonly at: number;
}

/**
 * Wake-ups that are written with a batch, where the database has tables for them. Batches of one moment share the
 * statements: `statements` makes those for all of their wake-ups.
 */
export interface WakeWrite {
  readonly wakeups: readonly Wakeup[];
  readonly statements: (wakeups: readonly Wakeup[]) => readonly CompiledWrite[];
}

/**
 * Statements that come after all others of their transaction, because they lock a row that many share. Those of one key
 * stay together, and keys have an order, so that two transactions never wait for each other's.
 */
export interface LastWrite {
  readonly lastBy: string;
  readonly statements: readonly CompiledWrite[];
}

/** What an engine is handed to commit. */
export type EngineWrite = CompiledWrite | WakeWrite | LastWrite;

/** All statements but those for wake-ups, as they have to be run. */
export function inOrder(batch: readonly EngineWrite[]): CompiledWrite[] {
  const last = batch.filter((part) => "lastBy" in part);
  const byKey =
    last.length > 1 ? last.toSorted((a, b) => (a.lastBy < b.lastBy ? -1 : Number(a.lastBy > b.lastBy))) : last;
  return [...batch.filter((part) => "query" in part), ...byKey.flatMap(({ statements }) => statements)];
}

/** What a database must do for the store; everything above speaks Kysely. */
export interface Engine {
  /** Builds and compiles queries in this database's dialect; they run through `read` and `commit` alone. */
  queries<Tables>(plugins: KyselyPlugin[]): Kysely<Tables>;
  /** @throws DatabaseAway when the database cannot be asked now. */
  read(query: CompiledQuery): Promise<unknown[]>;
  /**
   * Writes all of the batch or nothing of it, and resolves when it is safe on disk.
   * @throws StoreConflict when a query did not change as many rows as it said, or somebody else wrote in its way.
   * @throws DatabaseFull when there is no room; nothing was written.
   * @throws DatabaseAway when the database cannot be asked now; only this leaves open whether the batch was written.
   */
  commit(batch: readonly EngineWrite[]): Promise<void>;
  /** Copies all of it, as it is at the end of the copying, into a new file; a database with tools of its own has none. */
  copyTo?(file: string): Promise<void>;
  /** Leaves nothing of what was deleted in the database's own files; one that cleans up by itself, in its time, has none. */
  scrub?(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Somebody else wrote first: read again and decide again. Nothing of the batch was written.
 *
 * That is a statement that changed another number of rows than it said, a row that exists already where it must be the
 * only one, and, on PostgreSQL, two batches that waited for each other.
 */
export class StoreConflict extends Error {
  override readonly name = "StoreConflict";
  constructor(why: string, options?: ErrorOptions) {
    super(`${why}; the batch was not written.`, options);
  }
}

export function wrongCount(expected: number, changed: number): StoreConflict {
  return new StoreConflict(`A write expected to change ${expected} row(s) and changed ${changed}`);
}

export function alreadyThere(cause: unknown): StoreConflict {
  return new StoreConflict("A row that must be the only one of its kind exists already", { cause });
}

/** The database cannot be opened; the message says to the operator what to do. */
export class DatabaseUnusable extends Error {
  override readonly name = "DatabaseUnusable";
}

/**
 * There is no room for the batch: nothing of it was written, and what was written before is whole. Whoever asks again
 * once there is room is served again, without a new start.
 */
export class DatabaseFull extends Error {
  override readonly name = "DatabaseFull";
}

export const noRoom = (cause: unknown): DatabaseFull =>
  new DatabaseFull("The database has no room left: make room on its disk, and it goes on by itself.", { cause });

/**
 * The connection to the database is lost or refused for now. Whoever asks again later is served again, without a new
 * start. A commit that ends so may have been written: its caller reads before it writes once more.
 */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";
}
