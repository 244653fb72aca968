/** The database that the configuration names, and what depends on which one it is. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Config } from "../server/config.ts";
import { DatabaseUnusable, type Engine, openPostgres, openSqlite } from "../server/store/index.ts";
import { placeOf } from "../server/store/postgres-errors.ts";
import { blobFolderOf } from "../server/vault/blobs.ts";
import { graphileWakeups, timerWakeups, type Wakeups } from "../server/wakeups/index.ts";
import type { LaneParts } from "../server/wakeups/run-lane.ts";
import { CommandFailed } from "./output.ts";

export interface Database {
  readonly engine: Engine;
  /** For a person to read; holds no password. */
  readonly name: string;
  /** Where the encrypted files of people lie. */
  readonly blobFolder: string;
  /** Who wakes the workers, suited to it. @throws CommandFailed */
  wakeups(parts: LaneParts): Promise<Wakeups>;
}

type Settings = Pick<Config, "DATABASE_FILE" | "DATABASE_URL" | "DATABASE_POOL_SIZE" | "BLOB_FOLDER">;

/** Lanes at work at once in one process: destinations that are slow leave room for the others. */
const together = 24;

/** Opens it and brings its schema up to date. @throws CommandFailed with what to do */
export async function openDatabase(settings: Settings): Promise<Database> {
  return settings.DATABASE_URL === undefined ? sqlite(settings) : postgres(settings, settings.DATABASE_URL);
}

async function sqlite({ DATABASE_FILE: file, BLOB_FOLDER: folder }: Settings): Promise<Database> {
  await mkdir(path.dirname(file), { recursive: true });
  return {
    engine: await orSay(openSqlite(file)),
    name: file,
    blobFolder: folder ?? blobFolderOf(file),
    wakeups: async (parts) => timerWakeups({ ...parts, together }),
  };
}

async function postgres(
  { BLOB_FOLDER: folder, DATABASE_POOL_SIZE: poolSize }: Settings,
  url: string,
): Promise<Database> {
  const engine = await orSay(openPostgres(url, { poolSize }));
  const database = decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
  return {
    engine,
    name: placeOf(url),
    blobFolder: folder ?? blobFolderOf(path.join("data", path.basename(database))),
    wakeups: (parts) => orSay(graphileWakeups({ ...parts, url, engine, together })),
  };
}

async function orSay<Result>(opening: Promise<Result>): Promise<Result> {
  try {
    return await opening;
  } catch (error) {
    throw error instanceof DatabaseUnusable ? new CommandFailed(error.message) : error;
  }
}
