/** What questions about figures have to reach, and whether they did. */

/** Milliseconds of each round. */
export interface RoundTimes {
  readonly ours: readonly number[];
  readonly raw: readonly number[];
}

export interface FigureSpeed {
  readonly name: string;
  /** At the large size. */
  readonly oursMs: number;
  readonly rawMs: number;
  /** Raw by ours. */
  readonly faster: number;
  readonly smallMs: number;
  /** Ours at the large size by ours at the small one. */
  readonly grown: number;
}

const leastFaster = 20;
const mostGrown = 3;

/** By the best round of each: whatever else a machine does makes a round longer and never shorter. */
export function speedOf(name: string, small: RoundTimes | undefined, large: RoundTimes | undefined): FigureSpeed {
  const [ours, raw, before] = [best(large?.ours), best(large?.raw), best(small?.ours)];
  return {
    name,
    oursMs: rounded(ours),
    rawMs: rounded(raw),
    faster: rounded(raw / ours),
    smallMs: rounded(before),
    grown: rounded(ours / before),
  };
}

/** In words; none where all was reached. What was not measured was not reached. */
export function failuresOf(database: string, wrong: number, speeds: readonly FigureSpeed[]): string[] {
  return [
    ...(wrong === 0 ? [] : [`${database}: ${wrong} figures are wrong`]),
    ...speeds.flatMap(({ name, faster, grown }) => [
      ...(faster >= leastFaster ? [] : [`${database}: ${name} is ${faster} times as fast as raw, not ${leastFaster}`]),
      ...(grown <= mostGrown ? [] : [`${database}: ${name} takes ${grown} times as long at ten times the events`]),
    ]),
  ];
}

const best = (all: readonly number[] = []): number => Math.min(...all);
const rounded = (value: number): number => Math.round(value * 100) / 100;
