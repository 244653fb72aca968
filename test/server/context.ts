/** What a server's rooms are handed, for tests: an empty database in memory, a clock that can be moved, silence. */
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { configSchema } from "../../server/config.ts";
import type { Context } from "../../server/context.ts";
import { createStore, type Store } from "../../server/store/index.ts";
import { createLog, type Log } from "../../server/telemetry/log.ts";
import { createMetrics } from "../../server/telemetry/metrics.ts";
import { createBlobs } from "../../server/vault/blobs.ts";
import { createVault } from "../../server/vault/index.ts";
import { graphileWakeups, type Wakeups } from "../../server/wakeups/index.ts";
import { chosenDatabase, sqliteInMemory, type TestDatabase } from "../databases/index.ts";

export interface TestContext {
  readonly context: Context;
  /** Moves the clock by so many milliseconds. */
  passTime(ms: number): void;
}

export interface Differences {
  /** Variables of the configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The wire; by default there is none. */
  readonly fetch?: typeof globalThis.fetch;
  /** `sandbox` unless told. */
  readonly world?: Context["world"];
  /** Which is opened here, and removed by whoever made it. */
  readonly database?: TestDatabase;
}

export async function testContext({
  settings = {},
  fetch: wire,
  world = "sandbox",
  database,
}: Differences = {}): Promise<TestContext> {
  let shift = 0;
  const now = () => Date.now() + shift;
  const log = createLog("silent");
  const { store, wakeups } = await openStore(log, now, database);
  const masterKey = randomBytes(32);
  const vault = createVault({ masterKey, store, randomBytes, now });
  const folder = path.join(tmpdir(), `flowella-blobs-${process.pid}`);
  const context: Context = {
    config: configSchema.parse({
      PUBLIC_BASE_URL: "https://flows.example.com",
      FLOWELLA_MASTER_KEY: masterKey.toString("base64"),
      FLOWELLA_OPERATOR_TOKEN: "operator-token-operator-token-operator",
      HUBSPOT_CLIENT_ID: "client",
      HUBSPOT_CLIENT_SECRET: "hubspot-secret",
      LOG_LEVEL: "silent",
      ...settings,
    }),
    world,
    store,
    vault,
    blobs: createBlobs({ folder, store, vault, randomBytes, now }),
    log,
    metrics: createMetrics(),
    fetch: wire ?? (() => Promise.reject(new Error("This test reaches nobody."))),
    now,
    randomBytes,
    ...(wakeups && { wakeups }),
  };
  return {
    context,
    passTime: (ms) => {
      shift += ms;
    },
  };
}

/** In memory, or for a file that runs on PostgreSQL in a database of its own, which goes with the store. */
async function openStore(
  log: Log,
  now: () => number,
  given: TestDatabase | undefined,
): Promise<{ store: Store; wakeups?: Wakeups }> {
  const database = given ?? (await chosenDatabase());
  if (!database) return { store: createStore(await sqliteInMemory()) };
  const engine = await database.open();
  if (!("DATABASE_URL" in database.settings)) return { store: createStore(engine) };
  const wakeups = await graphileWakeups({ url: database.settings.DATABASE_URL, engine, log, now });
  const store = createStore(engine);
  const close = async () => {
    await store.close();
    if (!given) await database.remove();
  };
  return { store: { ...store, close }, wakeups };
}
