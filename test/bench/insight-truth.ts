/** Figures of a generated month as anybody would count them by hand: over all messages, with nothing kept in between. */
import { funnelPlace, type Told } from "./insight-month.ts";

export interface Truth {
  readonly sent: number;
  at(stage: string): number;
  readonly openingsSeen: number;
  screen(id: string): { shown: number; submitted: number; back: number; returned: number; left: number };
  rejected(field: string): { rejected: number; people: number; rules: Record<string, number> };
  readonly changed: number;
  billed(category: string): number;
  readonly free: number;
  readonly untold: number;
  /** By nearest rank, of whole seconds. */
  time(measure: string): { count: number; median?: number; p90?: number };
}

export function truthOf(all: readonly Told[]): Truth {
  const told = all.filter(({ reached }) => reached >= 0);
  const count = (which: (each: Told) => boolean) => told.filter(which).length;
  return {
    sent: told.length,
    at: (stage) => count(({ reached }) => reached >= funnelPlace(stage)),
    openingsSeen: count(({ opened }) => opened),
    screen: (id) => ({
      shown: count(({ screens }) => screens.has(id)),
      submitted: count(({ screens }) => screens.get(id)?.submitted === true),
      back: told.reduce((sum, { screens }) => sum + (screens.get(id)?.back ?? 0), 0),
      returned: count(({ screens }) => (screens.get(id)?.back ?? 0) > 0),
      left: count(({ left }) => left === id),
    }),
    rejected: (field) => {
      const own = told.flatMap(({ rejected }) => rejected.filter((each) => each.field === field));
      const rules: Record<string, number> = {};
      for (const { rule } of own) rules[rule] = (rules[rule] ?? 0) + 1;
      return {
        rejected: own.length,
        people: count(({ rejected }) => rejected.some((each) => each.field === field)),
        rules,
      };
    },
    changed: told.reduce((sum, { changed }) => sum + changed, 0),
    billed: (category) => count(({ billed }) => billed === category),
    free: count(({ billed }) => billed === "free"),
    untold: count(({ billed, reached }) => billed === undefined && reached >= funnelPlace("delivered")),
    time: (measure) => {
      const values = told.flatMap(({ times }) => times[measure] ?? []).sort((one, other) => one - other);
      const at = (share: number) => values[Math.ceil(values.length * share) - 1];
      const [median, p90] = [at(0.5), at(0.9)];
      return { count: values.length, ...(median !== undefined && { median }), ...(p90 !== undefined && { p90 }) };
    },
  };
}
