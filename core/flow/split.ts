/** What the split has to know about a question. */
export interface Weighed {
  /** False for a text that asks nothing. */
  asks: boolean;
  /** Room on a screen: 1 for an input. */
  weight: number;
  components: number;
  /** Stays on the screen of the item before. */
  joined?: boolean;
}

/** Weight of one screen, at most: short screens lose fewer customers (WhatsApp reference 9). */
export const comfortable = 5;

/**
 * Splits a section's questions into screens of about the same length, of a weight of `most` where a single question is not
 * heavier itself. A text stays with the question after it. `room`: components on the first screen and on the others.
 */
export function splitEvenly<T extends Weighed>(
  items: readonly T[],
  room: { first: number; other: number },
  most = comfortable,
): T[][] {
  const units = unitsOf(items);
  const total = units.reduce((sum, { weight }) => sum + weight, 0);
  const share = total / Math.max(1, Math.ceil(total / most));
  const screens = new Map<number, Unit<T>[]>();
  let before = 0;
  for (const unit of units) {
    const place = Math.floor((before + unit.weight / 2) / share);
    screens.set(place, [...(screens.get(place) ?? []), unit]);
    before += unit.weight;
  }
  return splitTall([...screens.values()], room);
}

/** What must not be parted. */
interface Unit<T> {
  weight: number;
  items: T[];
}

/** Texts together with the question that they introduce, the last ones with nothing after them; what is joined. */
function unitsOf<T extends Weighed>(items: readonly T[]): Unit<T>[] {
  const units: Unit<T>[] = [];
  let open: Unit<T> | undefined;
  for (const item of items) {
    if (item.joined && !open) open = units.pop();
    open ??= { weight: 0, items: [] };
    open.weight += item.weight;
    open.items.push(item);
    if (!item.asks) continue;
    units.push(open);
    open = undefined;
  }
  return open ? [...units, open] : units;
}

/** Splits again what has more components than a screen may have; a unit only where it alone is too tall. */
function splitTall<T extends Weighed>(screens: readonly Unit<T>[][], room: { first: number; other: number }): T[][] {
  const result: T[][] = [];
  for (const units of screens) {
    let current: T[] = [];
    let used = 0;
    const close = () => {
      if (current.length > 0) result.push(current);
      current = [];
      used = 0;
    };
    for (const { items } of units) {
      const tall = items.reduce((sum, { components }) => sum + components, 0);
      const max = () => (result.length === 0 ? room.first : room.other);
      if (used + tall > max()) close();
      for (const item of items) {
        if (used + item.components > max()) close();
        current.push(item);
        used += item.components;
      }
    }
    close();
  }
  return result;
}
