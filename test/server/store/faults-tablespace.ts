/** A disk of a few megabytes for one of PostgreSQL's databases: a file system in memory, which only root can mount. */
import { execFile } from "node:child_process";
import { chown, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { asAdmin, postgresUrl, type TestDatabase } from "../../databases/index.ts";

const run = promisify(execFile);
const sizeMb = 40;

export interface Tablespace {
  /** Deletes something else that lies on that disk. */
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

/** Moves the database to a small disk. @returns why that is not possible here */
export async function smallTablespace({ settings }: TestDatabase): Promise<Tablespace | string> {
  if (!("DATABASE_URL" in settings)) return "this is a file";
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "only root of a Linux machine can mount a disk";
  if (process.env["FLOWELLA_TEST_POSTGRES_URL"]) return "the server is somebody's own";
  const admin = await postgresUrl();
  const name = new URL(settings.DATABASE_URL).pathname.slice(1);
  const place = await mkdtemp("/tmp/flowella-small-disk-");
  const unmount = async () => {
    await run("umount", [place]).catch(() => undefined);
    await rm(place, { recursive: true, force: true });
  };
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m,mode=0755`, "tmpfs", place]);
    const { uid, gid } = await stat(await dataFolder(admin));
    await writeFile(path.join(place, "something-else"), Buffer.alloc(10 * 2 ** 20));
    const folder = path.join(place, "tablespace");
    await mkdir(folder);
    await chown(folder, uid, gid);
    await asAdmin(admin, `create tablespace small_${name} location '${folder}'`);
    await asAdmin(admin, `alter database ${name} set tablespace small_${name}`);
  } catch (error) {
    await unmount();
    return error instanceof Error ? error.message : String(error);
  }
  return {
    makeRoom: () => rm(path.join(place, "something-else")),
    remove: async () => {
      await asAdmin(admin, `drop database ${name} with (force)`);
      await asAdmin(admin, `drop tablespace small_${name}`);
      await unmount();
    },
  };
}

async function dataFolder(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return String((await client.query("show data_directory")).rows[0]?.data_directory);
  } finally {
    await client.end();
  }
}
