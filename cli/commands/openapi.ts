/** `flowella openapi`: the server's own OpenAPI, made of its routes. It needs no running server and no configuration. */
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { createServer } from "../../server/app.ts";
import { configSchema } from "../../server/config.ts";
import { openApiOf } from "../../server/http/openapi/document.ts";
import { createStore, openSqlite } from "../../server/store/index.ts";
import { createLog } from "../../server/telemetry/log.ts";
import { createMetrics } from "../../server/telemetry/metrics.ts";
import { createBlobs } from "../../server/vault/blobs.ts";
import { createVault } from "../../server/vault/index.ts";
import { print } from "../output.ts";

export interface OpenApiOptions {
  readonly url: string;
}

export async function openApiCommand({ url }: OpenApiOptions): Promise<void> {
  print(JSON.stringify(await openApi(url), null, 2));
}

/** Of a server that is put together and never started. */
async function openApi(url: string) {
  const now = Date.now;
  const masterKey = randomBytes(32);
  const store = createStore(await openSqlite(":memory:"));
  const vault = createVault({ masterKey, store, randomBytes, now });
  const server = createServer({
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
    blobs: createBlobs({ folder: path.join(tmpdir(), "flowella-openapi"), store, vault, randomBytes, now }),
    log: createLog("silent"),
    metrics: createMetrics(),
    fetch: () => Promise.reject(new Error("Nobody is asked here.")),
    now,
    randomBytes,
  });
  try {
    return openApiOf(server.app, url);
  } finally {
    await server.stop();
    await store.close();
  }
}
