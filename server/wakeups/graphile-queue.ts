/** graphile-worker's tables, and the statements that ask it for a wake-up. */
import { setTimeout as wait } from "node:timers/promises";
import { Logger, runMigrations } from "graphile-worker";
import { CompiledQuery } from "kysely";
import type pg from "pg";
import { type CompiledWrite, DatabaseUnusable, type WakeWrite } from "../store/engine.ts";
import { whyPostgresUnusable } from "../store/postgres-errors.ts";
import { postgresPool } from "../store/postgres-pool.ts";
import type { Wakeup } from "./types.ts";

export const wakeTask = "wake";
export const periodicTask = "periodic";

/** graphile-worker says much; what matters reaches our own log from the places that call it. */
export const silent = new Logger(() => () => undefined);

/** Any two numbers, the same in every process; the second half of the lanes' lock is the lane's hash. */
const installLock = "77230410, 1";
const laneLock = "77230411";

/** Connections for graphile-worker alone. */
export function queuePool(url: string, config: pg.PoolConfig): pg.Pool {
  return postgresPool(url, { ...config, application_name: "flowella wake-ups" });
}

/** Its migrations are one transaction each, so what failed leaves nothing and can be tried again. */
const installTries = 3;
const tryAgainMs = 500;

/**
 * Makes its schema, or brings it up to date; of several processes that start together one does it.
 * @throws DatabaseUnusable with a sentence for the operator
 */
export async function installQueue(url: string): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await install(url);
    } catch (cause) {
      if (tried === installTries) throw new DatabaseUnusable(whyPostgresUnusable(url, cause), { cause });
      await wait(tryAgainMs);
    }
  }
}

/**
 * One connection holds the lock and migrates: the lock of a process that died goes only when the database has taken
 * back what that process had begun. On two, the next process would begin while the other's statement still runs.
 */
async function install(url: string): Promise<void> {
  const pool = queuePool(url, {
    max: 1,
    onConnect: async (client) => {
      await client.query(`select pg_advisory_lock(${installLock})`);
    },
  });
  try {
    await runMigrations({ pgPool: pool, logger: silent });
  } finally {
    await pool.end();
  }
}

/** @param now the clock that the wake-ups' times follow, epoch milliseconds */
export function wakeWrites(wakeups: readonly Wakeup[], now: () => number): WakeWrite[] {
  return wakeups.length === 0 ? [] : [{ wakeups, statements: (all) => wakeStatements(all, now()) }];
}

/**
 * graphile-worker replaces the time of a job that has the same key; ours keeps the earlier one. Two commits that ask
 * for one lane take turns, in the same order whatever lanes they name; the second statement sees what the other wrote.
 *
 * The time travels as a wait, so that the clocks of processes need not agree with the database's.
 */
function wakeStatements(wakeups: readonly Wakeup[], now: number): CompiledWrite[] {
  const lanes = wakeups.map(({ lane }) => lane);
  const waits = wakeups.map(({ at }) => Math.max(Math.ceil(at - now), 0));
  return [
    { query: CompiledQuery.raw(takeTurns, [lanes]) },
    { query: CompiledQuery.raw(addJobs, [lanes, waits, wakeTask]) },
  ];
}

const takeTurns = `
  select pg_advisory_xact_lock(${laneLock}, hash)
  from (select distinct hashtext(lane) as hash from unnest($1::text[]) as lane order by 1) as hashes`;

// The job's columns are identifier, payload, queue_name, run_at, max_attempts, job_key, priority, flags. A process that
// dies in the middle uses up an attempt, so there are as many as there can be.
const addJobs = `
  select count(*) from graphile_worker.add_jobs(array(
    select (
      $3::text, json_build_object('lane', asked.lane), null,
      least(
        now() + min(asked.wait) * interval '1 millisecond',
        (select waiting.run_at from graphile_worker.jobs as waiting
          where waiting.key = asked.lane and waiting.locked_at is null)
      ),
      32767, asked.lane, null, null
    )::graphile_worker.job_spec
    from unnest($1::text[], $2::bigint[]) as asked(lane, wait)
    group by asked.lane
  ))`;
