/** What the split has to know about a question. */
export interface Weighed {
  /** False for a text that asks nothing. */
  asks: boolean;
  /** Room on a screen: 1 for an input. */
  weight: number;
  components: number;
}

/** Weight of one screen, at most: short screens lose fewer customers (WhatsApp reference 9). */
const comfortable = 5;

/**
 * Splits a section's questions into screens of about the same length, five inputs at most where a single question is
 * not longer itself. A text stays with the question after it. `room`: components on the first screen and on the others.
 */
export function splitEvenly<T extends Weighed>(items: readonly T[], room: { first: number; other: number }): T[][] {
  const units = withTheirTexts(items);
  const total = units.reduce((sum, { weight }) => sum + weight, 0);
  const share = total / Math.max(1, Math.ceil(total / comfortable));
  const screens = new Map<number, T[]>();
  let before = 0;
  for (const { weight, items: unit } of units) {
    const place = Math.floor((before + weight / 2) / share);
    screens.set(place, [...(screens.get(place) ?? []), ...unit]);
    before += weight;
  }
  return splitTall([...screens.values()], room);
}

/** Texts together with the question that they introduce; the last ones with nothing after them. */
function withTheirTexts<T extends Weighed>(items: readonly T[]): { weight: number; items: T[] }[] {
  const units: { weight: number; items: T[] }[] = [];
  let open: { weight: number; items: T[] } | undefined;
  for (const item of items) {
    open ??= { weight: 0, items: [] };
    open.weight += item.weight;
    open.items.push(item);
    if (!item.asks) continue;
    units.push(open);
    open = undefined;
  }
  return open ? [...units, open] : units;
}

/** Splits again what has more components than a screen may have. */
function splitTall<T extends Weighed>(screens: readonly T[][], room: { first: number; other: number }): T[][] {
  const result: T[][] = [];
  for (const items of screens) {
    let current: T[] = [];
    let used = 0;
    for (const item of items) {
      const max = result.length === 0 ? room.first : room.other;
      if (current.length > 0 && used + item.components > max) {
        result.push(current);
        current = [];
        used = 0;
      }
      current.push(item);
      used += item.components;
    }
    if (current.length > 0) result.push(current);
  }
  return result;
}
