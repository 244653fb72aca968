/**
 * Wake-ups among many processes on PostgreSQL: a lane is a job of graphile-worker's, asked for in the commit of what it
 * is for. Its workers hand lanes to whichever process is free; a job that is done says when it wants to come again.
 */
import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { parseCronItems, type Runner, run as runWorker, type WorkerEvents } from "graphile-worker";
import { z } from "zod";
import type { Engine } from "../store/engine.ts";
import { createStore } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { installQueue, periodicTask, queuePool, silent, wakeTask, wakeWrites } from "./graphile-queue.ts";
import { allIdle, type LaneLoop, laneLoop } from "./lane-loop.ts";
import { beatEveryMs, deadAfterMs, type Heartbeat, heartbeat } from "./processes.ts";
import { type LaneParts, runLane, sleeperName } from "./run-lane.ts";
import type { Periodic, Sleeper, Wakeups, Work } from "./types.ts";

export interface GraphileOptions extends LaneParts {
  readonly url: string;
  readonly engine: Engine;
  /** Lanes that this process works on at once. */
  readonly together?: number;
  /** After what silence a process counts as dead, in milliseconds. */
  readonly deadAfter?: number;
}

const pollEveryMs = 1_000;
const restartAfterMs = 2_000;
/** For what is left to say to the database once no job is at work any more. */
const lastWordsMs = 5_000;
/** By then graphile-worker gives this process no more jobs. */
const handOverMs = 500;
/** A lane that a run is on is looked at again this late, should its process be killed. */
const sameLaneMs = 500;
/** Due for this long and nobody woken: the sweep asks for it. */
const overlookedMs = 60_000;
const sweepLimit = 1_000;

const laneSchema = z.object({ lane: z.string() });
const periodicSchema = z.object({ name: z.string() });

/** @throws DatabaseUnusable when the queue's own schema cannot be made */
export async function graphileWakeups(options: GraphileOptions): Promise<Wakeups> {
  const { url, engine, log, now, together = 24, deadAfter = deadAfterMs } = options;
  await installQueue(url);
  const store = createStore(engine).everyPortal();
  let work: Work = { sleepers: [], periodic: [] };
  let loops = new Map<string, LaneLoop>();
  let worker: Worker | undefined;
  let ending = false;

  const periodic = (): readonly Periodic[] => [
    ...work.periodic,
    {
      name: "sweep",
      everyMinutes: 1,
      run: () => sweep(work, now, (wakeups) => store.commit(wakeWrites(wakeups, now))),
    },
  ];

  const running = new Set<string>();
  const again = new Set<string>();

  /**
   * A job at work gives its key away, so what is written meanwhile comes as a second job of the same lane. The run that
   * is on asks for the next one when it ends; its job is never tried again, so until then the lane stays asked for.
   */
  const runAlone = async (sleeper: Sleeper, lane: string): Promise<number | undefined> => {
    if (running.has(lane)) {
      again.add(lane);
      return now() + sameLaneMs;
    }
    running.add(lane);
    const at = await runLane({ log, now }, sleeper, lane);
    running.delete(lane);
    return again.delete(lane) ? now() : at;
  };

  const wake = async (lane: string): Promise<void> => {
    const sleeper = work.sleepers.find(({ name }) => name === sleeperName(lane));
    // Another version of this server asked for it; the sweep of that version asks again.
    if (!sleeper) return log.warn("wakeups.unknown_lane", { lane });
    // A process that ends begins nothing; the others are asked.
    const at = ending ? now() + handOverMs : await runAlone(sleeper, lane);
    if (at !== undefined) await store.commit(wakeWrites([{ lane, at }], now));
  };

  const takeTurn = async (name: string): Promise<void> => {
    try {
      await periodic()
        .find((one) => one.name === name)
        ?.run();
    } catch (error) {
      log.error("wakeups.periodic_failed", { name, code: codeOf(error) });
    }
  };

  return {
    writes: (wakeups) => [
      ...wakeWrites(wakeups, now),
      {
        afterwards: () => {
          for (const { lane, at } of wakeups) loops.get(sleeperName(lane))?.wake(lane, at);
        },
      },
    ],
    start: async (given) => {
      work = given;
      loops = new Map(
        work.sleepers.map((sleeper) => [sleeper.name, laneLoop({ sleeper, together, timer: false, log, now })]),
      );
      const parts = { url, together, deadAfter, engine, log, cron: cronOf(periodic()), wake, takeTurn };
      worker = await startWorker(parts);
      // What an earlier version of this server left without a wake-up.
      await takeTurn("sweep");
    },
    // By the handed-in clock, which the database does not know: straight from the tables.
    idle: async () => {
      let finished: number | undefined;
      do {
        finished = worker?.finished();
        await worker?.idle();
        await allIdle([...loops.values()]);
        // Where a job had the lane meanwhile, the loop found nothing to do in it and left it alone.
      } while (worker?.busy() || worker?.finished() !== finished);
    },
    tick: async () => {
      for (const { name } of periodic()) await takeTurn(name);
    },
    stop: async () => {
      ending = true;
      await Promise.all([worker?.stop(), ...[...loops.values()].map((loop) => loop.stop())]);
    },
  };
}

/** A net below the wake-ups: lanes that have been due for long, whatever became of their jobs. */
async function sweep(
  { sleepers }: Work,
  now: () => number,
  ask: (wakeups: { lane: string; at: number }[]) => Promise<void>,
): Promise<void> {
  for (const sleeper of sleepers) {
    const upcoming = await sleeper.upcoming(sweepLimit);
    const overlooked = upcoming.filter(({ at }) => at <= now() - overlookedMs);
    await ask(overlooked.map(({ lane }) => ({ lane, at: now() })));
  }
}

function cronOf(periodic: readonly Periodic[]) {
  return parseCronItems(
    periodic.map(({ name, everyMinutes }) => ({
      task: periodicTask,
      identifier: `periodic/${name}`,
      match: everyMinutes < 60 ? `*/${everyMinutes} * * * *` : `0 */${everyMinutes / 60} * * *`,
      payload: { name },
      options: { jobKey: `periodic/${name}`, maxAttempts: 3 },
    })),
  );
}

interface Worker {
  /** Resolves when no job is at work in this process. */
  idle(): Promise<void>;
  busy(): boolean;
  /** So many jobs have ended in this process. */
  finished(): number;
  stop(): Promise<void>;
}

interface WorkerParts {
  readonly url: string;
  readonly together: number;
  readonly deadAfter: number;
  readonly engine: Engine;
  readonly log: LaneParts["log"];
  readonly cron: ReturnType<typeof cronOf>;
  readonly wake: (lane: string) => Promise<void>;
  readonly takeTurn: (name: string) => Promise<void>;
}

/** graphile-worker with a pool of its own; it gives up when a connection is lost under it, and is started again. */
async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { log, engine, deadAfter } = parts;
  // One listens, one keeps the cron's time, the others take and finish jobs.
  const pool = queuePool(parts.url, { max: 4 });
  const working = new Set<Promise<void>>();
  let finished = 0;
  let beats: Heartbeat | undefined;
  let runner: Runner | undefined;
  let restart: NodeJS.Timeout | undefined;
  let stopped = false;
  let stopping: Promise<void> | undefined;

  const job = (work: () => Promise<void>): Promise<void> => {
    const run = work().finally(() => {
      working.delete(run);
      finished += 1;
    });
    working.add(run);
    return run;
  };

  const begin = async (): Promise<void> => {
    const events: WorkerEvents = new EventEmitter();
    events.on("pool:create", ({ workerPool }) => {
      beats = heartbeat(engine, workerPool.id, deadAfter);
    });
    // Each end begins so. After a lost connection it may never be reached (its batches miscount): nobody waits for it.
    events.once("pool:gracefulShutdown", () => again());
    runner = await runWorker({
      pgPool: pool,
      events,
      // Without batches it lets a lost connection end the whole process: nobody awaits what it says of a finished job. So would
      // its local queue, whose jobs nobody awaits when they are given back.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      concurrency: parts.together,
      pollInterval: pollEveryMs,
      noHandleSignals: true,
      logger: silent,
      parsedCronItems: parts.cron,
      taskList: {
        [wakeTask]: (payload) => job(() => parts.wake(laneSchema.parse(payload).lane)),
        [periodicTask]: (payload) => job(() => parts.takeTurn(periodicSchema.parse(payload).name)),
      },
    });
    runner.promise.catch(() => undefined);
    await beat();
  };

  const again = (error?: unknown): void => {
    if (stopped) return;
    log.error("wakeups.worker_ended", { code: codeOf(error) });
    restart = setTimeout(() => {
      // Its cron would go on.
      void runner?.stop().catch(() => undefined);
      void begin().catch(again);
    }, restartAfterMs);
  };

  const beat = async (): Promise<void> => {
    await beats?.beat().catch((error: unknown) => log.error("wakeups.heartbeat_failed", { code: codeOf(error) }));
  };

  const stop = async (): Promise<void> => {
    stopped = true;
    clearTimeout(restart);
    clearInterval(beating);
    // It says so when it had already ended by itself.
    const ended = runner?.stop().catch(() => undefined);
    await Promise.allSettled(working);
    await Promise.race([ended, wait(lastWordsMs, undefined, { ref: false })]);
    await beats?.end().catch(() => undefined);
    await pool.end();
  };

  await begin();
  const beating = setInterval(() => void beat(), Math.min(beatEveryMs, deadAfter / 3)).unref();

  return {
    idle: async () => {
      while (working.size > 0) await Promise.all(working);
    },
    busy: () => working.size > 0,
    finished: () => finished,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
