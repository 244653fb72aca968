/** A short run of `keys-under-load.all.test.ts`. */
import { expect, it } from "@jest/globals";
import { conversationsUnderLoad } from "./keys-load.ts";

const count = 100;

it(`${count} conversations outlive three rotations and a killed server`, async () => {
  const outcome = await conversationsUnderLoad(count);
  process.stdout.write(`${JSON.stringify({ name: "keys under load", ...outcome })}\n`);
  expect(outcome).toMatchObject({
    conversations: count,
    completed: count,
    rotations: 3,
    kills: 1,
    acceptedSessions: count,
    submissions: count,
    submittedSessions: count,
    submissionsWithPlan: count,
    rightAnswers: count,
    keys: ["active", "retiring", "retired", "retired"],
  });
  expect(outcome.mostRetriesOfOne).toBeLessThanOrEqual(3);
  // It was a hard run: phones met a dropped key.
  expect(outcome.keyRefreshes).toBeGreaterThan(0);
}, 180_000);
