/** Outbound limits among several processes over one store. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { OutsideError } from "../../../core/errors.ts";
import { type Limiter, limiter, longestWaitMs } from "../../../server/limits/limiter.ts";
import { limitsSetting } from "../../../server/limits/table.ts";
import { createStore, type Store } from "../../../server/store/index.ts";
import { sqliteInMemory } from "../../databases/index.ts";

let store: Store;
let clock = 0;
beforeEach(async () => {
  store = createStore(await sqliteInMemory());
  clock = 1_000_000;
});
afterEach(() => store.close());

/** When each call went out; waiting moves nobody's clock but the caller's own. */
function node(): { limits: Limiter; wentOut: number[]; call(key: string): Promise<void> } {
  const wentOut: number[] = [];
  let waited = 0;
  const limits = limiter({ store, now: () => clock }, {}, async (ms) => {
    waited = ms;
  });
  return {
    limits,
    wentOut,
    call: async (key) => {
      waited = 0;
      await limits.take("hubspot_search", key);
      wentOut.push(clock + waited);
    },
  };
}

describe("searches at 5 per second", () => {
  it("stay below it with three processes that search as fast as they can", async () => {
    const nodes = [node(), node(), node()];
    for (let round = 0; round < 10; round += 1) for (const each of nodes) await each.call("4417203");
    const all = nodes.flatMap(({ wentOut }) => wentOut).toSorted((a, b) => a - b);
    for (const at of all)
      expect(all.filter((other) => other > at - 1_000 && other <= at).length).toBeLessThanOrEqual(5);
    // And they are not much slower than they may be.
    expect((all.at(-1) ?? 0) - clock).toBeLessThan(8_000);
  });

  it("of one portal leave another portal's alone", async () => {
    const busy = node();
    const other = node();
    for (let each = 0; each < 20; each += 1) await busy.call("4417203");
    await other.call("5520881");
    expect(other.wentOut).toEqual([clock]);
  });

  it("that would wait too long are refused with the time to come back, and take no permit", async () => {
    const busy = node();
    const refusals: unknown[] = [];
    for (let each = 0; each < 100; each += 1)
      await busy.call("4417203").catch((error: unknown) => refusals.push(error));
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(OutsideError);
      expect(refusal).toMatchObject({ code: "limit.busy", remedy: "retry" });
    }
    const [first] = refusals;
    clock += first instanceof OutsideError ? (first.retryAfterMs ?? 0) : 0;
    await expect(busy.call("4417203")).resolves.toBeUndefined();
  });
});

it("nobody calls before the time that the other side named, in any process", async () => {
  const told = node();
  const other = node();
  await told.call("4417203");
  await told.limits.holdOff("hubspot_search", "4417203", clock + longestWaitMs / 2);
  await other.call("4417203");
  expect(other.wentOut).toEqual([clock + longestWaitMs / 2]);
  await told.limits.holdOff("hubspot_search", "4417203", clock + 90_000);
  await expect(other.call("4417203")).rejects.toMatchObject({ code: "limit.busy" });
});

it("a clock that was far ahead stops nobody for as long", async () => {
  clock += 365 * 24 * 3_600_000;
  await node().call("4417203");
  clock -= 365 * 24 * 3_600_000;
  await expect(node().call("4417203")).resolves.toBeUndefined();
});

describe("the operator's own limits", () => {
  it("are read from one line", () => {
    expect(limitsSetting.parse("hubspot_search=4/1000,hubspot_api=190/10000")).toEqual({
      hubspot_search: { calls: 4, windowMs: 1_000 },
      hubspot_api: { calls: 190, windowMs: 10_000 },
    });
    expect(limitsSetting.parse("")).toEqual({});
  });

  it.each(["hubspot_search", "nobody=1/1", "hubspot_api=0/1000", "hubspot_api=5/0"])("refuses %s", (text) => {
    expect(limitsSetting.safeParse(text).success).toBe(false);
  });
});
