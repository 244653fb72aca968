/** What waits for a person, and a process that takes longer at it than its lease. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { OutsideError } from "../../../core/errors.ts";
import type { Context } from "../../../server/context.ts";
import { outboxByKey, outboxSleeper, outboxWrites, type Work } from "../../../server/people/outbox.ts";
import { personWithWaId } from "../../../server/people/people.ts";
import { write } from "../../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { testContext } from "../context.ts";
import { addPortal } from "../rows.ts";

const portalId = "4417203";
const lane = `timeline/${portalId}`;

onBothDatabases("what waits for a person", (databases) => {
  let database: TestDatabase;
  let context: Context;
  let passTime: (ms: number) => void;
  beforeEach(async () => {
    database = await databases.make();
    ({ context, passTime } = await testContext({ database }));
    await addPortal(context, portalId);
    const personId = await personWithWaId(context, portalId, "393331112222");
    const row = { kind: "timeline_entry" as const, key: "send:1", personId, reason: "new", payload: {} };
    const { commit } = context.store.of(portalId);
    await commit(await outboxWrites(context, portalId, { ...row, at: context.now() }));
  });
  afterEach(async () => {
    await context.store.close();
    await database.remove();
  });

  const processWith = (work: Work) => outboxSleeper(context, "timeline", new Map([["timeline_entry", work]]));
  const standing = () => outboxByKey(context, portalId, "timeline_entry", "send:1");

  it("is left to whoever has it by now, where a process was too slow", async () => {
    const calls: string[] = [];
    const quick = processWith(async (_portal, _row, _payload, { mayCall }) => {
      mayCall();
      calls.push("quick");
      return { status: "done", reason: "written" };
    });
    const slow = processWith(async (_portal, _row, _payload, { mayCall }) => {
      passTime(181_000);
      await quick.run(lane);
      mayCall();
      calls.push("slow");
      return { status: "done", reason: "written twice" };
    });
    await slow.run(lane);
    expect(calls).toEqual(["quick"]);
    expect(await standing()).toMatchObject({ status: "done", reason: "written" });
  });

  it("is not begun so late that the call would outlast the lease, which uses up no try", async () => {
    const calls: number[] = [];
    let stallMs = 125_000;
    const one = processWith(async (_portal, { attempts }, _payload, { mayCall }) => {
      passTime(stallMs);
      mayCall();
      calls.push(attempts);
      return { status: "done", reason: "written" };
    });
    for (let times = 0; times < 10; times += 1) {
      await one.run(lane);
      passTime(60_000);
    }
    expect(calls).toEqual([]);
    expect(await standing()).toMatchObject({ status: "waiting", reason: "internal.LeaseLost" });
    stallMs = 0;
    await one.run(lane);
    expect(calls).toEqual([1]);
  });

  it("waits for its time, whoever had read it before another process's try failed", async () => {
    const row = await standing();
    const second = { kind: "timeline_entry" as const, key: "send:2", personId: row?.person_id ?? "", reason: "new" };
    const at = context.now();
    await context.store.of(portalId).commit(await outboxWrites(context, portalId, { ...second, payload: {}, at }));
    const tries: string[] = [];
    const failing = processWith(async (_portal, { key }) => {
      tries.push(`other: ${key}`);
      throw new OutsideError("It landed, and nobody said so.", { code: "hubspot.timeout", remedy: "retry" });
    });
    const one = processWith(async (_portal, { key }) => {
      tries.push(`one: ${key}`);
      // Meanwhile another process has a turn in the same lane.
      await failing.run(lane);
      return { status: "done", reason: "written" };
    });
    await one.run(lane);
    expect(tries).toHaveLength(2);
    expect(new Set(tries.map((each) => each.split(" ")[1])).size).toBe(2);
  });

  it("says that somebody died at it, as nobody knows what they called", async () => {
    const seen: boolean[] = [];
    const one = processWith(async (_portal, _row, _payload, { interrupted }) => {
      seen.push(interrupted);
      if (seen.length < 3) return { status: "waiting", reason: "refused plainly", at: context.now() };
      return { status: "done", reason: "written" };
    });
    await one.run(lane);
    const { db, commit } = context.store.of(portalId);
    const died = db.updateTable("person_outbox").set({ leased_until: context.now() - 1 });
    await commit([write(died, 1)]);
    await one.run(lane);
    await one.run(lane);
    expect(seen).toEqual([false, true, false]);
  });
});
