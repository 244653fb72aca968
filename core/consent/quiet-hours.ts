import { DateTime } from "luxon";

/** Local times of day as `HH:MM`. They may run over midnight: from 21:00 to 08:00. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/**
 * When the quiet hours that hold at this moment are over, by the clock on the person's wall; undefined outside of them.
 *
 * A number may tell a country with several time zones: it is quiet while it is quiet in any of them. Where that would
 * leave no hour of the day, the first zone alone counts.
 *
 * @param at epoch ms
 * @param zones IANA names
 */
export function quietUntil(at: number, hours: QuietHours, zones: readonly string[]): number | undefined {
  const [first] = zones;
  if (first === undefined || hours.from === hours.to) return undefined;
  const latest = at + 24 * 3_600_000;
  let until = at;
  for (let moved = true; moved && until <= latest; ) {
    const before = until;
    for (const zone of zones) until = endIn(zone, until, hours) ?? until;
    moved = until > before;
  }
  if (until > latest) return endIn(first, at, hours);
  return until > at ? until : undefined;
}

function endIn(zone: string, at: number, { from, to }: QuietHours): number | undefined {
  const local = DateTime.fromMillis(at, { zone });
  if (!local.isValid) return undefined;
  // From yesterday's evening, too: at two in the morning the night began the day before.
  for (const day of [local.minus({ days: 1 }), local]) {
    const start = atTime(day, from);
    const end = atTime(to > from ? day : day.plus({ days: 1 }), to);
    if (start <= local && local < end) return end.toMillis();
  }
  return undefined;
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}
