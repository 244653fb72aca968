/**
 * Files of people, encrypted in a folder beside the database: named by random ids, sealed by the person's key, told
 * of by a row in `blobs`. A file without a row is an orphan of a crash and is cleaned up; a row is committed only after
 * its file is safe on disk.
 */
import { createReadStream, existsSync } from "node:fs";
import { type FileHandle, mkdir, open as openFile, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { RefusedInput } from "../../core/errors.ts";
import { type Store, type Write, write } from "../store/index.ts";
import { blobHeader, blobHeaderBytes, openPieces, saltOf, sealPieces } from "./blob-cipher.ts";
import { type Sealer, type Vault, VaultError } from "./index.ts";

export interface NewBlob {
  readonly portalId: string;
  readonly personId: string;
  /** Media type, such as `image/jpeg`, as found in the contents. */
  readonly type: string;
  /** Contents longer than this are refused, and nothing of them stays. */
  readonly maxBytes: number;
}

export interface StoredBlob {
  readonly id: string;
  /** Size of the contents. */
  readonly bytes: number;
  /** To be committed together with the first row that names the blob; without it the file is an orphan. */
  readonly write: Write;
}

export interface OpenBlob {
  readonly personId: string;
  readonly type: string;
  readonly bytes: number;
  /** Throws VaultError while it is read when the file is gone, was changed, or its person was erased. */
  readonly content: AsyncIterable<Uint8Array>;
}

export interface Blobs {
  /** @throws RefusedInput `blob.too_large` */
  put(blob: NewBlob, content: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** @returns undefined when the portal has no such blob. */
  open(portalId: string, id: string): Promise<OpenBlob | undefined>;
  remove(portalId: string, id: string): Promise<void>;
  /** @returns how many there were. */
  removeAllOf(portalId: string, personId: string): Promise<number>;
  /** Deletes files that no row names and that are older than an hour. @returns how many */
  removeOrphans(): Promise<number>;
}

export interface BlobOptions {
  readonly folder: string;
  readonly store: Store;
  readonly vault: Vault;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly now: () => number;
}

/** The folder of a database's blobs: each database has its own, because orphans are told by its rows. */
export function blobFolderOf(databaseFile: string): string {
  return `${databaseFile}.blobs`;
}

/** A file this young may still get its row. */
const orphanAfterMs = 3_600_000;

export function createBlobs({ folder, store, vault, randomBytes, now }: BlobOptions): Blobs {
  const fileOf = (id: string): string => path.join(folder, id);
  const keyOf = (sealer: Sealer, salt: Uint8Array, id: string) => sealer.subkey(salt, `blob/${id}`);

  async function* contentOf(portalId: string, personId: string, id: string): AsyncGenerator<Uint8Array> {
    const sealer = await vault.person(portalId, personId);
    const salt = await readSalt(fileOf(id));
    yield* openPieces(createReadStream(fileOf(id), { start: blobHeaderBytes }), keyOf(sealer, salt, id));
  }

  const removeAll = async (portalId: string, ids: readonly string[]): Promise<void> => {
    const tenant = store.of(portalId);
    await tenant.commit(ids.map((id) => write(tenant.db.deleteFrom("blobs").where("id", "=", id))));
    // A crash before this leaves orphans, never a row without its file.
    for (const id of ids) await rm(fileOf(id), { force: true });
  };

  return {
    put: async ({ portalId, personId, type, maxBytes }, content) => {
      const sealer = await vault.person(portalId, personId);
      const id = Buffer.from(randomBytes(16)).toString("hex");
      const salt = randomBytes(32);
      const counted = { bytes: 0 };
      const pieces = sealPieces(counting(content, maxBytes, counted), keyOf(sealer, salt, id));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeAtomically(folder, id, blobHeader(salt), pieces);
      const row = { id, person_id: personId, bytes: counted.bytes, type, created_at: now() };
      const insert = store.of(portalId).db.insertInto("blobs").values(row);
      return { id, bytes: counted.bytes, write: write(insert, 1) };
    },
    open: async (portalId, id) => {
      const tenant = store.of(portalId);
      const row = await tenant.first(tenant.db.selectFrom("blobs").selectAll().where("id", "=", id));
      if (!row) return undefined;
      const { person_id: personId, type, bytes } = row;
      return { personId, type, bytes, content: contentOf(portalId, personId, id) };
    },
    remove: async (portalId, id) => {
      const tenant = store.of(portalId);
      // Another portal's id is nobody's here: its file must stay.
      const row = await tenant.first(tenant.db.selectFrom("blobs").select("id").where("id", "=", id));
      if (row) await removeAll(portalId, [row.id]);
    },
    removeAllOf: async (portalId, personId) => {
      const tenant = store.of(portalId);
      const rows = await tenant.all(tenant.db.selectFrom("blobs").select("id").where("person_id", "=", personId));
      await removeAll(
        portalId,
        rows.map(({ id }) => id),
      );
      return rows.length;
    },
    removeOrphans: async () => {
      let removed = 0;
      for (const name of await filesIn(folder)) {
        const { mtimeMs } = await stat(fileOf(name)).catch(() => ({ mtimeMs: now() }));
        if (mtimeMs > now() - orphanAfterMs || (await hasRow(store, name))) continue;
        await rm(fileOf(name), { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

async function* counting(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
  counted: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const bytes of content) {
    counted.bytes += bytes.length;
    if (counted.bytes > maxBytes) {
      throw new RefusedInput("blob.too_large", `The file is larger than ${maxBytes} bytes. Send a smaller one.`);
    }
    yield bytes;
  }
}

/** Whole and on disk under its name, or not there at all. */
async function writeAtomically(
  folder: string,
  name: string,
  header: Uint8Array,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  const part = path.join(folder, `${name}${partEnding}`);
  const file = await openFile(part, "wx", 0o600);
  try {
    await file.writeFile(header);
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
    await file.close();
    await rename(part, path.join(folder, name));
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** The new name itself is safe only once the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await openFile(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readSalt(file: string): Promise<Uint8Array> {
  let handle: FileHandle;
  try {
    handle = await openFile(file, "r");
  } catch (cause) {
    throw new VaultError("The blob's file cannot be read.", { cause });
  }
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(blobHeaderBytes), 0, blobHeaderBytes, 0);
    return saltOf(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

const partEnding = ".part";
const ourFiles = /^[0-9a-f]{32}(\.part)?$/;

async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((name) => ourFiles.test(name));
}

async function hasRow(store: Store, name: string): Promise<boolean> {
  const every = store.everyPortal();
  return (await every.first(every.db.selectFrom("blobs").select("id").where("id", "=", name))) !== undefined;
}
