/** What a backup folder holds, and how its parts are named. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";

/** Beside the backups: everybody's keys, as they were at the newest one. An older backup opens with no other. */
export const keysFile = "keys.db";
/** In each backup. */
export const databaseName = "flowella.db";
export const filesName = "files";
const manifestName = "manifest.json";

const manifestSchema = z.object({
  format: z.literal(1),
  /** ISO 8601, UTC. */
  takenAt: z.iso.datetime(),
  /** Migrations of the version that took it, up to this one. */
  newestMigration: z.string(),
  /** Of the database's file, hexadecimal. */
  sha256: z.string(),
  databaseBytes: z.number(),
  /** People's encrypted files. */
  files: z.number(),
  /** How many keys lay beside it. */
  keys: z.number(),
});
export type Manifest = z.infer<typeof manifestSchema>;

const names = /^\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z$/;
/** Of a backup that is being written: its folder, its keys, and SQLite's journal of these. */
const parts = /^(keys\.db\.)?\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z\.part(-journal)?$/;

/** Such as `2026-11-22T215000.000Z`: sorts by time, and is a file name everywhere. */
export function nameOf(takenAt: number): string {
  return new Date(takenAt).toISOString().replaceAll(":", "");
}

/** Whole ones, oldest first. */
export async function backupsIn(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch(() => []);
  return found.filter((name) => names.test(name)).sort();
}

/**
 * Removes what a backup that was cut off (a killed process, a power cut) left: it may hold a database with everybody's keys,
 * which no newer `keys.db` replaces. No other backup is being written: a server takes one at a time, and without it the
 * database is locked.
 */
export async function removeParts(folder: string): Promise<void> {
  const found = (await readdir(folder).catch(() => [])).filter((name) => parts.test(name));
  for (const name of found) await rm(path.join(folder, name), { recursive: true, force: true });
}

/** @throws RefusedInput where it is none of ours, or a newer version's */
export async function manifestIn(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, manifestName), "utf8").catch(() => "");
  const parsed = manifestSchema.safeParse(text && JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new RefusedInput("backup.unreadable", `${folder} holds no backup that this version of Flowella can read.`);
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = await open(path.join(folder, manifestName), "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** On disk for good, its name included. */
export async function syncPath(place: string): Promise<void> {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
