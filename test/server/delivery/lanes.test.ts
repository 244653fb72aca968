/** Order, leases and releases: what several processes, and a process that died, do to the steps. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { leaseMs } from "../../../server/delivery/lease.ts";
import { followUpWrites, planWrites } from "../../../server/delivery/plan.ts";
import { releaseStranded, releaseWrites } from "../../../server/delivery/release.ts";
import { lookAfterMs } from "../../../server/delivery/schedule.ts";
import { claimWrites } from "../../../server/delivery/store.ts";
import { deliveryLane } from "../../../server/delivery/wake.ts";
import { StoreConflict, write } from "../../../server/store/index.ts";
import { type Ground, startGround } from "./ground.ts";

const portalId = "100";
const lane = deliveryLane(portalId, "hubspot");

let ground: Ground;
beforeEach(async () => {
  ground = await startGround();
  await ground.addPortal(portalId);
});
afterEach(() => ground.close());

const tenant = () => ground.context.store.of(portalId);
const stepOf = async (name: string) => {
  const found = (await ground.steps(portalId)).find(({ step }) => step === name);
  if (!found) throw new Error(`There is no step ${name}.`);
  return { portalId, row: found };
};

async function runUntilIdle(): Promise<void> {
  const node = ground.node();
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const next = await node.run(lane);
    if (next === undefined || next > ground.context.now()) return;
  }
}

describe("several processes", () => {
  it("do each step once, and one person's in order", async () => {
    await ground.plant(portalId, 40, 10);
    const nodes = [ground.node(), ground.node(), ground.node()];
    for (let rounds = 0; rounds < 60; rounds += 1) {
      await Promise.all(nodes.map((node) => node.run(lane)));
      if ((await ground.steps(portalId)).every(({ status }) => status !== "ready" && status !== "blocked")) break;
    }
    const steps = await ground.steps(portalId);
    expect(steps.every(({ status }) => status === "done" || status === "skipped")).toBe(true);
    expect(steps.map(({ attempts }) => attempts)).toEqual(steps.map(() => 1));
    // Ten people, ten contacts.
    expect(ground.made).toHaveLength(10);
    for (const person of new Set(steps.map(({ person_id }) => person_id))) {
      const theirs = steps.filter(({ person_id }) => person_id === person);
      const contactOrder = theirs.filter(({ step }) => step === "contact").map(({ submission_id }) => submission_id);
      const done = ground.attempts
        .filter(({ step, submission }) => step === "contact" && contactOrder.includes(submission))
        .map(({ submission }) => submission);
      expect(done).toEqual(contactOrder);
    }
  });
});

describe("a process that died in the middle of a call", () => {
  it("loses its lane when its lease ends; the attempt is on record, and what may have landed gets time to show up", async () => {
    await ground.plant(portalId, 1);
    const due = await stepOf("identify");
    await tenant().commit(claimWrites(ground.context, due, "wrk_that_died", ground.context.now() + leaseMs));
    await runUntilIdle();
    expect(ground.attempts).toEqual([]);
    ground.passTime(leaseMs + 1);
    await runUntilIdle();
    expect(ground.made).toEqual([]);
    const recorded = await tenant().all(tenant().db.selectFrom("attempts").select(["code", "outcome"]));
    expect(recorded).toEqual([{ code: "interrupted", outcome: "retry" }]);
    ground.passTime(lookAfterMs - 1_000);
    await runUntilIdle();
    expect(ground.made).toEqual([]);
    ground.passTime(1_001);
    await runUntilIdle();
    expect(ground.made).toHaveLength(1);
    expect((await stepOf("identify")).row).toMatchObject({ status: "done", attempts: 3, failures: 0 });
  });

  it("and is only slow writes nothing any more once another one has the lane", async () => {
    await ground.plant(portalId, 1);
    let goOn: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let calls = 0;
    ground.hubspot = (_portal, call) => {
      if (call !== "create") return undefined;
      calls += 1;
      return calls === 1 ? stuck : undefined;
    };
    const slow = ground.node().run(lane);
    while (calls === 0) await new Promise((resolve) => setImmediate(resolve));
    ground.passTime(leaseMs + 1);
    await runUntilIdle();
    ground.passTime(lookAfterMs);
    await runUntilIdle();
    goOn();
    await slow;
    const contact = (await stepOf("contact")).row;
    expect(contact).toMatchObject({ status: "done", running_since: null });
    const ended = await tenant().all(
      tenant()
        .db.selectFrom("attempts")
        .select("outcome")
        .where("step_id", "=", contact.id)
        .where("outcome", "=", "done"),
    );
    expect(ended).toHaveLength(1);
  });
});

describe("a step that waits for steps of other lanes", () => {
  const plan = async () => {
    const [submissionId = ""] = await ground.plant(portalId, 1);
    const first = await stepOf("identify");
    const target = {
      portalId,
      personId: first.row.person_id,
      submissionId,
      revision: 1,
      acceptedAt: ground.context.now(),
    };
    await tenant().commit(
      planWrites(ground.context, target, [
        { step: "webhook", target: "a", after: [] },
        { step: "webhook", target: "b", after: [] },
        { step: "contact", after: ["webhook:a", "webhook:b"] },
      ]),
    );
    const [a, b] = (await ground.steps(portalId)).filter(({ step }) => step === "webhook");
    if (!a || !b) throw new Error("Two webhooks were planned.");
    return { a: { portalId, row: a }, b: { portalId, row: b } };
  };
  const end = (id: string) =>
    write(
      tenant().db.updateTable("steps").set({ status: "done" }).where("id", "=", id).where("status", "=", "ready"),
      1,
    );

  it("is ready after the last of them, in lanes of their own", async () => {
    const { a, b } = await plan();
    expect(new Set([a.row.lane, b.row.lane]).size).toBe(2);
    await tenant().commit([end(a.row.id), ...(await releaseWrites(ground.context, a))]);
    expect((await stepOf("contact")).row).toMatchObject({ status: "blocked", after: '["webhook:b"]' });
    await tenant().commit([end(b.row.id), ...(await releaseWrites(ground.context, b))]);
    expect((await stepOf("contact")).row.status).toBe("ready");
  });

  it("is not forgotten when both end in the same moment: one of them has to look again", async () => {
    const { a, b } = await plan();
    const writes = [await releaseWrites(ground.context, a), await releaseWrites(ground.context, b)];
    await tenant().commit([end(a.row.id), ...(writes[0] ?? [])]);
    await expect(tenant().commit([end(b.row.id), ...(writes[1] ?? [])])).rejects.toBeInstanceOf(StoreConflict);
    await tenant().commit([end(b.row.id), ...(await releaseWrites(ground.context, b))]);
    expect((await stepOf("contact")).row.status).toBe("ready");
  });

  it("is found by the sweep when it was planned while the one before it ended", async () => {
    const { a } = await plan();
    await tenant().commit([end(a.row.id)]);
    await tenant().commit(followUpWrites(ground.context, a, [{ step: "receipt", after: ["webhook:a"] }]));
    expect((await stepOf("receipt")).row.status).toBe("blocked");
    await releaseStranded(ground.context);
    expect((await stepOf("receipt")).row.status).toBe("ready");
  });
});

it("a portal that left has nothing due, and nothing of it is lost", async () => {
  await ground.plant(portalId, 3);
  const every = ground.context.store.everyPortal();
  const setStatus = (status: "gone" | "active") =>
    every.commit([write(every.db.updateTable("portals").set({ status }).where("id", "=", portalId), 1)]);
  await setStatus("gone");
  const node = ground.node();
  expect(await node.upcoming(10)).toEqual([]);
  expect(await node.run(lane)).toBeUndefined();
  await setStatus("active");
  expect(await node.upcoming(10)).toHaveLength(1);
  await runUntilIdle();
  expect(ground.made).toHaveLength(3);
});
