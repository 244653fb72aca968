/** `flowella start` as a process of its own on the sandbox, and sessions on it that any tool may use. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { flowella } from "../e2e/command-line.ts";

const fixtureSchema = z.object({
  endpoint: z.url(),
  publicKey: z.string(),
  appSecret: z.string(),
  screens: z.array(z.object({ id: z.string(), payload: z.record(z.string(), z.unknown()) })),
  tokens: z.array(z.string()),
});
export type Fixture = z.infer<typeof fixtureSchema>;

/** Megabytes of 1,048,576 bytes. */
export interface Memory {
  /** Resident, with whatever garbage V8 has not collected yet. */
  readonly residentMb: number;
  /** Resident once all garbage is collected: what the process really holds. */
  readonly heldMb: number;
  readonly heapMb: number;
}

export interface OwnServer {
  /** What `flowella fixture --tokens N --json` prints. */
  fixture(tokens: number): Promise<Fixture>;
  /** Measured in the process itself. */
  memory(): Promise<Memory>;
  /** False once the process ended by itself. */
  alive(): boolean;
  stop(): Promise<void>;
}

const packageSchema = z.object({ scripts: z.object({ start: z.string() }) });
const memorySchema = z.object({ rss: z.number(), heapUsed: z.number() });
const megabytes = (bytes: number): number => Math.round((bytes / 1_048_576) * 10) / 10;
const reporter = pathToFileURL(path.join(import.meta.dirname, "memory-report.ts")).href;

export async function startOwnServer(): Promise<OwnServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-own-"));
  const root = path.resolve(import.meta.dirname, "../..");
  const flags = await flagsOfStart(root);
  const main = path.join(root, "cli/main.js");
  // `NODE_OPTIONS` goes along, so that what V8 is told can be compared.
  const { PATH = "", HOME = "", NODE_OPTIONS = "" } = process.env;
  const child = spawn(process.execPath, [...flags, "--expose-gc", "--import", reporter, main, "start"], {
    cwd: folder,
    // Random requests come faster than any portal's customers.
    env: { PATH, HOME, NODE_OPTIONS, PORT: "0", FLOW_EXCHANGES_PER_SECOND: "1000000" },
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  });
  const address = await addressOf(child);
  return {
    fixture: async (tokens) => {
      const asked = ["fixture", "--tokens", String(tokens), "--json", "--server", address];
      const { code, out, err } = await flowella(asked, { cwd: folder });
      if (code !== 0) throw new Error(err);
      return fixtureSchema.parse(JSON.parse(out));
    },
    memory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      const residentKb = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
      child.send("collect and tell");
      const [told] = await once(child, "message");
      const { rss, heapUsed } = memorySchema.parse(told);
      return { residentMb: megabytes(residentKb * 1024), heldMb: megabytes(rss), heapMb: megabytes(heapUsed) };
    },
    alive: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What `npm start` tells Node. */
async function flagsOfStart(root: string): Promise<string[]> {
  const { scripts } = packageSchema.parse(JSON.parse(await readFile(path.join(root, "package.json"), "utf8")));
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}

/** From the greeting; what comes afterwards is read and thrown away, so that the pipe never fills. */
async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("The process has no standard output.");
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    const address = /^\s+Server\s+(http\S+)\/ready/.exec(line)?.[1];
    if (address === undefined) continue;
    stdout.resume();
    return address;
  }
  throw new Error("The server ended before it said where it listens.");
}
