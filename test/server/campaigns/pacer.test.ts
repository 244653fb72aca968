/** Messages of one number, from one process and from several, counted where they arrive; on a clock of the test's own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SlidingSeconds } from "../../../sandbox/whatsapp/sliding-seconds.ts";
import { pacer } from "../../../server/campaigns/pacer.ts";
import { createStore, openSqlite, type Store } from "../../../server/store/index.ts";

let folder: string;
let store: Store;
let time: number;
let timers: { at: number; ring: () => void }[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flowella-pacer-"));
  store = createStore(await openSqlite(path.join(folder, "pacer.db")));
  time = Date.UTC(2026, 10, 22);
  timers = [];
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const now = () => Math.floor(time);
const wait = (ms: number) => new Promise<void>((ring) => timers.push({ at: time + ms, ring }));
const process = () => pacer({ store, now }, wait);

/** Lets time pass until all is done; commits take real turns of the loop and no time. */
async function through(work: readonly Promise<unknown>[]): Promise<void> {
  let done = false;
  const all = Promise.all(work).finally(() => {
    done = true;
  });
  while (!done) {
    for (let turns = 0; turns < 30 && !done; turns += 1) await turn();
    const next = timers.toSorted((one, other) => one.at - other.at)[0];
    if (!next) continue;
    timers.splice(timers.indexOf(next), 1);
    time = Math.max(time, next.at);
    next.ring();
  }
  await all;
}

/** As a message leaves: in its place, which is free again once the call has an answer. */
async function sent(gate: ReturnType<typeof process>, perSecond: number, call: () => Promise<void>): Promise<void> {
  const place = await gate.place("1", perSecond);
  try {
    await call();
  } finally {
    place.free();
    place.free();
  }
}

/** A call that the far side counts after `before` ms, and that is answered `after` ms later. */
const calling = (seen: SlidingSeconds, before: number, after: number) => async () => {
  await wait(before);
  seen.arrived("1", time);
  await wait(after);
};

describe("one number", () => {
  it("has the limit in its fullest second and nearly that much in all of them", async () => {
    const seen = new SlidingSeconds();
    const gate = process();
    const limit = 20;
    const calls = Array.from({ length: 120 }, () => sent(gate, limit, calling(seen, 10, 10)));
    await through(calls);
    const [pace] = seen.read();
    expect(pace?.most).toBeLessThanOrEqual(limit);
    const seconds = ((pace?.arrivals.at(-1) ?? 0) - (pace?.arrivals[0] ?? 0)) / 1_000;
    expect(120 / seconds / limit).toBeGreaterThan(0.95);
  });

  it("has it when calls are counted late and answers are slow", async () => {
    const seen = new SlidingSeconds();
    const gate = process();
    const calls = Array.from({ length: 80 }, (_, at) =>
      sent(gate, 10, calling(seen, (at * 37) % 400, (at * 53) % 300)),
    );
    await through(calls);
    expect(seen.read()[0]?.most).toBeLessThanOrEqual(10);
  });

  it("shares it among processes, and one that begins after another died waits a second", async () => {
    const seen = new SlidingSeconds();
    const limit = 20;
    const many = (gate: ReturnType<typeof process>, count: number) =>
      Array.from({ length: count }, () => sent(gate, limit, calling(seen, 5, 5)));
    await through([...many(process(), 50), ...many(process(), 50)]);
    const died = time;
    await through(many(process(), 20));
    const [pace] = seen.read();
    expect(pace?.most).toBeLessThanOrEqual(limit);
    expect(pace?.arrivals[100]).toBeGreaterThanOrEqual(died + 1_000);
  });

  it("frees its place where the call fails", async () => {
    const gate = process();
    const fails = sent(gate, 1, () => Promise.reject(new Error("no")));
    const caught = expect(fails).rejects.toThrow("no");
    await through([caught, sent(gate, 1, async () => undefined)]);
  });
});
