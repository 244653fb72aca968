/** The whole proof: `FLOWELLA_LOAD` conversations, 2,000 unless it says otherwise. */
import { expect, it } from "@jest/globals";
import { conversationsUnderLoad } from "./keys-load.ts";

const count = Number(process.env["FLOWELLA_LOAD"] ?? 2_000);

it(
  `${count} conversations outlive three rotations and a killed server`,
  async () => {
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
    });
    expect(outcome.mostRetriesOfOne).toBeLessThanOrEqual(3);
  },
  30 * 60_000,
);
