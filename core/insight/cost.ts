/** What messages cost: what WhatsApp said that they count as, by a price table that the business keeps. */
import { withoutSmall } from "./groups.ts";

/** By ISO country, `*` for all others. */
export interface PriceTable {
  readonly currency: string;
  readonly countries: Readonly<Record<string, { readonly marketing: number; readonly utility: number }>>;
}

export interface Messages {
  /** By category and country. */
  readonly billed: readonly { readonly category: string; readonly country: string; readonly messages: number }[];
  readonly free: number;
  /** Delivered, and nobody said what they count as. */
  readonly untold: number;
  readonly completed: number;
}

export interface Cost {
  readonly state: "known" | "partly" | "unknown";
  readonly currency?: string;
  readonly amount?: number;
  readonly perCompleted?: number;
  readonly billed: number;
  readonly free: number;
  readonly untold: number;
  readonly categories: readonly { readonly category: string; readonly messages: number; readonly amount?: number }[];
  /** `others`: small countries of a category, put together. */
  readonly unpriced: readonly {
    readonly country: string;
    readonly others: boolean;
    readonly category: string;
    readonly messages: number;
  }[];
}

export function costOf({ billed, free, untold, completed }: Messages, prices: PriceTable | undefined): Cost {
  const priced = billed.map((group) => ({ ...group, price: priceOf(prices, group) }));
  const messages = sum(billed.map((group) => group.messages));
  const unpriced = priced.flatMap(({ price, ...group }) => (price === undefined ? [group] : []));
  const withoutPrice = sum(unpriced.map((group) => group.messages));
  const amount = rounded(sum(priced.map(({ price = 0, messages: count }) => price * count)));
  const state = stateOf({
    known: messages - withoutPrice + free,
    priced: messages - withoutPrice,
    missing: withoutPrice + untold,
  });
  const told = state !== "unknown";
  return {
    state,
    ...(prices && { currency: prices.currency }),
    ...(told && { amount, ...(completed > 0 && { perCompleted: rounded(amount / completed) }) }),
    billed: messages,
    free,
    untold,
    categories: [...Map.groupBy(priced, ({ category }) => category)]
      .map(([category, groups]) => ({
        category,
        messages: sum(groups.map((group) => group.messages)),
        ...(groups.every(({ price }) => price !== undefined) && {
          amount: rounded(sum(groups.map(({ price = 0, messages: count }) => price * count))),
        }),
      }))
      .sort((one, other) => other.messages - one.messages),
    unpriced: [...Map.groupBy(unpriced, ({ category }) => category)]
      .flatMap(([category, groups]) => byCountry(groups).map((group) => ({ ...group, category })))
      .sort((one, other) => other.messages - one.messages),
  };
}

/** Of one category: a single message to a small country could be recognised here as in every other table. */
function byCountry(groups: Messages["billed"]) {
  return withoutSmall(groups.map(({ country, messages }) => ({ value: country, sent: messages }))).map(
    ({ value, others, parts }) => ({ country: value, others, messages: sum(parts.map(({ sent }) => sent)) }),
  );
}

/** An amount of which nothing is known would read as "it cost nothing". */
function stateOf({ known, priced, missing }: Readonly<Record<"known" | "priced" | "missing", number>>): Cost["state"] {
  if (known > 0 && missing === 0) return "known";
  return priced > 0 ? "partly" : "unknown";
}

function priceOf(prices: PriceTable | undefined, { category, country }: { category: string; country: string }) {
  if (category !== "marketing" && category !== "utility") return undefined;
  return (prices?.countries[country] ?? prices?.countries["*"])?.[category];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** To a ten-thousandth: single messages cost cents and less. */
const rounded = (amount: number): number => Math.round(amount * 10_000) / 10_000;
