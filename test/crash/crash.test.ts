/** The crash test in small; `npm run test:crash` is the large one. */
import { expect, it } from "@jest/globals";
import { onBothDatabases } from "../databases/index.ts";
import { crash } from "./crash.ts";
import { faultsIn } from "./report.ts";

/** On each database, before the last answer; some more die in the hours behind it. */
const kills = 10;
const submissions = 64;
/** Each has one customer more, whose contact somebody chooses, and one whom a workflow writes to. */
const businesses = 4;

onBothDatabases("killed all the time", (databases) => {
  it("nothing that a customer saw accepted is lost, and everything stands once", async () => {
    const { kind, settings, open, remove } = await databases.makeEmpty();
    try {
      const outcome = await crash({
        database: { kind, settings, open },
        seed: 3,
        kills,
        submissions,
      });
      expect(faultsIn(outcome)).toEqual([]);
      expect(outcome.killed).toBeGreaterThanOrEqual(kills);
      expect(outcome.cuts > 0).toBe(kind === "postgres");
      const answers = outcome.standing.submissions + outcome.standing.corrections;
      expect(answers).toBe(submissions + businesses + outcome.afterwards.workflows);
      expect(outcome.standing.webhookEvents).toBe(answers);
      expect(outcome.standing.timelineEntries).toBeGreaterThan(submissions);
      expect(outcome.standing.pipedriveNotes).toBeGreaterThan(submissions / 8);
      expect(outcome.standing.transactions).toBeGreaterThan(submissions / 32);
      expect(outcome.standing.leadTasks).toBeGreaterThan(submissions / 8);
      expect(outcome.standing.identityChecks).toBeGreaterThan(submissions / 16);
      expect(outcome.afterwards.broadcastMessages).toBeGreaterThan(30);
      expect(outcome.afterwards.rescues).toBeGreaterThan(4);
      expect(outcome.afterwards.conflictTasks).toBe(businesses);
      expect(outcome.afterwards.workflows).toBeGreaterThan(0);
      expect(outcome.afterwards.leadMessages).toBeGreaterThan(submissions / 32);
      for (const extra of ["surveyResponses", "googleResponses", "appointments", "photos"] as const)
        expect(outcome.standing[extra]).toBeGreaterThan(submissions / 32);
    } finally {
      await remove();
    }
  }, 900_000);
});
