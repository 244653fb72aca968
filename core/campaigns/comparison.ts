/** Flow against web form: what the completions of both sides allow to say, and no more. */

export interface Side {
  readonly sent: number;
  readonly completed: number;
}

export interface Comparison {
  readonly flow: Side & { readonly rate: number };
  readonly link: Side & { readonly rate: number };
  readonly verdict: "too-few" | "no-difference" | "flow" | "link";
  /** Rate of the Flow less rate of the link, with its bounds at 95 % confidence. */
  readonly difference?: { readonly seen: number; readonly low: number; readonly high: number };
  /** Messages per side that it would take to see a difference of a tenth (ten percent points). */
  readonly needed?: number;
}

/** For 95 %. */
const z = 1.96;
/** Fewer completions or non-completions than this on a side, and the bounds mean nothing. */
const fewest = 10;

export function compare(flow: Side, link: Side): Comparison {
  const sides = { flow: { ...flow, rate: rateOf(flow) }, link: { ...link, rate: rateOf(link) } };
  if ([flow, link].some(({ sent, completed }) => Math.min(completed, sent - completed) < fewest)) {
    return { ...sides, verdict: "too-few", needed: neededPerSide(flow, link) };
  }
  const difference = newcombe(flow, link);
  const verdict = difference.low > 0 ? "flow" : difference.high < 0 ? "link" : "no-difference";
  return { ...sides, verdict, difference, ...(verdict === "no-difference" && { needed: neededPerSide(flow, link) }) };
}

function rateOf({ sent, completed }: Side): number {
  return sent === 0 ? 0 : completed / sent;
}

/** The interval of a difference of two shares by Newcombe (1998, method 10): it holds for small shares, too. */
function newcombe(one: Side, other: Side): { seen: number; low: number; high: number } {
  const [p, q] = [rateOf(one), rateOf(other)];
  const [a, b] = [wilson(one), wilson(other)];
  const seen = p - q;
  return {
    seen,
    low: seen - Math.hypot(p - a.low, b.high - q),
    high: seen + Math.hypot(a.high - p, q - b.low),
  };
}

function wilson({ sent: n, completed }: Side): { low: number; high: number } {
  const p = completed / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const reach = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** To see a tenth with 80 % power, at the rate seen so far; at its widest (a half) while nothing was seen. */
function neededPerSide(flow: Side, link: Side): number {
  const sent = flow.sent + link.sent;
  const completed = flow.completed + link.completed;
  const rate = sent < 2 * fewest || completed === 0 ? 0.5 : completed / sent;
  const power = 0.84;
  return Math.ceil((2 * rate * (1 - rate) * (z + power) ** 2) / 0.1 ** 2);
}
