/** A lost connection as a process of its own meets it. What nobody woke is found by the sweep, once a minute: it takes a while. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { onPostgres, type TestDatabase } from "../../databases/index.ts";
import { type CuttingWire, cuttingWire } from "./cutting-wire.ts";

onPostgres("a process that loses its connection", (databases) => {
  let database: TestDatabase;
  let wire: CuttingWire;
  beforeEach(async () => {
    database = await databases.make();
    if (!("DATABASE_URL" in database.settings)) throw new Error("This is a file.");
    wire = await cuttingWire(database.settings.DATABASE_URL);
  });
  afterEach(async () => {
    await wire.close();
    await database.remove();
  });

  it("leaves the process alive, and its workers go on with everything that waits", async () => {
    const script = fileURLToPath(new URL("faults-lost-process.ts", import.meta.url));
    const child = spawn(process.execPath, [script, wire.url, "100"], { stdio: ["ignore", "pipe", "pipe"] });
    const begun = once(child.stdout, "data");
    const [said, complaints] = [text(child.stdout), text(child.stderr)];
    const ended = once(child, "exit");
    await Promise.race([begun, ended]);
    // Again and again in the middle of what it does, until it says that all lanes were run.
    let over = false;
    void ended.then(() => {
      over = true;
    });
    for (let cuts = 0; cuts < 3 && !over; cuts += 1) {
      wire.cutAfter(60 + 17 * cuts);
      while (wire.passed() < 60 + 17 * cuts && !over) await new Promise((resolve) => setTimeout(resolve, 10));
      wire.mend();
    }
    wire.mend();
    const [code] = await ended;
    expect({ code, said: await said, complaints: code === 0 ? "" : await complaints }).toEqual({
      code: 0,
      said: "begun\nall lanes were run\n",
      complaints: "",
    });
  }, 300_000);
});
