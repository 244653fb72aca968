import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createStore, type Store } from "../../../server/store/index.ts";
import { type Blobs, createBlobs } from "../../../server/vault/blobs.ts";
import { createVault, type Vault } from "../../../server/vault/index.ts";
import { sqliteInMemory } from "../../databases/index.ts";

const megabyte = 1024 * 1024;
let folder: string;
let store: Store;
let vault: Vault;
let blobs: Blobs;

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), "flowella-blobs-")), "test.db.blobs");
  store = createStore(await sqliteInMemory());
  vault = createVault({ masterKey: Buffer.alloc(32, 7), store, randomBytes, now: Date.now });
  blobs = createBlobs({ folder, store, vault, randomBytes, now: Date.now });
  for (const portal of ["a", "b"]) {
    await store.of(portal).commit([vault.newPortalKey(portal).write]);
    for (const person of ["ana", "bea"])
      await store.of(portal).commit([(await vault.newPersonKey(portal, person)).write]);
  }
});
afterEach(async () => {
  await store.close();
  await rm(path.dirname(folder), { recursive: true });
});

async function* inBits(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function put(bytes: Uint8Array, personId = "ana", maxBytes = megabyte): Promise<string> {
  const stored = await blobs.put({ portalId: "a", personId, type: "image/jpeg", maxBytes }, inBits(bytes));
  await store.of("a").commit([stored.write]);
  return stored.id;
}

async function read(id: string, portalId = "a"): Promise<Buffer> {
  const opened = await blobs.open(portalId, id);
  if (!opened) throw new Error("There is no such blob.");
  return buffer(opened.content);
}

describe("a blob", () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 200_000])("of %i bytes comes back as it was", async (length) => {
    const bytes = randomBytes(length);
    const id = await put(bytes);
    expect(await blobs.open("a", id)).toMatchObject({ personId: "ana", type: "image/jpeg", bytes: length });
    expect((await read(id)).equals(bytes)).toBe(true);
  });

  it("lies there encrypted, under a name that tells nothing, for this user only", async () => {
    const text = Buffer.from("Ana's passport. ".repeat(10_000));
    const id = await put(text);
    const [name] = await readdir(folder);
    expect(name).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect((await readFile(path.join(folder, id))).includes("passport")).toBe(false);
    expect((await stat(path.join(folder, id))).mode & 0o077).toBe(0);
    const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    expect(digest(await readFile(path.join(folder, id)))).not.toBe(
      digest(await readFile(path.join(folder, await put(text)))),
    );
  });

  it("of another portal is nobody's, to read and to remove", async () => {
    const id = await put(Buffer.from("hello"));
    expect(await blobs.open("b", id)).toBeUndefined();
    await blobs.remove("b", id);
    expect((await read(id)).toString()).toBe("hello");
  });

  it("that is too large is refused, and leaves nothing behind", async () => {
    await expect(put(randomBytes(100_001), "ana", 100_000)).rejects.toThrow("larger than 100000 bytes");
    expect(await readdir(folder)).toEqual([]);
  });

  it("whose content breaks off leaves nothing behind", async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield randomBytes(100_000);
      throw new Error("The CDN went away.");
    }
    const blob = { portalId: "a", personId: "ana", type: "image/png", maxBytes: megabyte };
    await expect(blobs.put(blob, breaking())).rejects.toThrow("went away");
    expect(await readdir(folder)).toEqual([]);
  });

  it("is not read when its file was changed, cut off, swapped, or is gone", async () => {
    const [id, other] = [await put(randomBytes(150_000)), await put(randomBytes(150_000))];
    const file = path.join(folder, id);
    const whole = await readFile(file);
    for (const at of [0, 10, 40, 70_000, whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(file, changed);
      await expect(read(id)).rejects.toThrow(/changed or cut off|not one of ours/);
    }
    const pieces = 36 + 65_552;
    for (const length of [0, 20, 36, pieces, pieces + 100]) {
      await writeFile(file, whole);
      await truncate(file, length);
      await expect(read(id)).rejects.toThrow(/changed or cut off|not one of ours/);
    }
    await writeFile(file, await readFile(path.join(folder, other)));
    await expect(read(id)).rejects.toThrow("changed or cut off");
    await rm(file);
    await expect(read(id)).rejects.toThrow("cannot be read");
  });

  it("is gone with its person's key, and stays readable for others", async () => {
    const [ana, bea] = [await put(Buffer.from("ana")), await put(Buffer.from("bea"), "bea")];
    const opened = await blobs.open("a", ana);
    await vault.destroyPersonKey("a", "ana");
    await expect(read(ana)).rejects.toThrow("was erased");
    await expect(buffer(opened?.content ?? inBits(Buffer.alloc(0)))).rejects.toThrow("was erased");
    expect((await read(bea)).toString()).toBe("bea");
  });

  it("goes for good when it is removed, or with everything of its person", async () => {
    const [first, second, bea] = [
      await put(Buffer.from("1")),
      await put(Buffer.from("2")),
      await put(Buffer.from("3"), "bea"),
    ];
    await blobs.remove("a", first);
    expect(await blobs.open("a", first)).toBeUndefined();
    expect(await blobs.removeAllOf("a", "ana")).toBe(1);
    expect(await blobs.open("a", second)).toBeUndefined();
    expect(await readdir(folder)).toEqual([bea]);
  });
});

describe("orphans", () => {
  const old = new Date(Date.now() - 2 * 3_600_000);

  it("are removed once they are old: files without a row, and halves", async () => {
    const kept = await put(Buffer.from("kept"));
    const blob = { portalId: "a", personId: "ana", type: "image/png", maxBytes: megabyte };
    const orphan = await blobs.put(blob, inBits(Buffer.from("never committed")));
    const half = `${"0".repeat(32)}.part`;
    await writeFile(path.join(folder, half), "half");
    await writeFile(path.join(folder, "README"), "not ours");
    expect(await blobs.removeOrphans()).toBe(0);
    for (const name of await readdir(folder)) await utimes(path.join(folder, name), old, old);
    expect(await blobs.removeOrphans()).toBe(2);
    expect((await readdir(folder)).sort()).toEqual([kept, "README"].sort());
    expect((await readdir(folder)).includes(orphan.id)).toBe(false);
    expect((await read(kept)).toString()).toBe("kept");
  });

  it("are none where there is no folder yet", async () => {
    expect(await blobs.removeOrphans()).toBe(0);
  });
});
