/**
 * The store: typed queries in, rows out, and one door for writes.
 *
 * `store.of(portalId)` is the only way to a portal's rows; the few jobs that serve all portals say
 * `store.everyPortal()`. Queries live beside their owners (`people/store.ts`, `delivery/store.ts`, ...).
 */
import type { Compilable, CompiledQuery, Kysely } from "kysely";
import {
  DatabaseFull,
  type Engine,
  type EngineWrite,
  type LastWrite,
  StoreConflict,
  type WakeWrite,
} from "./engine.ts";
import { roomProbe } from "./room.ts";
import type { AllTables, TenantTables } from "./schema.ts";
import { TenantPlugin } from "./tenant-plugin.ts";

export { DatabaseAway, DatabaseFull, DatabaseUnusable, type Engine, StoreConflict, type Wakeup } from "./engine.ts";
export { openPostgres } from "./postgres.ts";
export type { AllTables, Row, TenantTables } from "./schema.ts";
export { openSqlite } from "./sqlite.ts";
export { type Of, statement } from "./statement.ts";

/** What a batch is made of: statements, wake-ups, and what this process does once all is written. */
export type Write = Statement | WakeWrite | LastWrite | Afterwards;

/** One statement of a batch. With `rows`, any other number of changed rows is a conflict and nothing is written. */
export interface Statement {
  readonly query: CompiledQuery;
  readonly rows?: number | undefined;
}

/** Called when the batch was written, and never when it was not. It must not throw. */
export interface Afterwards {
  readonly afterwards: () => void;
}

/** Makes a write of a query. */
export function write(query: Compilable, rows?: number): Statement {
  return { query: query.compile(), rows };
}

export interface Access<Tables> {
  /** Builds queries; it runs none by itself. */
  readonly db: Kysely<Tables>;
  all<Found>(query: Compilable<Found>): Promise<Found[]>;
  first<Found>(query: Compilable<Found>): Promise<Found | undefined>;
  /** All of it or nothing. @throws StoreConflict */
  commit(batch: readonly Write[]): Promise<void>;
}

/** Commits, unless somebody else was faster: then nothing is written, and the answer is false. */
export async function tryCommit({ commit }: Pick<Access<never>, "commit">, batch: readonly Write[]): Promise<boolean> {
  try {
    await commit(batch);
    return true;
  } catch (error) {
    if (error instanceof StoreConflict) return false;
    throw error;
  }
}

export interface Tenant extends Access<TenantTables> {
  readonly portalId: string;
}

export type EveryPortal = Access<AllTables>;

export interface Store {
  of(portalId: string): Tenant;
  everyPortal(): EveryPortal;
  /** Whether there is room to write. After a commit found none, it is tried out. */
  hasRoom(): Promise<boolean>;
  /** See Engine.copyTo. */
  readonly copyTo?: Engine["copyTo"] | undefined;
  /** See Engine.scrub. */
  readonly scrub?: Engine["scrub"] | undefined;
  close(): Promise<void>;
}

export function createStore(given: Engine): Store {
  let full = false;
  const engine: Engine = {
    ...given,
    commit: (batch) =>
      given.commit(batch).catch((error: unknown) => {
        if (error instanceof DatabaseFull) full = true;
        throw error;
      }),
  };
  const everyPortal = access(engine, engine.queries<AllTables>([]));
  const tenants = new Map<string, Tenant>();
  return {
    of: (portalId) => {
      const known = tenants.get(portalId);
      if (known) return known;
      const tenant = { portalId, ...access(engine, engine.queries<TenantTables>([new TenantPlugin(portalId)])) };
      tenants.set(portalId, tenant);
      return tenant;
    },
    everyPortal: () => everyPortal,
    hasRoom: async () => {
      if (!full) return true;
      try {
        await everyPortal.commit(roomProbe(everyPortal.db).map((query) => write(query, 1)));
        full = false;
      } catch (error) {
        if (!(error instanceof DatabaseFull)) throw error;
      }
      return !full;
    },
    copyTo: engine.copyTo,
    scrub: engine.scrub,
    close: () => engine.close(),
  };
}

function access<Tables>(engine: Engine, db: Kysely<Tables>): Access<Tables> {
  // The row type is the query's own: the database answers what the statement selects.
  const all = async <Found>(query: Compilable<Found>) => (await engine.read(query.compile())) as Found[];
  return {
    db,
    all,
    first: async (query) => (await all(query))[0],
    commit: (batch) => commit(engine, batch),
  };
}

async function commit(engine: Engine, batch: readonly Write[]): Promise<void> {
  await engine.commit(batch.filter((part): part is EngineWrite => !("afterwards" in part)));
  for (const part of batch) if ("afterwards" in part) part.afterwards();
}
