/** A running server: port, store and workers around `server/app.ts`, with the real clock, dice and wire. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { createServer } from "../server/app.ts";
import type { Config } from "../server/config.ts";
import type { Context } from "../server/context.ts";
import { holdsRealPortal } from "../server/portals/store.ts";
import { createStore, type Store } from "../server/store/index.ts";
import { measuredEngine } from "../server/telemetry/commits.ts";
import { createLog } from "../server/telemetry/log.ts";
import { createMetrics } from "../server/telemetry/metrics.ts";
import { openTelemetry } from "../server/telemetry/opentelemetry.ts";
import { createBlobs } from "../server/vault/blobs.ts";
import { createVault, type Vault } from "../server/vault/index.ts";
import { portalKeys } from "../server/vault/rewrap.ts";
import type { Wakeups } from "../server/wakeups/index.ts";
import { type Database, openDatabase } from "./database.ts";
import { CommandFailed } from "./output.ts";
import { pooledRandom } from "./pooled-random.ts";

/** Of this process. */
const randomBytes = pooledRandom();

export interface RunningServer {
  readonly url: string;
  /** Resolves when every delivery that is due has been tried. */
  idle(): Promise<void>;
  /** Does what is due by the clock, now. */
  chores(): Promise<void>;
  /**
   * Says by `/ready` that it stops, and goes on answering for so long, each answer the last one of its connection: a
   * balancer notices, and no exchange meets a closed door.
   */
  drain(ms: number): Promise<void>;
  /** Ends requests, workers and the store, in this order. */
  close(): Promise<void>;
}

/** How the address under which others reach the server follows from the one it listens on. */
export type PublicUrl = (listening: string) => string;

/** Clock (epoch milliseconds) and wire, for whoever does not want the real ones. */
export type Surroundings = Partial<Pick<Context, "now" | "fetch" | "resolveHost">>;

export async function serve(
  config: Omit<Config, "PUBLIC_BASE_URL">,
  world: Context["world"],
  publicUrl: PublicUrl,
  { now = Date.now, fetch = globalThis.fetch, resolveHost }: Surroundings = {},
): Promise<RunningServer> {
  const database = await openDatabase(config);
  const metrics = createMetrics({ process: true });
  const store = createStore(measuredEngine(database.engine, metrics));
  const vault = vaultOf(config, store, now);
  const log = createLog(config.LOG_LEVEL);
  const tracer = await openTelemetry(config, log);
  let wakeups: Wakeups;
  try {
    const unfit = await whyUnfit(database.name, world, store, vault);
    if (unfit) throw new CommandFailed(unfit);
    wakeups = await database.wakeups({ log, now });
  } catch (error) {
    await store.close();
    throw error;
  }
  const http = createHttpServer();
  // Longer than a proxy keeps a connection that nothing comes by: else it writes a request into one that closes just now.
  http.keepAliveTimeout = 75_000;
  http.listen(config.PORT, config.HOST);
  try {
    await once(http, "listening");
  } catch {
    await store.close();
    throw new CommandFailed(`Port ${config.PORT} is taken. Stop what uses it, or set PORT.`);
  }
  const address = http.address();
  const url = `http://${config.HOST}:${typeof address === "object" && address ? address.port : config.PORT}`;

  const context: Context = {
    ...contextOf({ ...config, PUBLIC_BASE_URL: publicUrl(url) }, world, database, { store, vault, log, metrics, now }),
    ...(tracer && { tracer }),
    fetch,
    ...(resolveHost && { resolveHost }),
    wakeups,
  };
  const server = createServer(context);
  let draining = false;
  http.on("request", (request, response) => {
    if (draining) response.setHeader("connection", "close");
    server.app(request, response);
  });
  await server.start();
  return {
    url,
    idle: server.idle,
    chores: server.chores,
    drain: async (ms) => {
      draining = true;
      server.drain();
      if (ms > 0) await setTimeout(ms);
    },
    close: async () => {
      server.drain();
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeIdleConnections();
      // Ten seconds is all that WhatsApp waits for an answer; whoever is still connected then gets none.
      const impatience = new AbortController();
      void setTimeout(10_000, undefined, { signal: impatience.signal }).then(
        () => http.closeAllConnections(),
        () => undefined,
      );
      await closed;
      impatience.abort();
      await server.stop();
      await tracer?.close();
      await store.close();
    },
  };
}

/** State and secrets for work on a database that nobody serves. @throws CommandFailed where it is not to be used so */
export async function openUnserved(
  config: Config,
  world: Context["world"],
  now: Context["now"] = Date.now,
): Promise<{ readonly context: Context; close(): Promise<void> }> {
  const database = await openDatabase(config);
  const store = createStore(database.engine);
  const vault = vaultOf(config, store, now);
  const unfit = await whyUnfit(database.name, world, store, vault);
  if (unfit) {
    await store.close();
    throw new CommandFailed(unfit);
  }
  const parts = { store, vault, log: createLog(config.LOG_LEVEL), metrics: createMetrics(), now };
  return { context: contextOf(config, world, database, parts), close: () => store.close() };
}

function contextOf(
  config: Config,
  world: Context["world"],
  { blobFolder }: Pick<Database, "blobFolder">,
  parts: Pick<Context, "store" | "vault" | "log" | "metrics" | "now">,
): Context {
  const blobs = createBlobs({ folder: blobFolder, randomBytes, ...parts });
  return { ...parts, config, world, blobs, fetch: globalThis.fetch, randomBytes };
}

/** Why this database must not be served so, in words for the operator. */
async function whyUnfit(
  name: string,
  world: Context["world"],
  store: Store,
  vault: Vault,
): Promise<string | undefined> {
  if (world === "sandbox" && (await holdsRealPortal(store))) {
    return (
      `${name} holds a real portal, and the configuration is empty. The sandbox must not answer for real customers: ` +
      "set the variables of .env.example, or name another DATABASE_FILE or DATABASE_URL."
    );
  }
  const { readable, unreadable } = await portalKeys({ store, vault });
  if (readable > 0 || unreadable === 0) return undefined;
  return (
    `The master key does not open ${name}. Set FLOWELLA_MASTER_KEY to the key of this database; while it changes, the ` +
    "one before goes into FLOWELLA_MASTER_KEY_PREVIOUS."
  );
}

function vaultOf(config: Omit<Config, "PUBLIC_BASE_URL">, store: Store, now: () => number): Vault {
  const { FLOWELLA_MASTER_KEY: master, FLOWELLA_MASTER_KEY_PREVIOUS: previous } = config;
  return createVault({
    masterKey: Buffer.from(master, "base64"),
    previousMasterKey: previous === undefined ? undefined : Buffer.from(previous, "base64"),
    store,
    randomBytes,
    now,
  });
}
