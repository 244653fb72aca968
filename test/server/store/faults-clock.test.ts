/** The clock jumps by an hour, ahead and back, while customers hand in their answers and while they are delivered. */
import { describe, expect, it } from "@jest/globals";
import { startGround } from "../delivery/ground.ts";
import { startHarness } from "../harness.ts";
import { atTheLastScreen, handIn, ready, stored } from "./faults-customers.ts";

const hour = 3_600_000;
const jumps = [hour - 60_000, -hour, -hour, 2 * hour] as const;
const portal = "100";

describe("a clock that jumps", () => {
  it("changes nothing about what was accepted", async () => {
    const house = await startHarness();
    try {
      const accepted: (string | undefined)[] = [];
      for (const jump of jumps) {
        const token = await atTheLastScreen(house);
        const first = await handIn(house, token);
        expect(first).toMatchObject({ status: 200, accepted: true });
        house.passTime(jump);
        expect(await handIn(house, token)).toEqual(first);
        expect(await ready(house)).toMatchObject({ status: 200 });
        accepted.push(first.submissionId);
      }
      expect((await stored(house)).sort()).toEqual(accepted.sort());
    } finally {
      await house.close();
    }
  });

  it.each([
    ["ahead", hour, 0],
    ["back", -hour, hour],
  ])("%s in the middle of a call delivers all of it once", async (_name, jump, onceMore) => {
    const ground = await startGround();
    try {
      await ground.addPortal(portal);
      await ground.plant(portal, 20);
      let calls = 0;
      ground.hubspot = async (_portal, call) => {
        if (call !== "create") return;
        calls += 1;
        // The lease ends in the middle, or lies an hour ahead.
        if (calls === 5) ground.passTime(jump);
      };
      const nodes = [ground.node(), ground.node()];
      const run = () => Promise.all(nodes.map((node) => node.run(`delivery/${portal}/hubspot`)));
      for (let rounds = 0; rounds < 12; rounds += 1) await run();
      if (onceMore > 0) {
        // What became due by the clock before waits until that time comes again; nothing of it is lost.
        expect((await ground.steps(portal)).some(({ status }) => status === "ready")).toBe(true);
        ground.passTime(onceMore);
      }
      for (let rounds = 0; rounds < 12; rounds += 1) {
        ground.passTime(15_000);
        await run();
      }
      const statuses = new Set((await ground.steps(portal)).map(({ status }) => status));
      expect([...statuses].sort()).toEqual(["done", "skipped"]);
      expect(new Set(ground.made.map(({ id }) => id)).size).toBe(20);
    } finally {
      await ground.close();
    }
  });
});
