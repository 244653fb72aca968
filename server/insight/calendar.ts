/** Days as figures have them: `2026-11-22`, of a portal's time zone. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** @param zone IANA */
export function dayOf(at: number, zone: string): string {
  // This language writes a date as ISO 8601 does.
  const format = formats.get(zone) ?? new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
  formats.set(zone, format);
  return format.format(at);
}

const dayMs = 86_400_000;

/** @param days may be negative */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** All of them, both bounds included. */
export function daysFrom(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, place) => daysAfter(from, place));
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
}
