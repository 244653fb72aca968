/** A backup's parts back in their places, on a machine that has none yet. What has to be known of before it is served: after.ts */
import { copyFile, mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { RefusedInput } from "../../core/errors.ts";
import { keysTakenAt, putKeysIn } from "./keys.ts";
import {
  backupsIn,
  databaseName,
  filesName,
  keysFile,
  type Manifest,
  manifestIn,
  sha256Of,
  syncPath,
} from "./place.ts";
import { copyFiles, removeFiles } from "./take.ts";

export interface PutBackParts {
  /** The folder of all backups. */
  readonly from: string;
  /** One of them; the newest unless it is given. */
  readonly backup?: string | undefined;
  readonly databaseFile: string;
  readonly blobFolder: string;
}

export interface Prepared {
  readonly backup: string;
  readonly manifest: Manifest;
  /** The database, under another name until it may be served. */
  readonly databaseFile: string;
  /** Gives it its name. */
  finish(): Promise<void>;
  /** Takes away all that was put there. */
  undo(): Promise<void>;
}

/** @throws RefusedInput where something is there already, or the backup is not whole; nothing has changed then */
export async function prepareRestore(parts: PutBackParts): Promise<Prepared> {
  const { from, databaseFile, blobFolder } = parts;
  await refuseOccupied(parts);
  const backup = parts.backup ?? (await backupsIn(from)).at(-1);
  if (backup === undefined) throw new RefusedInput("backup.none", `${from} holds no backup.`);
  const folder = path.join(from, backup);
  const manifest = await manifestIn(folder);
  const copy = path.join(folder, databaseName);
  if ((await sha256Of(copy).catch(() => "")) !== manifest.sha256)
    throw new RefusedInput("backup.changed", `${copy} is not as it was written: it was cut off or changed.`);
  const keys = path.join(from, keysFile);
  if (keysTakenAt(keys) < Date.parse(manifest.takenAt)) {
    throw new RefusedInput(
      "backup.keys",
      `${keys} is older than this backup: with it, everybody who is newer would count as erased. Take the ${keysFile} that was written with it or later.`,
    );
  }
  const waiting = `${databaseFile}.restoring`;
  let made: string | undefined;
  const undo = async () => {
    for (const ending of besides) await rm(`${waiting}${ending}`, { force: true });
    await removeFiles(blobFolder);
    if (made !== undefined) await rmdir(blobFolder).catch(() => undefined);
  };
  try {
    await mkdir(path.dirname(databaseFile), { recursive: true });
    await copyFile(copy, waiting);
    putKeysIn(waiting, keys);
    made = await mkdir(blobFolder, { recursive: true, mode: 0o700 });
    const files = await copyFiles(path.join(folder, filesName), blobFolder);
    if (files !== manifest.files)
      throw new RefusedInput(
        "backup.files",
        `${path.join(folder, filesName)} holds ${files} files of people, not the ${manifest.files} that were written: some were lost or added.`,
      );
    await syncPath(waiting);
  } catch (error) {
    await undo();
    throw error;
  }
  return {
    backup,
    manifest,
    databaseFile: waiting,
    undo,
    finish: async () => {
      await syncPath(waiting);
      await rename(waiting, databaseFile);
      await syncPath(path.dirname(databaseFile));
    },
  };
}

/** What SQLite keeps beside a database that was not closed. */
const besides = ["", "-wal", "-shm"] as const;

/** A restore writes over nothing. What an earlier one left half done is no obstacle. */
async function refuseOccupied({ databaseFile, blobFolder }: PutBackParts): Promise<void> {
  const beside: string[] = await readdir(path.dirname(databaseFile)).catch(() => []);
  const name = path.basename(databaseFile);
  const occupied = beside.some((file) => file === name || file === `${name}-wal`);
  const half = `${name}.restoring`;
  if (beside.includes(half)) {
    for (const ending of besides) await rm(`${databaseFile}.restoring${ending}`, { force: true });
    if (!occupied) await removeFiles(blobFolder);
  }
  const files = await readdir(blobFolder).catch(() => []);
  if (!occupied && files.length === 0) return;
  throw new RefusedInput(
    "restore.occupied",
    `There is something at ${occupied ? databaseFile : blobFolder} already. A restore writes over nothing: stop the server, move that away, and try again.`,
  );
}
