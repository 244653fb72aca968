/** What a broadcast will cost, from a price table that the business keeps: Meta's prices change, so none are built in. */

/** By ISO country, `*` for all others: what one delivered template costs (WhatsApp reference 6.3). */
export interface Prices {
  readonly currency: string;
  readonly countries: Readonly<Record<string, { readonly marketing: number; readonly utility: number }>>;
}

export interface Payable {
  /** ISO country; empty where the number tells none. */
  readonly country: string;
  /** Inside their 24 hours: nothing is paid for them. */
  readonly free: boolean;
  readonly people: number;
}

export interface Cost {
  readonly currency?: string;
  readonly amount: number;
  readonly free: number;
  readonly unpriced: readonly { readonly country: string; readonly people: number }[];
}

export function estimatedCost(
  groups: readonly Payable[],
  prices: Prices | undefined,
  category: "marketing" | "utility",
): Cost {
  let amount = 0;
  const unpriced = new Map<string, number>();
  for (const { country, people } of groups.filter(({ free }) => !free)) {
    const price = prices?.countries[country] ?? prices?.countries["*"];
    if (price) amount += price[category] * people;
    else unpriced.set(country, (unpriced.get(country) ?? 0) + people);
  }
  const free = groups.reduce((sum, group) => sum + (group.free ? group.people : 0), 0);
  return {
    ...(prices && { currency: prices.currency }),
    amount: Math.round(amount * 100) / 100,
    free,
    unpriced: [...unpriced].map(([country, people]) => ({ country, people })).toSorted((a, b) => b.people - a.people),
  };
}
