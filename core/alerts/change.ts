/**
 * Whether a share has changed against its own past: that of the people who finish a Flow, or whose answer is refused.
 *
 * The newest tries are compared with all before them: first a handful, then more, until it is certain one way or the other.
 * So a stop is seen as soon as enough people met it, and it is over as soon as enough people got through again.
 */
import { bounds, oddsOfAtLeast, oddsOfAtMost, type Share } from "./odds.ts";

/** One person's attempt. */
export interface Try {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly hit: boolean;
}

export interface Change {
  readonly usual: Share;
  readonly lately: Share;
}

export type Judgement =
  /** Too few to say. */
  { readonly kind: "unknown" } | { readonly kind: "usual" } | ({ readonly kind: "changed" } & Change);

export interface Question {
  /** `fell`: far fewer hits than usual; `rose`: far more. */
  readonly direction: "fell" | "rose";
  /** From when on a try may count as one of the newest, epoch milliseconds. */
  readonly since: number;
  /** What was usual when the change was first seen; without it, everything before the newest tries. */
  readonly usual?: Share | undefined;
}

/** Fewer newest tries say nothing. */
export const fewestLately = 20;
/** Fewer earlier tries say nothing about what is usual. */
export const fewestBefore = 40;
/** What hardly anybody ever finished cannot stop. */
export const fewestHitsBefore = 10;
/** A rise to less than this share is nobody's trouble. */
export const leastRisen = 0.2;

/** As unlikely as this by chance alone, and it is a change; as likely as that, and it is none. */
const certain = 1e-4;
const plausible = 0.2;

export function judgeChange(tries: readonly Try[], { direction, since, usual: known }: Question): Judgement {
  const newestFirst = tries.toSorted((one, other) => other.at - one.at);
  const recent = newestFirst.filter(({ at }) => at > since).length;
  for (const size of sizes(recent)) {
    const lately = shareOf(newestFirst.slice(0, size));
    const usual = known ?? shareOf(newestFirst.slice(size));
    if (!isEnough(direction, usual)) return { kind: "unknown" };
    const odds = direction === "fell" ? oddsOfFall(lately, usual) : oddsOfRise(lately, usual);
    if (odds.ofThis < certain) return { kind: "changed", usual, lately };
    // So few that even the worst would be no proof.
    if (odds.ofWorst >= certain) continue;
    if (odds.ofThis >= plausible) return { kind: "usual" };
  }
  return { kind: "unknown" };
}

interface Odds {
  readonly ofThis: number;
  readonly ofWorst: number;
}

/** Where the true share were half of the least that may be usual: anything above that is no fall worth telling. */
function oddsOfFall(lately: Share, usual: Share): Odds {
  const chance = bounds(usual).low / 2;
  return { ofThis: oddsOfAtMost(lately, chance), ofWorst: oddsOfAtMost({ ...lately, hits: 0 }, chance) };
}

/** Where it were twice the most that may be usual. */
function oddsOfRise(lately: Share, usual: Share): Odds {
  const chance = Math.max(2 * bounds(usual).high, leastRisen);
  return { ofThis: oddsOfAtLeast(lately, chance), ofWorst: oddsOfAtLeast({ ...lately, hits: lately.of }, chance) };
}

function isEnough(direction: Question["direction"], { hits, of }: Share): boolean {
  return of >= fewestBefore && (direction === "rose" || hits >= fewestHitsBefore);
}

function shareOf(tries: readonly Try[]): Share {
  return { hits: tries.filter(({ hit }) => hit).length, of: tries.length };
}

/** 20, 28, 40, 57 and so on, and all there are. */
function sizes(most: number): number[] {
  if (most < fewestLately) return [];
  const growing: number[] = [];
  for (let size = fewestLately; size < most; size = Math.ceil(size * Math.SQRT2)) growing.push(size);
  return [...growing, most];
}
