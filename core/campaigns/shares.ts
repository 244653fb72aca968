/**
 * Who belongs to a share of a broadcast. Everybody has a rank, a keyed hash in hexadecimal: who comes first cannot be
 * chosen or guessed, and is the same after a new start.
 */

/** How many people a share is: exactly the first so many by rank. @param share 0 to 1 */
export function sizeOfShare(share: number, people: number): number {
  return Math.round(share * people);
}

/** The ranks that belong to the share: the first `sizeOfShare` of them in order. */
export function firstByRank(ranks: readonly string[], share: number): ReadonlySet<string> {
  return new Set(ranks.toSorted(byDigits).slice(0, sizeOfShare(share, ranks.length)));
}

/** As both databases compare hexadecimal text, whatever language they were told to sort in. */
function byDigits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
