/**
 * A portal with a long queue against a destination that stalls does not hold up another portal's deliveries. The queue is
 * ten thousand submissions long in the full run (FLOWELLA_TEST_ALL=1), four hundred otherwise.
 */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { OutsideError } from "../../../core/errors.ts";
import { type Ground, startGround } from "./ground.ts";

const noisy = "100";
const quiet = "200";
const queued = process.env["FLOWELLA_TEST_ALL"] === "1" ? 10_000 : 400;
const delivered = queued === 10_000 ? 120 : 40;

let ground: Ground;
let cleanUp: () => void;
beforeEach(async () => {
  ground = await startGround();
  cleanUp = () => undefined;
  await ground.addPortal(noisy);
  await ground.addPortal(quiet);
});
afterEach(async () => {
  cleanUp();
  await ground.close();
});

/**
 * Delivers the quiet portal's submissions. A wait is counted in steps that were handled, whoever's they were, from the
 * beginning up to the submission's contact: no clock is asked.
 */
async function medianWait(): Promise<number> {
  const mine = new Set(await ground.plant(quiet, delivered));
  const landed = new Promise<void>((resolve) => {
    const check = setInterval(() => {
      if (
        ground.attempts.filter(({ portal, step }) => portal === quiet && step === "form_submission").length < delivered
      )
        return;
      clearInterval(check);
      resolve();
    }, 5);
  });
  await ground.wakeups.start({ sleepers: [ground.node()], periodic: [] });
  await landed;
  const waits = ground.attempts.flatMap(({ submission, step }, index) =>
    step === "contact" && mine.has(submission) ? [index + 1] : [],
  );
  expect(waits).toHaveLength(delivered);
  return waits.toSorted((a, b) => a - b)[delivered / 2] ?? 0;
}

async function alone(): Promise<number> {
  const other = await startGround();
  const before = ground;
  try {
    ground = other;
    await other.addPortal(quiet);
    return await medianWait();
  } finally {
    await other.close();
    ground = before;
  }
}

const timeout = () =>
  new OutsideError("HubSpot did not answer.", { code: "hubspot.timeout", remedy: "retry", mayHaveLanded: false });

describe("beside many deliveries of another portal", () => {
  it("that hang for good, the median wait is at most twice what it is without them", async () => {
    await ground.plant(noisy, queued, 200);
    const hanging: (() => void)[] = [];
    ground.hubspot = (portalId) =>
      portalId === noisy ? new Promise<void>((_, reject) => hanging.push(() => reject(timeout()))) : undefined;
    cleanUp = () => {
      for (const end of hanging) end();
    };
    const beside = await medianWait();
    expect(hanging.length).toBeGreaterThan(0);
    expect(beside).toBeLessThanOrEqual(2 * (await alone()));
  });

  it("that fail one after the other, too: the destination is paused for that portal alone", async () => {
    await ground.plant(noisy, queued, 200);
    ground.hubspot = (portalId) => (portalId === noisy ? Promise.reject(timeout()) : undefined);
    const beside = await medianWait();
    expect(beside).toBeLessThanOrEqual(2 * (await alone()));
    const noisyTries = ground.attempts.filter(({ portal }) => portal === noisy).length;
    expect(noisyTries).toBeGreaterThanOrEqual(5);
    expect(noisyTries).toBeLessThan(20);
  });

  it("that go through as fast as they can, each portal has its turn", async () => {
    await ground.plant(noisy, 10 * delivered);
    const beside = await medianWait();
    expect(beside).toBeLessThanOrEqual(3 * (await alone()));
  });
});
