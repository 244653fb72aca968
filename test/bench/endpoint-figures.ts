/** Small sums over what was measured. */

/** The value below which this part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The median of a figure over the rounds, to three decimals. */
export function over<Round>(rounds: readonly Round[], figure: (round: Round) => number): number {
  return Math.round(median(rounds.map(figure)) * 1000) / 1000;
}
