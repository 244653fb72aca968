/** A world whose every trace can be looked at: its files, its log lines, its metrics; and a server process to be killed. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ToChild, toParentSchema } from "../crash/messages.ts";
import type { Moment } from "../crash/phases.ts";
import { startWorld, type World } from "../e2e/world.ts";
import { postgresFolders } from "./raw-database.ts";
import { type Found, patternsOf, type Searched, searchBytes, searchFiles } from "./search.ts";

export interface CanaryWorld {
  readonly world: World;
  /** Everything that the server left anywhere, searched for these texts. `logs`: how many lines there were. */
  search(marks: Readonly<Record<string, string>>): Promise<Searched & { readonly lines: number }>;
  /** The server ends, another process takes its place and kills itself at that moment; `work` runs meanwhile. */
  killedAt(moment: Moment, work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function startCanaryWorld(): Promise<CanaryWorld> {
  const begunAt = Date.now() - 2_000;
  const temporaryBefore = new Set(await readdir(tmpdir()));
  const logged: string[] = [];
  const ownWrite = process.stderr.write.bind(process.stderr);
  process.stderr.write = (chunk: string | Uint8Array) => {
    logged.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    return true;
  };
  const world = await startWorld({ talks: true, settings: { LOG_LEVEL: "info" } });
  const folder = path.dirname(world.databaseFile);

  const search: CanaryWorld["search"] = async (marks) => {
    const patterns = patternsOf(marks);
    const { DATABASE_URL } = world.config;
    const database = DATABASE_URL === undefined ? [] : await postgresFolders(world.config);
    const files = await searchFiles([folder], patterns);
    const cluster = await searchFiles(database, patterns, begunAt);
    const temporary = await searchFiles(await newTemporary(temporaryBefore), patterns, begunAt);
    const metrics = await fetch(`${world.url}/metrics`).then(
      (response) => response.text(),
      () => "",
    );
    // Lines wait for a moment before they are written.
    await new Promise((resolve) => setTimeout(resolve, 40));
    const log = logged.join("");
    const texts: Found[] = [
      ...searchBytes("log", Buffer.from(log), patterns),
      ...searchBytes("metrics", Buffer.from(metrics), patterns),
    ];
    return {
      found: [...files.found, ...cluster.found, ...temporary.found, ...texts],
      bytes: files.bytes + cluster.bytes,
      lines: log.split("\n").length,
    };
  };

  return {
    world,
    search,
    killedAt: async (moment, work) => {
      await world.stop();
      await dyingProcess(world, folder, moment, logged, work);
    },
    close: async () => {
      process.stderr.write = ownWrite;
      await world.close();
    },
  };
}

/** Files that came while we ran, but for other tests' own folders. */
async function newTemporary(before: ReadonlySet<string>): Promise<string[]> {
  const names = (await readdir(tmpdir())).filter(
    (name) => !before.has(name) && !/^(flowella-|jest|node-|bash)/.test(name),
  );
  return names.map((name) => path.join(tmpdir(), name));
}

async function dyingProcess(
  world: World,
  folder: string,
  moment: Moment,
  logged: string[],
  work: () => Promise<void>,
): Promise<void> {
  const entry = path.resolve(import.meta.dirname, "../crash/server-entry.ts");
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, TMPDIR: folder, CRASH_TIME_FACTOR: "1" };
  const child = fork(entry, [], { cwd: folder, execArgv: [], env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => logged.push(String(chunk)));
  const heard = async (kind: "loaded" | "up"): Promise<void> => {
    for (;;) {
      const said = toParentSchema.parse((await once(child, "message"))[0]);
      if (said.kind === "failed") throw new Error(said.why);
      if (said.kind === kind) return;
    }
  };
  const tell = (message: ToChild): void => void child.send(message);
  const gone = once(child, "exit");
  try {
    await heard("loaded");
    const time = { since: Date.now(), factor: 1, shift: world.now() - Date.now() };
    const up = heard("up");
    tell({ kind: "go", slot: 0, settings: settingsOf(world), time });
    await up;
    tell({ kind: "arm", moment, skip: 0 });
    await work();
    await gone;
    if (child.signalCode !== "SIGKILL") throw new Error(`The process ended by itself: ${child.exitCode}.`);
  } finally {
    child.kill("SIGKILL");
  }
}

/** As the environment would name them. */
function settingsOf({ config, url, databaseFile }: World): Record<string, string> {
  const plain = Object.entries(config).flatMap(([name, value]): [string, string][] =>
    ["string", "number", "boolean"].includes(typeof value) ? [[name, String(value)]] : [],
  );
  return {
    ...Object.fromEntries(plain),
    PORT: new URL(url).port,
    PUBLIC_BASE_URL: url,
    BLOB_FOLDER: config.BLOB_FOLDER ?? `${databaseFile}.blobs`,
  };
}
