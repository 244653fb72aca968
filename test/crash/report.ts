/** The outcome as a person reads it, and whether it is good. */
import type { CrashOutcome } from "./crash.ts";

/** In words what is not as it must be; empty when all is well. */
export function faultsIn({ standing, inDatabase, cuts, gaveUp, unquiet }: CrashOutcome): string[] {
  const { receiptsMissing, wrong } = standing;
  return [
    ...wrong,
    ...inDatabase.dead.map((each) => `dead letters: ${each}`),
    ...(unquiet === undefined ? [] : [`never quiet: ${unquiet}`]),
    ...(inDatabase.unfinished > 0 ? [`${inDatabase.unfinished} steps are not finished`] : []),
    ...(inDatabase.inboxLeft > 0 ? [`${inDatabase.inboxLeft} received webhooks are not handled`] : []),
    ...(receiptsMissing > inDatabase.receiptsLeftOpen
      ? [`${receiptsMissing} receipts are missing, and only ${inDatabase.receiptsLeftOpen} are known to be in doubt`]
      : []),
    // One that the database cut off while it started says so and ends: it is started again.
    ...gaveUp
      .filter((why) => !(cuts > 0 && /PostgreSQL does not answer/.test(why)))
      .map((why) => `a process ended by itself: ${why}`),
  ];
}

export function report(title: string, outcome: CrashOutcome): string {
  const { standing, inDatabase, kills, killed, cuts, faults, retries, seconds } = outcome;
  const { wrong: _wrong, ...counts } = standing;
  const problems = faultsIn(outcome);
  const table = (rows: Iterable<readonly [string, number]>) =>
    [...rows].map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`).join("\n");
  return [
    `${title}: ${killed} kills in ${seconds} s`,
    "Killed at",
    table(kills),
    ...(cuts > 0 ? [`The database cut every connection ${cuts} times.`] : []),
    "What went wrong outside",
    table([...faults].sort(([one], [other]) => (one < other ? -1 : 1))),
    "What stands outside",
    table(Object.entries(counts)),
    "How the steps ended",
    table([...inDatabase.ends].sort(([one], [other]) => (one < other ? -1 : 1))),
    `Customers pressed again ${retries} times.`,
    problems.length === 0
      ? "Everything that was accepted stands exactly once."
      : `${problems.length} things are wrong:\n${problems
          .slice(0, 40)
          .map((each) => `  ${each}`)
          .join("\n")}`,
  ].join("\n");
}
