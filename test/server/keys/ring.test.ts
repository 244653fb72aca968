import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { healthEvents } from "../../../server/health/events.ts";
import { ringKeptMs } from "../../../server/keys/rings.ts";
import { check, retire, rotate, takeBack } from "../../../server/keys/rotate.ts";
import { dayMs, type Ground, numberIds, portalId, replaceKey, startGround } from "./ground.ts";

let ground: Ground;
beforeEach(async () => {
  ground = await startGround();
  await check(ground.parts, portalId, ground.connection);
});
afterEach(() => ground.close());

const rotated = (options?: { atOnce?: boolean }) => rotate(ground.parts, portalId, ground.connection, options);
const uploads = () =>
  ground.whatsapp.exchanges.filter(({ method, path }) => method === "POST" && path.endsWith("_encryption")).length;
const encryption = (number: number) => new RegExp(`/${numberIds[number]}/whatsapp_business_encryption`);
const outage = { kind: "status", status: 500, body: { error: { message: "later", code: 2 } } } as const;

describe("the first key", () => {
  it("is uploaded to every number and confirmed", async () => {
    expect(await ground.state()).toMatchObject({
      keys: [{ status: "active", retireAt: null }],
      numbers: [{ status: "valid" }, { status: "valid" }],
      settled: true,
    });
    const [key] = (await ground.state()).keys;
    expect(ground.atMeta()).toEqual([key?.fingerprint, key?.fingerprint]);
    expect(await ground.exchange(ground.publicKey())).toBe("ok");
  });

  it("is uploaded again where Meta's signature does not hold, and nowhere else", async () => {
    const number = ground.whatsapp.state.numbers.get(numberIds[1]);
    if (number) number.signatureStatus = "MISMATCH";
    const before = uploads();
    await check(ground.parts, portalId, ground.connection, { lookOnly: true });
    expect(await ground.state()).toMatchObject({
      numbers: [{ status: "valid" }, { status: "mismatch" }],
      settled: false,
    });
    await check(ground.parts, portalId, ground.connection);
    expect(uploads()).toBe(before + 1);
    expect(await ground.state()).toMatchObject({ numbers: [{ status: "valid" }, { status: "valid" }], settled: true });
  });
});

describe("a rotation", () => {
  it("opens the old key's exchanges during the overlap, and destroys the key after it", async () => {
    const old = ground.publicKey();
    expect(await rotated()).toMatchObject({ kind: "ring", settled: true });
    expect(ground.publicKey()).not.toBe(old);
    expect(await ground.statuses()).toEqual(["active", "retiring"]);
    expect([await ground.exchange(old), await ground.exchange(ground.publicKey())]).toEqual(["ok", "ok"]);

    ground.passTime(71 * 3_600_000);
    await ground.keeper.tend();
    expect(await ground.exchange(old)).toBe("ok");
    ground.passTime(2 * 3_600_000);
    await ground.keeper.tend();
    expect(await ground.statuses()).toEqual(["active", "retired"]);
    expect([await ground.exchange(old), await ground.exchange(ground.publicKey())]).toEqual(["wrong_key", "ok"]);
    const tenant = ground.context.store.of(portalId);
    const query = tenant.db.selectFrom("flow_keys").select("private_sealed").where("status", "=", "retired");
    expect(await tenant.all(query)).toEqual([{ private_sealed: "" }]);
  });

  it("waits for the overlap, unless it must be at once: then the oldest key goes, and two are tried", async () => {
    const first = ground.publicKey();
    await rotated();
    const second = ground.publicKey();
    expect(await rotated()).toMatchObject({ kind: "refused", code: "keys.overlap" });
    expect(ground.publicKey()).toBe(second);
    expect(await rotated({ atOnce: true })).toMatchObject({ kind: "ring", settled: true });
    expect(await ground.statuses()).toEqual(["active", "retiring", "retired"]);
    expect(await ground.exchange(first)).toBe("wrong_key");
    expect([await ground.exchange(second), await ground.exchange(ground.publicKey())]).toEqual(["ok", "ok"]);
  });

  it("that one number cannot take keeps the old key until it can, however long that is", async () => {
    const old = ground.publicKey();
    ground.whatsapp.failNext({ method: "POST", path: encryption(1), times: 1, answer: outage });
    expect(await rotated()).toMatchObject({
      settled: false,
      numbers: [{ status: "valid" }, { status: "failed", code: "whatsapp.unavailable" }],
    });
    expect(ground.publicKey(1)).toBe(old);
    ground.passTime(3 * dayMs + 1);
    ground.whatsapp.failNext({ path: encryption(1), times: 1, answer: outage });
    await ground.keeper.tend();
    expect(await ground.exchange(ground.publicKey(1))).toBe("ok");
    expect(await ground.statuses()).toEqual(["active", "retiring"]);

    await ground.keeper.tend();
    expect(await ground.state()).toMatchObject({ settled: true, keys: [{}, { retireAt: expect.any(Number) }] });
    expect(ground.publicKey(1)).toBe(ground.publicKey(0));
    expect(await ground.exchange(old)).toBe("ok");
    ground.passTime(3 * dayMs + 1);
    await ground.keeper.tend();
    expect(await ground.exchange(old)).toBe("wrong_key");
  });

  it("is finished, not begun again, when it is asked for twice", async () => {
    ground.whatsapp.failNext({ method: "POST", path: encryption(1), times: 1, answer: outage });
    await rotated();
    expect(await rotated()).toMatchObject({ settled: true, note: expect.stringContaining("it is now") });
    expect(await ground.statuses()).toEqual(["active", "retiring"]);
  });

  it("does not wait for a number that Meta no longer knows", async () => {
    ground.whatsapp.state.numbers.delete(numberIds[1]);
    expect(await rotated()).toMatchObject({
      settled: true,
      numbers: [{ status: "valid" }, { status: "failed", code: "whatsapp.bad_request" }],
    });
  });

  it("asked for twice in one moment makes one active key", async () => {
    await Promise.allSettled([rotated(), rotated()]);
    const active = (await ground.statuses()).filter((status) => status === "active");
    expect(active).toEqual(["active"]);
    await ground.keeper.tend();
    expect(await ground.state()).toMatchObject({ settled: true });
    expect(await ground.exchange(ground.publicKey(0))).toBe("ok");
    expect(await ground.exchange(ground.publicKey(1))).toBe("ok");
  });

  it("comes by itself when the key is 90 days old, and not before", async () => {
    const old = ground.publicKey();
    ground.passTime(89 * dayMs);
    await ground.keeper.tend();
    expect(ground.publicKey()).toBe(old);
    ground.passTime(dayMs);
    await ground.keeper.tend();
    expect(ground.publicKey()).not.toBe(old);
    expect(await ground.exchange(old)).toBe("ok");
    const second = ground.publicKey();
    await ground.keeper.tend();
    expect(ground.publicKey()).toBe(second);
  });

  it("never comes by itself where the setting says so", async () => {
    const never = await startGround({ rotationDays: 0 });
    await check(never.parts, portalId, never.connection);
    const key = never.publicKey();
    never.passTime(1_000 * dayMs);
    await never.keeper.tend();
    expect(never.publicKey()).toBe(key);
    expect((await never.state()).rotatesAt).toBeNull();
    await never.close();
  });
});

describe("another process", () => {
  it("opens what is sealed for a key that it has not seen yet, at once", async () => {
    const other = ground.anotherProcess();
    expect(await ground.exchange(ground.publicKey(), other)).toBe("ok");
    await rotated();
    expect(await ground.exchange(ground.publicKey(), other)).toBe("ok");
  });

  it("stops opening with a retired key within seconds", async () => {
    const other = ground.anotherProcess();
    const old = ground.publicKey();
    await ground.exchange(old, other);
    await rotated();
    const [, before] = (await ground.state()).keys;
    await retire(ground.parts, portalId, ground.connection, before?.id ?? "", { atOnce: true });
    ground.passTime(ringKeptMs);
    expect(await ground.exchange(old, other)).toBe("wrong_key");
  });
});

describe("retiring by hand", () => {
  const retired = (keyId: string, options?: { atOnce?: boolean }) =>
    retire(ground.parts, portalId, ground.connection, keyId, options);

  it("refuses the active key, a key in its overlap, and one that is not there", async () => {
    await rotated();
    const [active, before] = (await ground.state()).keys;
    expect(await retired(active?.id ?? "")).toMatchObject({ kind: "refused", code: "keys.active" });
    expect(await retired(active?.id ?? "", { atOnce: true })).toMatchObject({ code: "keys.active" });
    expect(await retired(before?.id ?? "")).toMatchObject({ kind: "refused", code: "keys.overlap" });
    expect(await retired("key_of_nobody")).toMatchObject({ kind: "refused", code: "keys.unknown" });
    expect(await ground.statuses()).toEqual(["active", "retiring"]);
    expect(await retired(before?.id ?? "", { atOnce: true })).toMatchObject({ kind: "ring" });
    expect(await ground.statuses()).toEqual(["active", "retired"]);
  });
});

describe("a key that another vendor replaced", () => {
  it("is noticed on the daily look, told once, and left alone by everything but taking it back", async () => {
    const ours = ground.publicKey(1);
    const theirs = replaceKey(ground, 0);
    ground.passTime(dayMs);
    await ground.keeper.tend();
    expect(await ground.state()).toMatchObject({ numbers: [{ status: "foreign" }, { status: "valid" }] });
    await rotated();
    await check(ground.parts, portalId, ground.connection);
    expect(ground.publicKey(0)).toBe(theirs);
    expect(ground.publicKey(1)).not.toBe(ours);
    const told = async () =>
      (await healthEvents(ground.context, portalId, 0))
        .filter(({ kind }) => kind === "foreign_key")
        .map(({ subjectId, state }) => [subjectId, state]);
    expect(await told()).toEqual([[numberIds[0], "active"]]);

    expect(await takeBack(ground.parts, portalId, ground.connection, numberIds[0])).toMatchObject({ settled: true });
    expect(ground.publicKey(0)).toBe(ground.publicKey(1));
    expect(await ground.exchange(ground.publicKey(0))).toBe("ok");
    expect(await told()).toEqual([
      [numberIds[0], "over"],
      [numberIds[0], "active"],
    ]);
  });

  it("is noticed at once when several phones come with it", async () => {
    const theirs = replaceKey(ground, 1);
    for (let phones = 0; phones < 4; phones += 1) expect(await ground.exchange(theirs)).toBe("wrong_key");
    await ground.keeper.idle();
    expect((await ground.state()).numbers[1]?.status).toBe("valid");
    await ground.exchange(theirs);
    await ground.keeper.idle();
    expect((await ground.state()).numbers[1]?.status).toBe("foreign");
  });

  it("is only taken back at the number that was named", async () => {
    const theirs = replaceKey(ground, 0);
    replaceKey(ground, 1);
    await takeBack(ground.parts, portalId, ground.connection, numberIds[1]);
    expect(ground.publicKey(0)).toBe(theirs);
    expect(await ground.exchange(ground.publicKey(1))).toBe("ok");
    expect(await takeBack(ground.parts, portalId, ground.connection, "1")).toMatchObject({ code: "keys.no_number" });
    await takeBack(ground.parts, portalId, ground.connection);
    expect(await ground.exchange(ground.publicKey(0))).toBe("ok");
  });

  it("does not end when the number cannot be asked for a while", async () => {
    replaceKey(ground, 0);
    await check(ground.parts, portalId, ground.connection);
    ground.whatsapp.failNext({ path: encryption(0), times: 1, answer: outage });
    await check(ground.parts, portalId, ground.connection);
    const events = await healthEvents(ground.context, portalId, 0);
    expect(events.map(({ state }) => state)).toEqual(["active"]);
  });
});
