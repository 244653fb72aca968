/** Chance that comes out the same for the same seed. */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number from 0 to `below - 1`. */
  whole(below: number): number;
  pick<Item>(list: readonly [Item, ...Item[]]): Item;
  shuffled<Item>(list: readonly Item[]): Item[];
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  // Mulberry32: 32 bits of state are enough to choose faults by.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => list[whole(list.length)] ?? list[0],
    shuffled: (list) =>
      list
        .map((item) => ({ item, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
  };
}
