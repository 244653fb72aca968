/**
 * Keeps one PostgreSQL server for a whole run of the tests: started by the first test file that asks, stopped with the
 * run, even when the run was killed. Called as `node keeper.ts <folder of the run> <id of the run's process>`.
 */
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { openPostgres } from "../../server/store/index.ts";
import { installQueue } from "../../server/wakeups/graphile-queue.ts";
import { type PostgresServer, startPostgres } from "./postgres-server.ts";
import { template } from "./run.ts";

const [folder = "", owner = ""] = process.argv.slice(2);
let server: PostgresServer | undefined;

try {
  server = await startPostgres();
  const { stop: end } = server;
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void end().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  setInterval(() => {
    if (!lives(Number(owner))) stop();
  }, 500);

  const admin = new pg.Client({ connectionString: server.urlOf("postgres") });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  await (await openPostgres(server.urlOf(template))).close();
  await installQueue(server.urlOf(template));
  await tell({ url: server.urlOf("postgres"), keeper: process.pid });
} catch (error) {
  await server?.stop();
  await tell({ failed: error instanceof Error ? error.message : String(error) }).catch(() => undefined);
  process.exit(1);
}

/** Whoever waits sees the whole file or none. */
async function tell(told: Readonly<Record<string, unknown>>): Promise<void> {
  await writeFile(path.join(folder, "postgres.part"), JSON.stringify(told));
  await rename(path.join(folder, "postgres.part"), path.join(folder, "postgres.json"));
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
