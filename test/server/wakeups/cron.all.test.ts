/** Takes a minute or two: the engine's own clock decides, and it counts whole minutes. */
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "@jest/globals";
import { onPostgres } from "../../databases/index.ts";
import { ground } from "./ground.ts";

onPostgres("periodic work among processes", (databases) => {
  it("is done by one of them, each minute", async () => {
    const database = await databases.make();
    const processes = [await ground(database), await ground(database), await ground(database)];
    const minutes: number[] = [];
    const run = async () => minutes.push(Math.floor(Date.now() / 60_000));
    for (const one of processes) await one.start([{ name: "each-minute", everyMinutes: 1, run }]);
    while (minutes.length < 2) await wait(200);
    // Time for a second process to do it, too, if it could.
    await wait(5_000);
    expect(new Set(minutes).size).toBe(minutes.length);
    for (const one of processes) await one.close();
    await database.remove();
  }, 240_000);
});
