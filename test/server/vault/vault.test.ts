import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createStore, type Store, write } from "../../../server/store/index.ts";
import { createVault, type Vault } from "../../../server/vault/index.ts";
import { sqliteInMemory } from "../../databases/index.ts";

const masterKey = Buffer.alloc(32, 7);
let store: Store;
let vault: Vault;
const reopened = () => createVault({ masterKey, store, randomBytes, now: () => 1 });

beforeEach(async () => {
  store = createStore(await sqliteInMemory());
  vault = reopened();
  await store.of("a").commit([vault.newPortalKey("a").write]);
  await store.of("b").commit([vault.newPortalKey("b").write]);
});
afterEach(() => store.close());

async function newPerson(portalId: string, personId: string) {
  const key = await vault.newPersonKey(portalId, personId);
  await store.of(portalId).commit([key.write]);
  return key.sealer;
}

describe("the vault", () => {
  it("opens with a new process what an earlier one sealed", async () => {
    const sealed = (await newPerson("a", "ana")).seal("ana@example.org", "t.email");
    expect(sealed).not.toContain("ana@");
    expect((await reopened().person("a", "ana")).open(sealed, "t.email")).toBe("ana@example.org");
  });

  it("does not open for another person, portal, column or after a change", async () => {
    const sealer = await newPerson("a", "ana");
    const other = await newPerson("a", "bea");
    const elsewhere = await newPerson("b", "ana");
    const sealed = sealer.seal("secret", "t.c");
    expect(() => other.open(sealed, "t.c")).toThrow("another key");
    expect(() => elsewhere.open(sealed, "t.c")).toThrow("another key");
    expect(() => sealer.open(sealed, "t.other")).toThrow("another column");
    const flipped = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
    expect(() => sealer.open(flipped, "t.c")).toThrow("was changed");
  });

  it("needs the person's own key: without it nothing opens", async () => {
    const sealed = (await newPerson("a", "ana")).seal("secret", "t.c");
    const tenant = store.of("a");
    await tenant.commit([write(tenant.db.deleteFrom("vault_keys").where("person_id", "=", "ana"), 1)]);
    await expect(reopened().person("a", "ana")).rejects.toThrow("was erased");
    expect(() => vault.operator.open(sealed, "t.c")).toThrow("another key");
  });

  it("needs the right master key", async () => {
    await newPerson("a", "ana");
    const wrong = createVault({ masterKey: Buffer.alloc(32, 8), store, randomBytes, now: () => 1 });
    await expect(wrong.person("a", "ana")).rejects.toThrow("another key");
  });

  it("has one key for a portal and one for a person, however many ask at once", async () => {
    await newPerson("a", "ana");
    await expect(newPerson("a", "ana")).rejects.toThrow();
    await expect(store.of("a").commit([vault.newPortalKey("a").write])).rejects.toThrow();
  });

  it("finds an equal text by its keyed hash, and by no other portal's", async () => {
    const a = await vault.portal("a");
    const b = await vault.portal("b");
    expect(a.lookup("393475550142")).toBe((await reopened().portal("a")).lookup("393475550142"));
    expect(a.lookup("393475550142")).not.toBe(b.lookup("393475550142"));
  });
});
