/**
 * Which processes live. Each says so every few seconds; a job that is locked by one that has been silent for longer
 * is freed, where graphile-worker by itself would wait four hours.
 *
 * All times here are the database's, so that the processes' clocks need not agree. Whoever was only slow loses nothing:
 * lanes are claimed by leases, and the second who looks at one finds it taken.
 */
import { CompiledQuery } from "kysely";
import type { Engine } from "../store/engine.ts";

export interface Heartbeat {
  /** Says that this process lives, frees what dead ones held, and drops what the queue will never run again. */
  beat(): Promise<void>;
  /** Says that it ended in good order. */
  end(): Promise<void>;
}

export const beatEveryMs = 5_000;
export const deadAfterMs = 30_000;

const nowMs = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

/** @param id under which graphile-worker locks jobs for this process */
export function heartbeat(engine: Engine, id: string, deadAfter = deadAfterMs): Heartbeat {
  const statement = (text: string, ...parameters: unknown[]) => ({ query: CompiledQuery.raw(text, parameters) });
  return {
    beat: async () => {
      await engine.commit([
        statement(
          `insert into processes (id, started_at, seen_at) values ($1, ${nowMs}, ${nowMs})
           on conflict (id) do update set seen_at = excluded.seen_at`,
          id,
        ),
      ]);
      await engine.commit([
        statement(`delete from processes where seen_at < ${nowMs} - $1::bigint`, deadAfter),
        // A job is locked before its process was first seen, so a fresh lock is left alone whoever holds it.
        statement(
          `select graphile_worker.force_unlock_workers(array(
             select distinct locked_by from graphile_worker.jobs
             where locked_at < clock_timestamp() - $1::bigint * interval '1 millisecond'
               and locked_by not in (select id from processes)))`,
          deadAfter,
        ),
        // Asked for again while they ran, and their process died: a newer job stands in for them.
        statement(
          `select graphile_worker.complete_jobs(array(
             select id from graphile_worker.jobs
             where attempts >= max_attempts and locked_at is null and task_identifier in ('wake', 'periodic')
             limit 1000))`,
        ),
      ]);
    },
    end: async () => {
      await engine.commit([statement("delete from processes where id = $1", id)]);
    },
  };
}
