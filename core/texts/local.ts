/** Numbers and days as people of a language write them. An unknown language writes them as English does. */

/** A bound inside a sentence: a number, or a date as `YYYY-MM-DD`. */
export function boundIn(language: string, bound: number | string): string {
  if (typeof bound === "number") {
    return new Intl.NumberFormat(localeOf(language), { useGrouping: false, maximumFractionDigits: 15 }).format(bound);
  }
  const day = dayOf(bound);
  return day === undefined ? bound : dateIn(language, day * dayMs);
}

/** `at`: epoch milliseconds. The day in UTC, as in "5 March 2026". */
export function dateIn(language: string, at: number): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone: "UTC" }).format(at);
}

/** `at`: epoch milliseconds. Day and time in a time zone (IANA), as in "5 March 2026 at 14:05". */
export function momentIn(language: string, at: number, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeStyle: "short", timeZone }).format(at);
}

/** `at`: epoch milliseconds. An appointment as an option of a list, as in "Mon 29 Mar, 09:00"; at most 30 characters. */
export function slotIn(language: string, at: number, timeZone: string): string {
  const format = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(localeOf(language), { ...format, hourCycle: "h23", timeZone }).format(at);
}

/** `at`: epoch milliseconds. An appointment inside a sentence, as in "Monday 29 March 2027 at 09:00". */
export function appointmentIn(language: string, at: number, timeZone: string): string {
  const format = { dateStyle: "full", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat(localeOf(language), { ...format, hourCycle: "h23", timeZone }).format(at);
}

/** A tag as forms and vendors write it (`pt_BR`, `de-DE`), as `Intl` reads it. */
function localeOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.trim().replaceAll("_", "-"))[0] ?? "en";
  } catch {
    return "en";
  }
}

const dayMs = 24 * 3_600_000;

/** Days since 1970 of a `YYYY-MM-DD`, by the Gregorian calendar's 400-year eras, counted from March. */
function dayOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const counted = month <= 2 ? year - 1 : year;
  const era = Math.floor(counted / 400);
  const yearOfEra = counted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
