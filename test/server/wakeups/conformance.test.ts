/** Both engines keep the port's promises. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { StoreConflict, write } from "../../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { type Behaviour, type Ground, ground } from "./ground.ts";

onBothDatabases("wake-ups", (databases) => {
  let database: TestDatabase;
  let open: Ground[] = [];
  const begin = async (behave?: Behaviour): Promise<Ground> => {
    const one = await ground(database, behave);
    open.push(one);
    return one;
  };
  beforeEach(async () => {
    database = await databases.make();
  });
  afterEach(async () => {
    for (const one of open) await one.close();
    open = [];
    await database.remove();
  });

  it("come when they are due, and not before", async () => {
    const one = await begin();
    await one.start();
    const at = one.now() + 400;
    await one.ask("test/later", at);
    await one.ask("test/now", one.now());
    await one.arrival("test/later");
    expect(one.now()).toBeGreaterThanOrEqual(at);
    expect(one.arrived).toEqual(["test/now", "test/later"]);
    expect(await one.waiting()).toEqual([]);
  });

  it("come at the earliest of several times, in whichever order they were asked for", async () => {
    const one = await begin();
    await one.start();
    const hour = 3_600_000;
    await one.ask("test/forward", one.now() + hour);
    await one.ask("test/forward", one.now());
    await one.arrival("test/forward");
    const asked = Array.from({ length: 10 }, (_, n) => one.ask("test/crowd", one.now() + (n === 4 ? 0 : hour)));
    await Promise.all(asked);
    await one.arrival("test/crowd");
  });

  it("never come for a commit that failed", async () => {
    const one = await begin();
    await one.start();
    const { db } = one.store.everyPortal();
    const impossible = write(db.updateTable("limits").set({ tat: 0 }).where("key", "=", "nobody"), 1);
    await expect(one.ask("test/refused", one.now(), impossible)).rejects.toBeInstanceOf(StoreConflict);
    await one.ask("test/written", one.now());
    await one.arrival("test/written");
    await one.wakeups.idle();
    expect(one.arrived).toEqual(["test/written"]);
  });

  it("come after a new start, for what an earlier process left", async () => {
    const before = await begin();
    await before.ask("test/left", before.now());
    await before.ask("test/left-for-later", before.now() + 300);
    await before.close();
    open = [];
    const after = await begin();
    await after.start();
    await Promise.all([after.arrival("test/left"), after.arrival("test/left-for-later")]);
    expect(await after.waiting()).toEqual([]);
  });

  it("come to another process when one was killed in the middle", async () => {
    const script = fileURLToPath(new URL("hanging-process.ts", import.meta.url));
    const before = await begin();
    await before.ask("test/held", before.now());
    await before.close();
    open = [];
    const child = spawn(process.execPath, [script, JSON.stringify(database.settings)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    const after = await begin();
    await after.start();
    await after.arrival("test/held");
  });

  it("come again when the lane says so, and when its run failed", async () => {
    const said: (number | Error | undefined)[] = [];
    const one = await begin(async () => {
      const next = said.shift();
      if (next instanceof Error) throw next;
      return next;
    });
    await one.start();
    said.push(one.now(), one.now() + 200, undefined);
    await one.ask("test/again", one.now());
    await one.arrival("test/again", 3);
    said.push(new Error("This run fails."), undefined);
    await one.ask("test/failing", one.now());
    await one.wakeups.idle();
    one.passTime(6_000);
    await one.wakeups.idle();
    expect(one.arrived.filter((lane) => lane === "test/failing")).toHaveLength(1);
    expect(await one.waiting()).toEqual([]);
  });

  it("follow the handed-in clock when somebody waits for all that is due", async () => {
    const one = await begin();
    await one.start();
    await one.ask("test/tomorrow", one.now() + 24 * 3_600_000);
    await one.wakeups.idle();
    expect(one.arrived).toEqual([]);
    one.passTime(24 * 3_600_000);
    await one.wakeups.idle();
    expect(one.arrived).toEqual(["test/tomorrow"]);
  });

  it("come to every lane while one wants to be woken without end", async () => {
    const one = await begin(async (lane) => (lane === "test/greedy" && one.arrived.length < 300 ? 0 : undefined));
    await one.start();
    await one.ask("test/greedy", one.now());
    const lanes = Array.from({ length: 30 }, (_, n) => `test/${n}`);
    await Promise.all(lanes.map((lane) => one.ask(lane, one.now())));
    await Promise.all(lanes.map((lane) => one.arrival(lane)));
  });

  it("end with stop, after what is at work", async () => {
    let finish: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const atWork = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const one = await begin(async () => {
      begun();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return undefined;
    });
    await one.start();
    await one.ask("test/long", one.now());
    await atWork;
    let stopped = false;
    const stopping = one.wakeups.stop().then(() => {
      stopped = true;
    });
    await one.ask("test/too-late", one.now());
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(one.arrived).toEqual(["test/long"]);
    expect(await one.waiting()).toEqual(["test/too-late"]);
  });

  it("run what is periodic, one failing or not", async () => {
    const one = await begin();
    const turns: string[] = [];
    await one.start([
      { name: "breaks", everyMinutes: 15, run: () => Promise.reject(new Error("This one fails.")) },
      { name: "works", everyMinutes: 60, run: async () => turns.push("works") },
    ]);
    await one.wakeups.tick();
    expect(turns).toEqual(["works"]);
  });
});
