/** Days as `YYYY-MM-DD`, by the Gregorian calendar. */
import { DateTime } from "luxon";

/** @param at epoch milliseconds */
export function dayAt(at: number): string {
  return DateTime.fromMillis(at, { zone: "utc" }).toISODate() ?? "";
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function dayOf(text: string): Day | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { year, month, day } : undefined;
}

/** Full years on that day; negative for somebody who is not born yet, undefined for what is no date. Born on 29 February: a year older on 1 March. */
export function ageOn(born: string, on: string): number | undefined {
  const [from, to] = [dayOf(born), dayOf(on)];
  if (!from || !to) return undefined;
  const hadBirthday = to.month > from.month || (to.month === from.month && to.day >= from.day);
  return to.year - from.year - (hadBirthday ? 0 : 1);
}

/** From one day to another; negative where the other one is earlier. */
export function daysBetween(from: string, to: string): number | undefined {
  const [first, second] = [dayOf(from), dayOf(to)];
  return first && second ? numberOf(second) - numberOf(first) : undefined;
}

/** Days since 1 March of the year 0. */
function numberOf({ year, month, day }: Day): number {
  const counted = month <= 2 ? year - 1 : year;
  const ofMonth = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5);
  return (
    365 * counted + Math.floor(counted / 4) - Math.floor(counted / 100) + Math.floor(counted / 400) + ofMonth + day
  );
}
