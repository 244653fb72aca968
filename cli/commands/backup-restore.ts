/** What `flowella backup` and `flowella restore` do: everything that is kept, but for the master key, to a folder and back. */
import { existsSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import { afterRestore, type Restored, type RestoredWith } from "../../server/backup/after.ts";
import { prepareRestore } from "../../server/backup/put-back.ts";
import { takeBackup } from "../../server/backup/take.ts";
import { type Config, parseConfig } from "../../server/config.ts";
import { type ErasedList, erasedListSchema } from "../../server/privacy/erase-restore.ts";
import { blobFolderOf } from "../../server/vault/blobs.ts";
import { readJson } from "../input.ts";
import { CommandFailed, print, printJson } from "../output.ts";
import { openUnserved } from "../serve.ts";
import { askServer, type ServerOptions } from "./operator.ts";

export interface BackupOptions extends ServerOptions {
  readonly to: string;
  readonly offline?: boolean;
  readonly json?: boolean;
}

export interface RestoreOptions extends ServerOptions {
  readonly from?: string;
  readonly backup?: string;
  readonly here?: boolean;
  readonly erased?: string;
  readonly release?: "drop" | "send";
  readonly json?: boolean;
}

export const backupCommand = (options: BackupOptions): Promise<void> => inWords(() => backup(options));
export const restoreCommand = (options: RestoreOptions): Promise<void> => inWords(() => restore(options));

async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof RefusedInput ? new CommandFailed(error.message) : error;
  }
}

const takenSchema = z.object({
  folder: z.string(),
  takenAt: z.string(),
  databaseBytes: z.number(),
  files: z.number(),
  keys: z.number(),
});

async function backup(options: BackupOptions): Promise<void> {
  const to = path.resolve(options.to);
  const answer = options.offline ? await takeOffline(to) : await askServer("/operator/backup", { to }, options);
  const taken = takenSchema.parse(answer);
  if (options.json) return printJson(taken);
  const megabytes = (taken.databaseBytes / 1_000_000).toFixed(1);
  print(`${taken.folder}
  database ${megabytes} MB, ${taken.files} files of people, keys of ${taken.keys} people and portals (keys.db, beside the backups).
The master key is not in it. Keep it somewhere else: without it nothing in the backup can be read.`);
}

/** By a connection of its own: a server that runs has locked the file, and a newer version migrates nothing. */
async function takeOffline(to: string): Promise<unknown> {
  const { DATABASE_FILE: file, BLOB_FOLDER: folder } = sqliteConfig();
  if (!existsSync(file)) throw new CommandFailed(`There is no ${file}. Name it by DATABASE_FILE.`);
  const database = new SQLite(file, { fileMustExist: true, timeout: 1_000 });
  try {
    database.pragma("locking_mode = EXCLUSIVE");
    database.exec("BEGIN IMMEDIATE; COMMIT");
    const copyTo = async (copy: string) => void (await database.backup(copy));
    return await takeBackup({ copyTo, blobFolder: folder ?? blobFolderOf(file), now: Date.now }, to);
  } catch (error) {
    const busy = error instanceof SQLite.SqliteError && error.code.startsWith("SQLITE_BUSY");
    throw busy ? new CommandFailed(`A server uses ${file}. Leave out --offline: it backs itself up.`) : error;
  } finally {
    database.close();
  }
}

const heldSchema = z.object({
  missed: z.number(),
  later: z.number(),
  aboutSubmissions: z.number(),
  broadcasts: z.number(),
});
type Held = z.infer<typeof heldSchema>;

async function restore(options: RestoreOptions): Promise<void> {
  const { from, here, release, json } = options;
  if (from !== undefined || here) {
    const erased = options.erased === undefined ? undefined : erasedIn(await readJson(options.erased));
    const restored =
      from === undefined
        ? await putBackHere(liveConfig(), { erased })
        : await putBack(sqliteConfig(), { from, backup: options.backup, erased });
    return json ? printJson(restored) : print(restoredText(restored));
  }
  if (release === undefined) {
    const held = heldSchema.parse(await askServer("/operator/restored", {}, options));
    return json ? printJson(held) : print(heldText(held));
  }
  const released = heldSchema.parse(await askServer("/operator/restored/release", { missed: release }, options));
  if (json) return printJson({ released });
  print(`${release === "drop" ? "Dropped what may have gone before" : "Let go what may have gone before, too"}: ${released.missed} messages, ${released.aboutSubmissions} about submissions.
${released.later} messages go in their time. ${released.broadcasts} broadcasts stay paused until somebody resumes or stops them.`);
}

export interface PutBackOptions extends AfterOptions {
  /** The folder of all backups. */
  readonly from: string;
  /** Name of one of them; the newest unless it is given. */
  readonly backup?: string | undefined;
}

export interface AfterOptions extends RestoredWith {
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Puts a backup where the configuration says, to be served from there. @throws RefusedInput, CommandFailed */
export async function putBack(
  config: Config,
  { from, backup, ...after }: PutBackOptions,
): Promise<Restored & { readonly backup: string }> {
  const databaseFile = config.DATABASE_FILE;
  const blobFolder = config.BLOB_FOLDER ?? blobFolderOf(databaseFile);
  const prepared = await prepareRestore({ from: path.resolve(from), backup, databaseFile, blobFolder });
  try {
    const restored = await putBackHere(
      { ...config, DATABASE_FILE: prepared.databaseFile, BLOB_FOLDER: blobFolder },
      { ...after, keysAreNewer: true },
    );
    await prepared.finish();
    return { ...restored, backup: prepared.backup };
  } catch (error) {
    await prepared.undo();
    throw error;
  }
}

/** What is left to do once a database was put back by its own tools. @throws RefusedInput, CommandFailed */
export async function putBackHere(config: Config, { now, ...restoredWith }: AfterOptions = {}): Promise<Restored> {
  const { context, close } = await openUnserved(config, "live", now);
  try {
    return await afterRestore(context, restoredWith);
  } finally {
    await close();
  }
}

function erasedIn(list: unknown): ErasedList {
  const parsed = erasedListSchema.safeParse(list);
  if (parsed.success) return parsed.data;
  throw new CommandFailed("This is no list of who was erased. `flowella person erased --out FILE` makes one.");
}

function liveConfig(): Config {
  const parsed = parseConfig(process.env);
  if (parsed.kind === "live") return parsed.config;
  throw new CommandFailed(
    "This needs the server's whole configuration, above all FLOWELLA_MASTER_KEY. See .env.example for the variables.",
  );
}

function sqliteConfig(): Config {
  const config = liveConfig();
  if (config.DATABASE_URL === undefined) return config;
  throw new CommandFailed("PostgreSQL is backed up and put back by its own tools: docs/backup.md says how.");
}

function restoredText({ people, portals, held, backup }: Restored & { readonly backup?: string }): string {
  const erased =
    people + portals === 0
      ? ""
      : `\n${people} people and ${portals} portals were erased after it was taken: they are gone here as well.`;
  return `${backup === undefined ? "The database is ready." : `The backup ${backup} is back.`}${erased}
${heldText(held)}
Start the server now. Flows are answered and answers delivered at once; look at what is held, then let it go:
  flowella restore                     what is held
  flowella restore --release drop      do not send what may have gone before the restore
  flowella restore --release send      send it, at the risk of sending it twice`;
}

function heldText({ missed, later, aboutSubmissions, broadcasts }: Held): string {
  if (missed + later + aboutSubmissions + broadcasts === 0) return "Nothing is held back.";
  return `Held back until you say so:
  ${missed} messages that were due when the backup was put back and may have gone before
  ${later} messages that were not due yet
  ${aboutSubmissions} messages about submissions, such as receipts
  ${broadcasts} broadcasts, paused`;
}
