import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { publicKeyId } from "../../../connectors/whatsapp/wire/index.ts";
import { backUp, planRestore, restore } from "../../../server/keys/backup.ts";
import type { RingKey } from "../../../server/keys/ring.ts";
import { check, rotate } from "../../../server/keys/rotate.ts";
import { dayMs, type Ground, portalId, replaceKey, startGround } from "./ground.ts";

const passphrase = "correct horse battery staple";
let ground: Ground;
beforeEach(async () => {
  ground = await startGround();
  await check(ground.parts, portalId, ground.connection);
});
afterEach(() => ground.close());

async function backup(of: Ground = ground): Promise<Buffer> {
  const made = await backUp(of.parts, portalId, of.connection, passphrase);
  if (made.kind !== "backup") throw new Error(made.message);
  return Buffer.from(made.pkcs12, "base64");
}

const restored = (into: Ground, file: Uint8Array, words = passphrase) =>
  restore(into.parts, portalId, into.connection, file, words);

describe("a backup", () => {
  it("brings the account back after the database is lost: phones' old keys open at once", async () => {
    await rotate(ground.parts, portalId, ground.connection);
    const file = await backup();
    const [cached] = [ground.publicKey(0)];

    const after = await startGround({ whatsapp: ground.whatsapp });
    await check(after.parts, portalId, after.connection);
    expect(await after.state()).toMatchObject({ numbers: [{ status: "foreign" }, { status: "foreign" }] });
    expect(await after.exchange(cached)).toBe("wrong_key");

    expect(await restored(after, file)).toMatchObject({
      settled: true,
      numbers: [{ status: "valid" }, { status: "valid" }],
    });
    expect(after.publicKey(0)).toBe(cached);
    expect(await after.exchange(cached)).toBe("ok");
    expect(await after.statuses()).toEqual(["active", "retiring", "retired"]);
    expect(after.atMeta()).toEqual([publicKeyId(cached), publicKeyId(cached)]);
    await after.close();
  });

  it("holds both keys of an overlap", async () => {
    const old = ground.publicKey();
    await rotate(ground.parts, portalId, ground.connection);
    const file = await backup();
    const after = await startGround({ whatsapp: ground.whatsapp });
    await restored(after, file);
    expect([await after.exchange(old), await after.exchange(after.publicKey())]).toEqual(["ok", "ok"]);
    await after.close();
  });

  it("of keys that are in use changes nothing", async () => {
    const file = await backup();
    const before = await ground.state();
    expect(await restored(ground, file)).toMatchObject({
      kind: "ring",
      note: expect.stringContaining("in use already"),
    });
    expect((await ground.state()).keys).toEqual(before.keys);
  });

  it("wakes a retired key up again, and retires it once more after its overlap", async () => {
    const file = await backup();
    const old = ground.publicKey();
    await rotate(ground.parts, portalId, ground.connection);
    ground.passTime(3 * dayMs + 1);
    await ground.keeper.tend();
    expect(await ground.exchange(old)).toBe("wrong_key");
    await restored(ground, file);
    expect(await ground.exchange(old)).toBe("ok");
    ground.passTime(3 * dayMs + 1);
    await ground.keeper.tend();
    expect(await ground.exchange(old)).toBe("wrong_key");
  });

  it("moves numbers that have its key over to ours, where ours is in use elsewhere", async () => {
    const file = await backup();
    const theirs = ground.publicKey(0);
    const after = await startGround({ whatsapp: ground.whatsapp });
    replaceKey(after, 1);
    const number = after.whatsapp.state.numbers.get("106000000000002");
    if (number) delete number.publicKey;
    await check(after.parts, portalId, after.connection);
    expect(await after.state()).toMatchObject({ numbers: [{ status: "foreign" }, { status: "valid" }] });
    await restored(after, file);
    expect(await after.state()).toMatchObject({ settled: true, numbers: [{ status: "valid" }, { status: "valid" }] });
    expect(after.publicKey(0)).toBe(after.publicKey(1));
    expect(await after.exchange(theirs)).toBe("ok");
    await after.close();
  });

  it("with a wrong passphrase, or of something else, changes nothing", async () => {
    const file = await backup();
    await expect(restored(ground, file, "another passphrase")).rejects.toThrow("passphrase is wrong");
    await expect(restored(ground, Buffer.from("hello"))).rejects.toThrow("not PKCS#12");
    await expect(backUp(ground.parts, portalId, ground.connection, "short")).rejects.toThrow("at least 16");
    expect(await ground.statuses()).toEqual(["active"]);
  });

  it("needs keys to be made", async () => {
    const empty = await startGround();
    expect(await backUp(empty.parts, portalId, empty.connection, passphrase)).toMatchObject({ code: "keys.none" });
    await empty.close();
  });
});

describe("which keys of a file come in", () => {
  const key = (fingerprint: string, status: RingKey["status"]): RingKey => ({
    id: `key_${fingerprint}`,
    publicPem: "",
    fingerprint,
    status,
    retireAt: null,
    createdAt: 1,
  });
  const plan = (keys: RingKey[], registered: string[], inFile: string[]) => {
    const { take, replaceActive, leftOut } = planRestore({ keys, registered, inFile });
    return { take: take.map(({ fingerprint, status }) => `${fingerprint} ${status}`), replaceActive, leftOut };
  };

  it.each([
    ["an empty ring takes both", [], [], ["a", "b"], ["a active", "b retiring"], false, []],
    [
      "a key that no number has makes room",
      [key("n", "active")],
      ["a", "a"],
      ["a", "b"],
      ["a active", "b retiring"],
      true,
      [],
    ],
    ["a key in use stays active", [key("n", "active")], ["n", "a"], ["a", "b"], ["a retiring"], false, ["b"]],
    [
      "what a number has comes before the file's order",
      [key("n", "active")],
      ["n", "b"],
      ["a", "b"],
      ["b retiring"],
      false,
      ["a"],
    ],
    ["a full ring takes none", [key("n", "active"), key("m", "retiring")], ["n"], ["a"], [], false, ["a"]],
    [
      "a retired key does not count as full",
      [key("n", "active"), key("a", "retired")],
      ["n"],
      ["a"],
      ["a retiring"],
      false,
      [],
    ],
    ["what is in use is not taken again", [key("n", "active")], ["n"], ["n"], [], false, []],
  ])("%s", (_name, keys, registered, inFile, take, replaceActive, leftOut) => {
    expect(plan(keys, registered, inFile)).toEqual({ take, replaceActive, leftOut });
  });
});
