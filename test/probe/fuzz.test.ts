import { afterEach, describe, expect, it } from "@jest/globals";
import { dice } from "../../cli/probe/fuzz/dice.ts";
import { inside } from "../../cli/probe/fuzz/inside.ts";
import { fuzz, type ProbeTarget, probe } from "../../cli/probe/index.ts";
import { countEverywhere } from "../../server/insight/roll.ts";
import { appSecret, startHarness } from "../server/harness.ts";
import { type Mistake, startTinyEndpoint, tinySecret, tinyToken } from "./tiny-endpoint.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function tiny(mistake?: Mistake): Promise<ProbeTarget> {
  const endpoint = await startTinyEndpoint(mistake);
  closing.push(endpoint.close);
  return { url: endpoint.url, publicKey: endpoint.publicKey, appSecret: tinySecret, token: tinyToken };
}

/** Names that every object has all of a sudden; under jest those that Node makes itself are of a realm of their own. */
function inherited(object: object): string[] {
  const names: string[] = [];
  for (const name in object) names.push(name);
  return names;
}

const total = (statuses: Readonly<Record<string, number>>) =>
  Object.values(statuses).reduce((sum, count) => sum + count, 0);

describe("20,000 random requests at our own endpoint", () => {
  it("are all refused or answered as the protocol allows, and the probe passes before and after", async () => {
    // Faster than any portal's customers are, and all with one token.
    const house = await startHarness(undefined, { settings: { FLOW_EXCHANGES_PER_SECOND: 1_000_000 } });
    closing.push(house.close);
    const target = { url: new URL(house.url + house.endpointPath), publicKey: house.publicKey, appSecret };
    const withToken = { ...target, token: await house.newToken() };
    expect(await probe(withToken)).toMatchObject({ counts: { fail: 0, skipped: 1 } });
    const strangers = await fuzz(target, { requests: 10_000, seed: 1 });
    // More at once for one token than any phone has under way.
    const customers = await fuzz(withToken, { requests: 10_000, seed: 2 });
    for (const report of [strangers, customers]) {
      expect(report.examples).toEqual([]);
      expect(report).toMatchObject({ ok: true, requests: 10_000, violations: 0 });
      expect(Object.keys(report.statuses).filter((status) => !/^(200|4\d\d)$/.test(status))).toEqual([]);
      expect(total(report.statuses)).toBe(10_000);
    }
    // Enough of them got past every door for the proof to mean something.
    expect(customers.statuses["200"]).toBeGreaterThan(500);
    // What was written down of them is counted later: nothing of it may reach what all objects share.
    await countEverywhere(house.context);
    expect([inherited({}), inherited(structuredClone({}))]).toEqual([[], []]);
    const after = { ...target, token: await house.newToken() };
    expect(await probe(after)).toMatchObject({ counts: { fail: 0, skipped: 1 } });
  }, 240_000);
});

describe("the random requests", () => {
  it("are the same for the same seed, whatever runs beside them", async () => {
    const target = await tiny();
    const one = await fuzz(target, { requests: 300, seed: 11, together: 1 });
    const many = await fuzz(target, { requests: 300, seed: 11, together: 16 });
    expect(many).toEqual({ ...one, slowestMs: many.slowestMs });
    expect((await fuzz(target, { requests: 300, seed: 12 })).statuses).not.toEqual(one.statuses);
  });

  it("differ from one another", () => {
    const known = { token: "token", screens: [{ id: "START", names: ["name"] }] };
    const contents = Array.from({ length: 1_000 }, (_, number) => inside(dice(3, number), known).contents);
    expect(new Set(contents).size).toBeGreaterThan(900);
    expect(() => contents.map((text) => JSON.parse(text))).not.toThrow();
  });

  it.each<[Mistake, string]>([
    ["throws on a wrong size", "500"],
    ["throws on contents that are not JSON", "500"],
    ["throws on contents without fields", "500"],
    ["throws on an unknown action", "500"],
    ["puts null into data", "200"],
    ["does not invert the IV", "200"],
    ["answers 200 to what it cannot open", "200"],
  ])("find an endpoint that %s", async (mistake, status) => {
    const report = await fuzz(await tiny(mistake), { requests: 600, seed: 5 });
    expect(report.ok).toBe(false);
    expect(report.violations).toBeGreaterThan(0);
    expect(report.examples.map(({ got }) => got)).toContainEqual(expect.stringContaining(status));
  });

  it("stop at an endpoint that hangs", async () => {
    const target = await tiny("hangs on a stale key");
    const report = await fuzz({ ...target, timeoutMs: 50 }, { requests: 100_000, seed: 5 });
    expect(report.ok).toBe(false);
    expect(report.requests).toBeLessThan(10_000);
    expect(report.statuses["no answer"]).toBeGreaterThanOrEqual(20);
  });
});
