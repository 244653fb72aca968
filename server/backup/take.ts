/**
 * A backup of a SQLite database and of people's files, taken while the server runs. The master key is in none: it is the
 * operator's, and lies somewhere else.
 *
 *     FOLDER/keys.db                                    everybody's keys, wrapped by the master key; replaced each time
 *     FOLDER/2026-11-22T215000.000Z/flowella.db         all the rest of the database
 *     FOLDER/2026-11-22T215000.000Z/files/<id>          people's files, encrypted as they are
 *     FOLDER/2026-11-22T215000.000Z/manifest.json
 */
import { constants, existsSync } from "node:fs";
import { chmod, copyFile, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Engine } from "../store/engine.ts";
import { keysTakenAt, moveKeysOut, newestMigrationOf } from "./keys.ts";
import {
  databaseName,
  filesName,
  keysFile,
  type Manifest,
  nameOf,
  removeParts,
  sha256Of,
  syncPath,
  writeManifest,
} from "./place.ts";

export interface BackupSource {
  readonly copyTo: NonNullable<Engine["copyTo"]>;
  readonly blobFolder: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface BackupTaken extends Manifest {
  readonly kind: "backup";
  /** The backup's own folder. */
  readonly folder: string;
}

/** It is whole under its name, or not there. @param folder of all backups; made where it is missing */
export async function takeBackup({ copyTo, blobFolder, now }: BackupSource, folder: string): Promise<BackupTaken> {
  // Later than the one before, whatever the clock says: the newest keys are told by their time.
  const takenAt = Math.max(now(), lastTakenAt(path.join(folder, keysFile)) + 1);
  const whole = path.join(folder, nameOf(takenAt));
  const part = `${whole}.part`;
  const keysPart = path.join(folder, `${keysFile}.${path.basename(whole)}.part`);
  await removeParts(folder);
  await mkdir(path.join(part, filesName), { recursive: true, mode: 0o700 });
  try {
    const copy = path.join(part, databaseName);
    await copyTo(copy);
    const { keys } = await moveKeysOut(copy, keysPart, takenAt);
    // After the database: each file that a row names was there before, and one that goes meanwhile is not needed.
    const files = await copyFiles(blobFolder, path.join(part, filesName));
    for (const file of [copy, keysPart]) {
      await chmod(file, 0o600);
      await syncPath(file);
    }
    const manifest: Manifest = {
      format: 1,
      takenAt: new Date(takenAt).toISOString(),
      newestMigration: newestMigrationOf(copy),
      sha256: await sha256Of(copy),
      databaseBytes: (await stat(copy)).size,
      files,
      keys,
    };
    await writeManifest(part, manifest);
    await syncPath(path.join(part, filesName));
    await syncPath(part);
    // The keys first: newer ones fit every older backup, older ones would make new people unreadable.
    await rename(keysPart, path.join(folder, keysFile));
    await rename(part, whole);
    await syncPath(folder);
    return { kind: "backup", folder: whole, ...manifest };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    await rm(keysPart, { force: true });
    throw error;
  }
}

function lastTakenAt(keys: string): number {
  return existsSync(keys) ? keysTakenAt(keys) : 0;
}

const ourFiles = /^[0-9a-f]{32}$/;

/** Files never change, so a file system that can share their blocks does. @returns how many */
export async function copyFiles(from: string, to: string): Promise<number> {
  const found = (await readdir(from).catch(() => [])).filter((name) => ourFiles.test(name));
  let copied = 0;
  for (const name of found) {
    try {
      const file = path.join(to, name);
      await copyFile(path.join(from, name), file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      await syncPath(file);
      copied += 1;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  return copied;
}

/** People's files in a folder; the folder itself, which may be a mounted one, stays. */
export async function removeFiles(folder: string): Promise<void> {
  const found = (await readdir(folder).catch(() => [])).filter((name) => ourFiles.test(name));
  for (const name of found) await rm(path.join(folder, name), { force: true });
}
