/** What the test files of one run share: a folder, and in it the address of the PostgreSQL server. */
import { spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** A database with the newest schema, to be cloned. */
export const template = "flowella_template";

const toldSchema = z.union([z.object({ url: z.string() }), z.object({ failed: z.string() })]);

/** What the test files of this run share. */
export function folderOfRun(): string {
  const folder = process.env["FLOWELLA_TEST_RUN"];
  if (!folder) throw new Error("Tests on databases run under jest (npm test).");
  return folder;
}

/** @returns the address of the run's server, whose user may create databases; it is started when nobody did so yet. */
export async function serverOfRun(): Promise<string> {
  const folder = folderOfRun();
  const owner = process.env["FLOWELLA_TEST_RUN_PID"];
  if (!owner) throw new Error("Tests on databases run under jest (npm test).");
  const first = await mkdir(path.join(folder, "starting")).then(
    () => true,
    () => false,
  );
  if (first) {
    const keeper = fileURLToPath(new URL("keeper.ts", import.meta.url));
    spawn(process.execPath, [keeper, folder, owner], { detached: true, stdio: "ignore" }).unref();
  }
  for (;;) {
    const told = await readFile(path.join(folder, "postgres.json"), "utf8").catch(() => undefined);
    if (told) {
      const answer = toldSchema.parse(JSON.parse(told));
      if ("failed" in answer) throw new Error(answer.failed);
      return answer.url;
    }
    await wait(50);
  }
}
