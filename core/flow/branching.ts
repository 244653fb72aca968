/**
 * Which question can follow which, once the questions that no screen asks are passed over.
 *
 * Places are those of the form's program: `startPlace` before the first question, the end one behind the last. All edges
 * run forward, so one sweep from the end and one from the start are enough.
 */
import { exitsOf, type Program, startPlace } from "../rules/index.ts";

export interface Branching {
  /** By place (also `startPlace`): the asked places, or the end, that can come right after it; in the form's order. */
  next: ReadonlyMap<number, readonly number[]>;
  /** By place: the places that it can come right after. */
  previous: ReadonlyMap<number, readonly number[]>;
  /** Places with more ways on than WhatsApp takes; the furthest ones are cut. */
  crowded: readonly number[];
}

/** The places that some path through the whole form comes by, asked or not. */
export function reachablePlaces(program: Program): ReadonlySet<number> {
  const reached = new Set<number>(exitsOf(program, startPlace));
  for (let place = 0; place < program.order.length; place += 1) {
    if (reached.has(place)) for (const exit of exitsOf(program, place)) reached.add(exit);
  }
  return reached;
}

/**
 * `asked`: the places that screens ask, all of them reachable. `most`: ways on from one screen, at most. `exits`: where a
 * place leads as far as screens are concerned.
 */
export function branchingOf(
  program: Program,
  asked: ReadonlySet<number>,
  most: number,
  exits: (place: number) => readonly number[] = (place) => exitsOf(program, place),
): Branching {
  const end = program.order.length;
  const landings: (readonly number[])[] = [];
  landings[end] = [end];
  const onwards = (place: number): readonly number[] => {
    const all = exits(place);
    const [only] = all;
    // Most places lead to the next one and nowhere else.
    if (all.length === 1 && only !== undefined) return landings[only] ?? [];
    return sorted(new Set(all.flatMap((exit) => landings[exit] ?? [])));
  };
  const all = new Map<number, readonly number[]>();
  for (let place = end - 1; place >= startPlace; place -= 1) {
    const found = onwards(place);
    if (place === startPlace || asked.has(place)) all.set(place, found);
    if (place >= 0) landings[place] = asked.has(place) ? [place] : found;
  }
  return fromTheStart(all, end, most);
}

/** Follows the edges from the start, so that only what can be reached has edges of its own. */
function fromTheStart(all: ReadonlyMap<number, readonly number[]>, end: number, most: number): Branching {
  const next = new Map<number, readonly number[]>();
  const previous = new Map<number, number[]>();
  const crowded: number[] = [];
  for (const place of sorted(new Set(all.keys()))) {
    if (place !== startPlace && !previous.has(place)) continue;
    const onwards = all.get(place) ?? [];
    const kept = onwards.length <= most ? onwards : withoutFurthest(onwards, end, most);
    if (kept.length < onwards.length) crowded.push(place);
    next.set(place, kept);
    for (const target of kept) {
      const known = previous.get(target);
      if (known) known.push(place);
      else previous.set(target, [place]);
    }
  }
  return { next, previous, crowded };
}

/** As many screens as WhatsApp takes, and the end in any case. */
function withoutFurthest(onwards: readonly number[], end: number, most: number): number[] {
  const beyond = new Set(onwards.filter((target) => target !== end).slice(most));
  return onwards.filter((target) => !beyond.has(target));
}

function sorted(places: ReadonlySet<number>): number[] {
  return [...places].toSorted((a, b) => a - b);
}
