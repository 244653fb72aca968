/** What only PostgreSQL does: lanes shared by processes, and a database that goes away. */
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { CompiledQuery } from "kysely";
import { StoreConflict, write } from "../../../server/store/index.ts";
import { cutConnections } from "../../databases/cut.ts";
import { onPostgres, type TestDatabase } from "../../databases/index.ts";
import { type Ground, ground } from "./ground.ts";

onPostgres("wake-ups among processes", (databases) => {
  let database: TestDatabase;
  let open: Ground[] = [];
  let letGo: () => void = () => undefined;
  const begin = async (): Promise<Ground> => {
    const one = await ground(database);
    open.push(one);
    await one.start();
    return one;
  };
  beforeEach(async () => {
    database = await databases.make();
  });
  afterEach(async () => {
    letGo();
    for (const one of open) await one.close();
    open = [];
    await database.remove();
  });

  it("share the lanes, and lose none", async () => {
    const [one, other] = [await begin(), await begin()];
    const asked: string[] = [];
    // Whoever is quicker may take a hundred before the other one looks.
    for (let round = 0; one.arrived.length === 0 || other.arrived.length === 0; round += 1) {
      const lanes = Array.from({ length: 100 }, (_, n) => `test/${round}-${n}`);
      asked.push(...lanes);
      await Promise.all(lanes.map((lane) => one.ask(lane, one.now())));
      await Promise.all(lanes.map((lane) => Promise.race([one.arrival(lane), other.arrival(lane)])));
    }
    // None came to both: nothing had been asked for while it ran.
    expect([...one.arrived, ...other.arrived].sort()).toEqual(asked.sort());
  });

  it("are asked for by many batches at once, and each gets its own answer", async () => {
    const one = await begin();
    const { db } = one.store.everyPortal();
    const impossible = write(db.updateTable("limits").set({ tat: 0 }).where("key", "=", "nobody"), 1);
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        one.ask(`test/${n}`, one.now() + 60_000, ...(n % 10 === 3 ? [impossible] : [])),
      ),
    );
    const refused = results.flatMap((result, n) => (result.status === "rejected" ? [n] : []));
    expect(refused).toEqual([3, 13, 23, 33]);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(StoreConflict);
    expect(await one.waiting()).toHaveLength(36);
    one.passTime(60_000);
    await one.wakeups.idle();
    expect(one.arrived).toHaveLength(36);
  });

  it("run a lane once at a time in one process, and once more for what was asked meanwhile", async () => {
    const one = await ground(database);
    open.push(one);
    let runs = 0;
    let together = 0;
    let most = 0;
    let finish: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const atWork = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    letGo = finish;
    const run = async (lane: string) => {
      if (lane !== "held/lane") return undefined;
      runs += 1;
      together += 1;
      most = Math.max(most, together);
      begun();
      await held;
      together -= 1;
      return undefined;
    };
    const others = new Set<string>();
    const other = async (lane: string) => {
      others.add(lane);
      return undefined;
    };
    const upcoming = async () => [];
    const sleepers = [
      { name: "held", run, upcoming },
      { name: "other", run: other, upcoming },
    ];
    await one.wakeups.start({ sleepers, periodic: [] });
    const ask = (lane: string) => one.store.everyPortal().commit(one.wakeups.writes([{ lane, at: one.now() }]));
    const seen = async (done: () => boolean) => {
      while (!done()) await wait(20);
    };
    await ask("held/lane");
    await atWork;
    // What is asked for later is taken up later: each time the lane's own wake-up came before it.
    for (const lane of ["other/1", "other/2", "other/3"]) {
      await ask("held/lane");
      await ask(lane);
      await seen(() => others.has(lane));
    }
    expect(runs).toBe(1);
    // Should the process be killed now, another one is asked.
    const asked = CompiledQuery.raw("select 1 from graphile_worker.jobs where key = 'held/lane' and locked_at is null");
    while ((await one.store.everyPortal().all({ compile: () => asked })).length === 0) await wait(20);
    finish();
    await seen(() => runs > 1);
    expect(most).toBe(1);
  });

  it("go on when the database cut every connection", async () => {
    const one = await begin();
    await one.ask("test/before", one.now());
    await one.arrival("test/before");
    if (!("DATABASE_URL" in database.settings)) throw new Error("Only PostgreSQL has connections to cut.");
    await cutConnections(database.settings.DATABASE_URL);
    await one.ask("test/after", one.now());
    await one.arrival("test/after");
  });

  it("go on when the database cut every connection while lanes were at work, again and again", async () => {
    const one = await ground(database, async () => {
      await wait(50 * Math.random());
      return undefined;
    });
    open.push(one);
    await one.start();
    if (!("DATABASE_URL" in database.settings)) throw new Error("Only PostgreSQL has connections to cut.");
    for (let round = 0; round < 5; round += 1) {
      const lanes = Array.from({ length: 300 }, (_, n) => `test/${round}-${n}`);
      await Promise.all(lanes.map((lane) => one.ask(lane, one.now())));
      const already = one.arrived.length;
      while (one.arrived.length < already + 30) await wait(5);
      await cutConnections(database.settings.DATABASE_URL);
    }
    // What a lost connection had in hand is overlooked at first; the sweep finds it.
    while ((await one.waiting()).length > 0) {
      await wait(200);
      one.passTime(10_000);
      await one.wakeups.tick();
    }
    expect(new Set(one.arrived).size).toBe(1_500);
  });

  it("come for work that was overlooked", async () => {
    const one = await begin();
    const { db, commit } = one.store.everyPortal();
    await commit([write(db.insertInto("limits").values({ key: "test/forgotten", tat: one.now() - 120_000 }))]);
    await one.wakeups.tick();
    await one.arrival("test/forgotten");
  });
});
