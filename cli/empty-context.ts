/** A server's context over nothing, for commands that put rooms of the server together without serving anybody. */
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { configSchema } from "../server/config.ts";
import type { Context } from "../server/context.ts";
import { createStore, openSqlite } from "../server/store/index.ts";
import { createLog } from "../server/telemetry/log.ts";
import { createMetrics } from "../server/telemetry/metrics.ts";
import { createBlobs } from "../server/vault/blobs.ts";
import { createVault } from "../server/vault/index.ts";

/** An empty database in memory, keys that nobody knows, silence, and nobody to ask. @param url of the server itself */
export async function emptyContext(url: string): Promise<Context> {
  const now = Date.now;
  const masterKey = randomBytes(32);
  const store = createStore(await openSqlite(":memory:"));
  const vault = createVault({ masterKey, store, randomBytes, now });
  return {
    config: configSchema.parse({
      PUBLIC_BASE_URL: url,
      FLOWELLA_MASTER_KEY: masterKey.toString("base64"),
      FLOWELLA_OPERATOR_TOKEN: randomBytes(32).toString("hex"),
      HUBSPOT_CLIENT_ID: "none",
      HUBSPOT_CLIENT_SECRET: "none",
    }),
    world: "sandbox",
    store,
    vault,
    // Nothing is put there: a preview's files stay in the browser.
    blobs: createBlobs({ folder: path.join(tmpdir(), "flowella-empty"), store, vault, randomBytes, now }),
    log: createLog("silent"),
    metrics: createMetrics(),
    fetch: () => Promise.reject(new Error("This command asks nobody.")),
    now,
    randomBytes,
  };
}
