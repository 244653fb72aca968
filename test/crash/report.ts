/** The outcome as a person reads it, and whether it is good. */
import type { CrashOutcome } from "./crash.ts";

/** In words what is not as it must be; empty when all is well. */
export function faultsIn({ standing, afterwards, inDatabase, cuts, gaveUp, unquiet }: CrashOutcome): string[] {
  const { receiptsMissing, linksMissing, wrong } = standing;
  return [
    ...wrong,
    ...afterwards.wrong,
    ...inDatabase.dead.map((each) => `dead letters: ${each}`),
    ...(unquiet === undefined ? [] : [`never quiet: ${unquiet}`]),
    ...(inDatabase.unfinished > 0 ? [`${inDatabase.unfinished} steps are not finished`] : []),
    ...(inDatabase.inboxLeft > 0 ? [`${inDatabase.inboxLeft} received webhooks are not handled`] : []),
    ...(receiptsMissing > inDatabase.receiptsLeftOpen
      ? [`${receiptsMissing} receipts are missing, and only ${inDatabase.receiptsLeftOpen} are known to be in doubt`]
      : []),
    ...(linksMissing > inDatabase.linksInDoubt
      ? [`${linksMissing} links are missing, and only ${inDatabase.linksInDoubt} are known to be in doubt`]
      : []),
    // One that the database cut off while it started says so and ends: it is started again.
    ...gaveUp
      .filter((why) => !(cuts > 0 && /PostgreSQL does not answer/.test(why)))
      .map((why) => `a process ended by itself: ${why}`),
  ];
}

/** One round of a large test: a world of its own, made from its own seed. */
export interface Round {
  readonly seed: number;
  readonly outcome: CrashOutcome;
}

export function roundLine({ seed, outcome }: Round): string {
  const { killed, standing, seconds } = outcome;
  const problems = faultsIn(outcome);
  const handedIn = standing.submissions + standing.corrections;
  const wrong = problems.length === 0 ? "nothing is wrong" : `wrong: ${problems.slice(0, mostTold).join("; ")}`;
  return `seed ${seed}: ${killed} kills, ${handedIn} answers, ${seconds} s, ${wrong}`;
}

/** Faults that are told of a round as soon as it is over, and of all rounds at their end. */
const mostTold = 40;

/** All rounds together. */
export function report(title: string, rounds: readonly Round[]): string {
  const outcomes = rounds.map(({ outcome }) => outcome);
  const total = (of: (outcome: CrashOutcome) => number) => outcomes.reduce((sum, each) => sum + of(each), 0);
  const counts = (of: (outcome: CrashOutcome) => Iterable<readonly [string, number]>) => {
    const sums = new Map<string, number>();
    for (const each of outcomes) for (const [name, count] of of(each)) sums.set(name, (sums.get(name) ?? 0) + count);
    return [...sums];
  };
  const byName = (rows: [string, number][]) => rows.sort(([one], [other]) => (one < other ? -1 : 1));
  const table = (rows: readonly (readonly [string, number])[]) =>
    rows.map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`).join("\n");
  const cuts = total((each) => each.cuts);
  const problems = rounds.flatMap(({ seed, outcome }) => faultsIn(outcome).map((fault) => `seed ${seed}: ${fault}`));
  return [
    `${title}: ${total((each) => each.killed)} kills in ${total((each) => each.seconds)} s, ${rounds.length} rounds`,
    "Killed at",
    table(counts((each) => each.kills)),
    ...(cuts > 0 ? [`The database cut every connection ${cuts} times.`] : []),
    "What went wrong outside",
    table(byName(counts((each) => each.faults))),
    "What stands outside",
    table(counts(({ standing: { wrong: _wrong, ...standing } }) => Object.entries(standing))),
    table(counts(({ afterwards: { wrong: _wrong, ...afterwards } }) => Object.entries(afterwards))),
    "How the steps ended",
    table(byName(counts((each) => each.inDatabase.ends))),
    `Customers pressed again ${total((each) => each.retries)} times.`,
    problems.length === 0
      ? "Everything that was accepted stands exactly once."
      : `${problems.length} things are wrong:\n${problems
          .slice(0, mostTold)
          .map((each) => `  ${each}`)
          .join("\n")}`,
  ].join("\n");
}
