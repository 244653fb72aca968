/** Odds of counts: how sure one may be of a share, given how few have been seen. */

/** Hits among so many tries. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

/** 99 % on both sides. */
const deviations = 2.576;

/** Between which bounds the true share lies, by Wilson's score interval; from 0 to 1 where nothing was seen. */
export function bounds({ hits, of }: Share): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const square = deviations ** 2;
  const share = hits / of;
  const middle = share + square / (2 * of);
  const spread = deviations * Math.sqrt((share * (1 - share)) / of + square / (4 * of ** 2));
  const scale = 1 + square / of;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

/** How likely at most so many hits are, where each try hits with this chance. */
export function oddsOfAtMost({ hits, of }: Share, chance: number): number {
  if (hits >= of || chance <= 0) return 1;
  if (chance >= 1) return 0;
  // In logarithms: the first of many terms is too small for a number.
  const ratio = Math.log(chance) - Math.log1p(-chance);
  let term = of * Math.log1p(-chance);
  let sum = Math.exp(term);
  for (let count = 1; count <= hits; count += 1) {
    term += Math.log(of - count + 1) - Math.log(count) + ratio;
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** How likely at least so many hits are. */
export function oddsOfAtLeast({ hits, of }: Share, chance: number): number {
  return oddsOfAtMost({ hits: of - hits, of }, 1 - chance);
}
