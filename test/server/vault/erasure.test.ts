import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createStore, type Store } from "../../../server/store/index.ts";
import { createVault, keptOpenMs, type Vault } from "../../../server/vault/index.ts";
import { sqliteInMemory } from "../../databases/index.ts";

const masterKey = Buffer.alloc(32, 7);
let store: Store;
let vault: Vault;
let now = 1;
const anotherProcess = () => createVault({ masterKey, store, randomBytes, now: () => now });

beforeEach(async () => {
  store = createStore(await sqliteInMemory());
  vault = anotherProcess();
  await store.of("a").commit([vault.newPortalKey("a").write]);
  for (const person of ["ana", "bea"]) await store.of("a").commit([(await vault.newPersonKey("a", person)).write]);
});
afterEach(() => store.close());

describe("destroying a person's key", () => {
  it("makes everything of that person unreadable: the cache, sealers in use, and what a restart reads", async () => {
    const inUse = await vault.person("a", "ana");
    const sealed = inUse.seal("ana@example.org", "t.email");
    await vault.destroyPersonKey("a", "ana");

    await expect(vault.person("a", "ana")).rejects.toThrow("was erased");
    expect(() => inUse.open(sealed, "t.email")).toThrow("was destroyed");
    expect(() => inUse.seal("more", "t.email")).toThrow("was destroyed");
    expect(() => inUse.subkey(Buffer.alloc(32), "blob/1")).toThrow("was destroyed");
    await expect(anotherProcess().person("a", "ana")).rejects.toThrow("was erased");
    const portal = await vault.portal("a");
    expect(() => portal.open(sealed, "t.email")).toThrow("another key");
    const every = store.everyPortal();
    expect(await every.all(every.db.selectFrom("vault_keys").selectAll().where("person_id", "=", "ana"))).toEqual([]);
  });

  it("leaves other people alone", async () => {
    const sealed = (await vault.person("a", "bea")).seal("bea@example.org", "t.email");
    await vault.destroyPersonKey("a", "ana");
    expect((await vault.person("a", "bea")).open(sealed, "t.email")).toBe("bea@example.org");
  });

  it("also reaches whoever was reading the key in that moment", async () => {
    const reading = anotherProcess();
    const races = [reading.person("a", "ana"), reading.destroyPersonKey("a", "ana"), reading.person("a", "ana")];
    const [first] = await Promise.allSettled(races);
    if (first?.status === "fulfilled" && first.value) {
      const { value } = first;
      expect(() => value.seal("x", "t.email")).toThrow("was destroyed");
    }
    await expect(reading.person("a", "ana")).rejects.toThrow("was erased");
  });

  it("is noticed by another process that had the key open, once its copy is old", async () => {
    const other = anotherProcess();
    await other.person("a", "ana");
    await vault.destroyPersonKey("a", "ana");
    now += keptOpenMs;
    await expect(other.person("a", "ana")).rejects.toThrow("was erased");
  });

  it("may be asked twice", async () => {
    await vault.destroyPersonKey("a", "ana");
    await vault.destroyPersonKey("a", "ana");
    await expect(vault.person("a", "ana")).rejects.toThrow("was erased");
  });
});
