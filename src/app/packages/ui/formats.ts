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

/** An amount of money. @param currency ISO 4217; one that the browser does not know stands behind the number */
export function formatMoney(amount: number, currency: string, locale: string | undefined): string {
  try {
    return new Intl.NumberFormat(tagOf(locale), { style: "currency", currency }).format(amount);
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
