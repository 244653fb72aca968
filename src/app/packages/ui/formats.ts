/** Numbers and names as the reader writes them. A locale such as `en_GB` that the browser does not know counts as English. */

const tagOf = (locale: string | undefined): string => (locale ?? "en").replace("_", "-");

function known<Value>(locale: string | undefined, make: (tag: string) => Value): Value {
  try {
    return make(tagOf(locale));
  } catch {
    return make("en");
  }
}

/** A count, such as 12,500. */
export function formatNumber(count: number, locale: string | undefined): string {
  return known(locale, (tag) => new Intl.NumberFormat(tag).format(count));
}

/** A share of 1, in percent with one decimal at most. */
export function formatShare(share: number, locale: string | undefined): string {
  const options = { style: "percent", maximumFractionDigits: 1 } as const;
  return known(locale, (tag) => new Intl.NumberFormat(tag, options).format(share));
}

/**
 * An amount of money.
 *
 * @param currency ISO 4217; one that the browser does not know stands behind the number
 * @param finely to a hundredth of the smallest coin, where the amount is small
 */
export function formatMoney(amount: number, currency: string, locale: string | undefined, finely = false): string {
  const digits = finely && Math.abs(amount) < 1 ? { maximumFractionDigits: 4 } : {};
  try {
    return new Intl.NumberFormat(tagOf(locale), { style: "currency", currency, ...digits }).format(amount);
  } catch {
    return `${formatNumber(amount, locale)} ${currency}`;
  }
}

/** What people call a language or a country, by its code; the code itself where nobody knows it. */
export function nameOfCode(type: "language" | "region", code: string, locale: string | undefined): string {
  try {
    return new Intl.DisplayNames([tagOf(locale)], { type }).of(code.replace("_", "-")) ?? code;
  } catch {
    return code;
  }
}

const parts = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** How long something takes, in its two largest parts, such as 2m 5s. */
export function formatDuration(seconds: number, locale: string | undefined): string {
  const rounded = Math.round(seconds);
  const at = parts.findIndex(([, size]) => rounded >= size);
  const [large, small] = at < 0 ? [parts[3], undefined] : [parts[at] ?? parts[3], parts[at + 1]];
  const size = (small ?? large)[1];
  const whole = Math.max(0, Math.round(rounded / size) * size);
  const first = Math.floor(whole / large[1]);
  const rest = small ? Math.round((whole - first * large[1]) / small[1]) : 0;
  const said = (count: number, unit: string) =>
    known(locale, (tag) => new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "narrow" }).format(count));
  return small && rest > 0 ? `${said(first, large[0])} ${said(rest, small[0])}` : said(first, large[0]);
}

/** A day, such as 2026-03-01, as the reader writes it. */
export function formatDay(day: string, locale: string | undefined): string {
  const options = { dateStyle: "medium", timeZone: "UTC" } as const;
  return known(locale, (tag) => new Intl.DateTimeFormat(tag, options).format(new Date(`${day}T00:00:00Z`)));
}
