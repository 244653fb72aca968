/** The server process of the crash test, loaded once its timers are hurried. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import module from "node:module";
import path from "node:path";
import type { KyselyPlugin } from "kysely";
import { createServer } from "../../server/app.ts";
import { type Config, configSchema } from "../../server/config.ts";
import type { Context } from "../../server/context.ts";
import { createStore, type Engine, openPostgres, openSqlite } from "../../server/store/index.ts";
import { migrations } from "../../server/store/migrations/index.ts";
import { createLog } from "../../server/telemetry/log.ts";
import { createMetrics } from "../../server/telemetry/metrics.ts";
import { createBlobs } from "../../server/vault/blobs.ts";
import { createVault } from "../../server/vault/index.ts";
import { graphileWakeups, timerWakeups, type Wakeups } from "../../server/wakeups/index.ts";
import { type FastClock, fastClock } from "./clock.ts";
import { type Go, slotHeader, type ToParent, toChildSchema } from "./messages.ts";
import { type Moment, momentsOf } from "./phases.ts";

// The library that HubSpot is called with is large and loaded on the first call: have it now, while nobody waits.
await import("@hubspot/api-client");

let armed: { moment: Moment; skip: number } | undefined;
let clock: FastClock | undefined;

/** Waits for the word, then serves until somebody kills it. */
export async function serveHere(): Promise<void> {
  process.once("disconnect", () => process.exit());
  const go = new Promise<Go>((resolve) => {
    process.on("message", (said) => {
      const message = toChildSchema.parse(said);
      if (message.kind === "go") resolve(message);
      if (message.kind === "arm") armed = { moment: message.moment, skip: message.skip };
      if (message.kind === "disarm") armed = undefined;
      if (message.kind === "shift" && clock) clock.shift = message.shift;
    });
  });
  module.flushCompileCache?.();
  tell({ kind: "loaded" });
  try {
    await serve(await go);
    tell({ kind: "up" });
  } catch (error) {
    tell({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
    process.disconnect?.();
  }
}

function tell(message: ToParent): void {
  process.send?.(message);
}

async function serve({ slot, settings, time }: Go): Promise<void> {
  const config = configSchema.parse(settings);
  const fast = fastClock(time);
  fast.shift = time.shift;
  clock = fast;
  const now = () => fast.now();
  watchMigrations();
  const opened = await openDatabase(config);
  const engine: Engine = { ...opened, commit: watched(opened) };
  const store = createStore(engine);
  const previousMasterKey = undefined;
  const masterKey = Buffer.from(config.FLOWELLA_MASTER_KEY, "base64");
  const vault = createVault({ masterKey, previousMasterKey, store, randomBytes, now });
  const log = createLog(config.LOG_LEVEL);
  const wakeups = await wakeupsOf(config, engine, log, fast);
  const http = createHttpServer();
  http.listen(config.PORT, config.HOST);
  await once(http, "listening");
  const context: Context = {
    config,
    world: "sandbox",
    store,
    vault,
    blobs: createBlobs({ folder: config.BLOB_FOLDER ?? path.resolve("blobs"), store, vault, randomBytes, now }),
    log,
    metrics: createMetrics(),
    fetch: (input, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set(slotHeader, String(slot));
      return fetch(input, { ...init, headers });
    },
    now,
    randomBytes,
    wakeups,
  };
  const server = createServer(context);
  http.on("request", server.app);
  await server.start();
}

function openDatabase({ DATABASE_URL: url, DATABASE_FILE: file }: Config): Promise<Engine> {
  return url === undefined ? openSqlite(file) : openPostgres(url, { poolSize: 8 });
}

/** Every lane and every job counts by the fast clock; graphile-worker's jobs wait by the database's, which is ours. */
async function wakeupsOf(config: Config, engine: Engine, log: Context["log"], fast: FastClock): Promise<Wakeups> {
  const together = 24;
  if (config.DATABASE_URL === undefined) return timerWakeups({ log, now: () => fast.now(), together });
  const parts = { log, now: Date.now, url: config.DATABASE_URL, engine, together, deadAfter: 5_000 };
  const queue = await graphileWakeups(parts);
  const real = (at: number) => Math.floor(fast.realAt(at));
  return {
    ...queue,
    writes: (wakeups) => queue.writes(wakeups.map(({ lane, at }) => ({ lane, at: real(at) }))),
    start: (work) =>
      queue.start({
        ...work,
        sleepers: work.sleepers.map((sleeper) => ({
          name: sleeper.name,
          run: async (lane) => {
            const at = await sleeper.run(lane);
            return at === undefined ? undefined : real(at);
          },
          upcoming: async (limit) => (await sleeper.upcoming(limit)).map(({ lane, at }) => ({ lane, at: real(at) })),
        })),
      }),
  };
}

/** The engine's commits, each with the moments around it. */
function watched(engine: Engine): Engine["commit"] {
  return async (batch) => {
    if (!armed) return engine.commit(batch);
    const { before, after } = momentsOf(batch.flatMap((part) => ("query" in part ? [part.query] : [])));
    for (const moment of before) dieAt(moment);
    await engine.commit(batch);
    for (const moment of after) dieAt(moment);
  };
}

/** Each statement of a migration is a moment. */
function watchMigrations(): void {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      dieAt("start: in a migration");
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  for (const [name, migration] of Object.entries(migrations))
    migrations[name] = { ...migration, up: (db) => migration.up(db.withPlugin(plugin)) };
}

function dieAt(moment: Moment): void {
  if (armed?.moment !== moment) return;
  if (armed.skip > 0) {
    armed.skip -= 1;
    return;
  }
  process.kill(process.pid, "SIGKILL");
}
