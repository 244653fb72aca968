import type { CompiledQuery, Kysely, KyselyPlugin } from "kysely";

/** What a database must do for the store; everything above speaks Kysely. */
export interface Engine {
  /** Builds and compiles queries in this database's dialect; they run through `read` and `commit` alone. */
  queries<Tables>(plugins: KyselyPlugin[]): Kysely<Tables>;
  read(query: CompiledQuery): Promise<unknown[]>;
  /**
   * Writes all of the batch or nothing of it, and resolves when it is safe on disk.
   * @throws StoreConflict when a query did not change as many rows as it said.
   */
  commit(batch: readonly { readonly query: CompiledQuery; readonly rows?: number | undefined }[]): Promise<void>;
  close(): Promise<void>;
}

/** Somebody else wrote first: read again and decide again. Nothing of the batch was written. */
export class StoreConflict extends Error {
  override readonly name = "StoreConflict";
  constructor(expected: number, changed: number) {
    super(`A write expected to change ${expected} row(s) and changed ${changed}; the batch was not written.`);
  }
}

/** The database cannot be opened; the message says to the operator what to do. */
export class DatabaseUnusable extends Error {
  override readonly name = "DatabaseUnusable";
}
