/**
 * Large broadcasts with the server killed five times on the way: `FLOWELLA_BROADCAST` people at a limit of a thousand a second,
 * 20,000 unless it says otherwise; and fewer people at a limit that any machine can use up.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { type BroadcastRun, runBroadcast } from "../bench/broadcast-run.ts";

const people = Number(process.env["FLOWELLA_BROADCAST"] ?? 20_000);
const kills = 5;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flowella-broadcast-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = async (recipients: number, perSecond: number): Promise<BroadcastRun> => {
  const outcome = await runBroadcast({ folder, recipients, perSecond, kills, say: () => undefined });
  process.stdout.write(`${JSON.stringify({ name: "large broadcast", ...outcome })}\n`);
  return outcome;
};

function expectHonest(outcome: BroadcastRun): void {
  expect(outcome).toMatchObject({ kills, twice: 0, untrue: 0, failed: 0, wrongProgress: 0 });
  expect(outcome.most).toBeLessThanOrEqual(outcome.limit);
  expect(outcome.delivered + outcome.unconfirmed).toBe(outcome.recipients);
  expect(outcome.unconfirmed).toBeLessThanOrEqual(outcome.mostUnconfirmed);
}

it(
  `${people} people, a thousand a second: never more in any second, nobody twice, everybody accounted for, memory flat`,
  async () => {
    const outcome = await run(people, 1_000);
    expectHonest(outcome);
    expect(outcome.memoryMb.late).toBeLessThan(outcome.memoryMb.early * 1.3);
  },
  2 * 3_600_000,
);

it(
  "a limit that the machine can use up is used, outside the restarts",
  async () => {
    const outcome = await run(2_400, 20);
    expectHonest(outcome);
    expect(outcome.usedWhileUp).toBeGreaterThanOrEqual(0.95);
  },
  30 * 60_000,
);
