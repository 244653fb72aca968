/** What the server's rooms are handed in the benchmark: real ones but for HubSpot, and no log. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { configSchema } from "../../server/config.ts";
import type { Context } from "../../server/context.ts";
import { createStore, type Engine } from "../../server/store/index.ts";
import { createLog } from "../../server/telemetry/log.ts";
import { createMetrics } from "../../server/telemetry/metrics.ts";
import { createBlobs } from "../../server/vault/blobs.ts";
import { createVault } from "../../server/vault/index.ts";
import { graphileWakeups, timerWakeups, type Wakeups } from "../../server/wakeups/index.ts";

export interface BenchDatabase {
  readonly kind: "sqlite" | "postgres";
  readonly engine: Engine;
  /** Who wakes the workers of one process; it wakes nobody before it is started. */
  wakeups(): Promise<Wakeups>;
}

/** @param url of the database, where it is PostgreSQL's */
export function benchDatabase(engine: Engine, url?: string): BenchDatabase {
  const parts = { log: createLog("silent"), now: Date.now };
  return url === undefined
    ? { kind: "sqlite", engine, wakeups: async () => timerWakeups(parts) }
    : { kind: "postgres", engine, wakeups: () => graphileWakeups({ ...parts, url, engine }) };
}

export async function benchContext(database: BenchDatabase, folder: string): Promise<Context> {
  const store = createStore(database.engine);
  const masterKey = randomBytes(32);
  const vault = createVault({ masterKey, store, randomBytes, now: Date.now });
  return {
    config: configSchema.parse({
      PUBLIC_BASE_URL: "https://flows.example.com",
      FLOWELLA_MASTER_KEY: masterKey.toString("base64"),
      FLOWELLA_OPERATOR_TOKEN: randomBytes(32).toString("hex"),
      HUBSPOT_CLIENT_ID: "client",
      HUBSPOT_CLIENT_SECRET: "secret",
      LOG_LEVEL: "silent",
    }),
    world: "sandbox",
    store,
    vault,
    blobs: createBlobs({ folder: path.join(folder, "blobs"), store, vault, randomBytes, now: Date.now }),
    log: createLog("silent"),
    metrics: createMetrics(),
    fetch: () => Promise.reject(new Error("The benchmark reaches nobody.")),
    now: Date.now,
    randomBytes,
    wakeups: await database.wakeups(),
  };
}
