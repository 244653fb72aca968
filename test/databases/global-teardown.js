import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Ends the run's PostgreSQL server, where a test file had one started. */
export default async function tearDown() {
  const folder = process.env.FLOWELLA_TEST_RUN;
  const told = await readFile(path.join(folder, "postgres.json"), "utf8").catch(() => "{}");
  const { keeper } = JSON.parse(told);
  if (keeper) {
    process.kill(keeper, "SIGTERM");
    while (lives(keeper)) await wait(20);
  }
  await rm(folder, { recursive: true, force: true });
  const inMemory = process.env.FLOWELLA_TEST_MEMORY;
  if (inMemory) await rm(inMemory, { recursive: true, force: true });
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
