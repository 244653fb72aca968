import type { Insight, InsightDefinition, InsightGroup, InsightStage, InsightTime } from "@flowella/contract";
import { definitionInWords } from "@flowella/ui";
import { useApp } from "./useApp.ts";

/** What every part of the figures is given. */
export interface InsightPartProps {
  readonly answer: Insight;
  readonly means: (key: InsightDefinition) => string;
}

/** How many messages got to a step. */
export function countOf({ funnel }: Insight, wanted: InsightStage["stage"]): number {
  return funnel.find(({ stage }) => stage === wanted)?.count ?? 0;
}

/** Of fewer, shares and the time of nine in ten say nothing: the numbers themselves are told. */
export const fewest = 5;

/** What a figure means, in the reader's language, or in the server's own words. */
export function useMeaning(definitions: Insight["definitions"]): (key: InsightDefinition) => string {
  const { language } = useApp();
  return (key) => definitionInWords(language, key) ?? definitions[key] ?? "";
}

/** How figures stand in text. */
export function useFigures() {
  const { texts, formatNumber, formatShare, formatDuration, nameOfCode } = useApp();
  const { insight: words, version } = texts;
  const timeOf = (seconds: number | undefined) => (seconds === undefined ? words.noTime : formatDuration(seconds));
  const sourceOf = (source: string) => (source === "" ? words.notKnown : nameIn(words.groupTable.sources, source));
  return {
    count: formatNumber,
    /** Nothing is said where nothing can be counted. */
    share: (share: number | undefined) => (share === undefined ? "–" : formatShare(share)),
    shareOf: (share: number | undefined, count: number, of: number) => {
      if (share === undefined) return "–";
      return of < fewest ? words.outOf(formatNumber(count), formatNumber(of)) : formatShare(share);
    },
    /** Such as 41 (4.9%). */
    countWithShare: (count: number, share: number | undefined, of: number) =>
      share === undefined || of < fewest ? formatNumber(count) : `${formatNumber(count)} (${formatShare(share)})`,
    median: ({ median }: InsightTime) => timeOf(median),
    p90: ({ p90, count }: InsightTime) => (count > 0 && count < fewest ? "–" : timeOf(p90)),
    source: sourceOf,
    /** What people call one value of a group. */
    valueName: (group: InsightGroup, { value, others }: { readonly value: string; readonly others: boolean }) => {
      if (others) return words.groupTable.others;
      if (value === "") return words.notKnown;
      if (group === "version") return /^\d+$/.test(value) ? version(Number(value)) : value;
      if (group === "language") return nameOfCode("language", value);
      return group === "country" ? nameOfCode("region", value) : sourceOf(value);
    },
  };
}

/** A code's name, or the code where nobody has named it. */
export function nameIn(names: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(names, code) ? names[code] : undefined) ?? code;
}
