/** How often tables are read to find out what is due: a look reads all that waits, which may be much. */
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, it } from "@jest/globals";
import { createLog } from "../../../server/telemetry/log.ts";
import { timerWakeups } from "../../../server/wakeups/timer.ts";

const lane = "reminders/4417203";
const wakeups = timerWakeups({ log: createLog("silent"), now: () => Date.now() });
afterEach(() => wakeups.stop());

it("is not asked for what falls due later, which is done in its time", async () => {
  const due: number[] = [];
  let looks = 0;
  let doneAt: number | undefined;
  const sleeper = {
    name: "reminders",
    run: async () => {
      const at = due.findIndex((time) => time <= Date.now());
      if (at >= 0) due.splice(at, 1);
      doneAt ??= Date.now();
      return due.toSorted((one, other) => one - other)[0];
    },
    upcoming: async () => {
      looks += 1;
      const [at] = due.toSorted((one, other) => one - other);
      return at === undefined ? [] : [{ lane, at }];
    },
  };
  await wakeups.start({ sleepers: [sleeper], periodic: [] });
  await wakeups.idle();
  const before = looks;
  const committed = (at: number) => {
    due.push(at);
    for (const write of wakeups.writes([{ lane, at }])) if ("afterwards" in write) write.afterwards();
  };
  const tomorrow = Date.now() + 86_400_000;
  for (let customer = 0; customer < 50; customer += 1) {
    committed(tomorrow + customer);
    await setTimeout(1);
  }
  expect(looks - before).toBeLessThanOrEqual(1);
  const soon = Date.now() + 300;
  committed(soon);
  while (doneAt === undefined) await setTimeout(20);
  expect(doneAt).toBeGreaterThanOrEqual(soon);
});
