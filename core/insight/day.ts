/** The figures of one day, one Flow and one group value: counters as JSON, and times with a line for each measure. */
import { z } from "zod";
import type { Contribution } from "./contribution.ts";
import { countTime, emptyHistogram, exactMost, type Histogram, histogramFrom, histogramText } from "./histogram.ts";

export interface Day {
  readonly counts: Map<string, number>;
  readonly times: Map<string, Histogram>;
}

const countsSchema = z.record(z.string(), z.number());

export function emptyDay(): Day {
  return { counts: new Map(), times: new Map() };
}

export function dayFrom({ counts, times }: { readonly counts: string; readonly times: string }): Day {
  return { counts: countsFrom(counts), times: timesFrom(times) };
}

export function countsFrom(text: string): Map<string, number> {
  return new Map(Object.entries(countsSchema.parse(JSON.parse(text))));
}

export function timesFrom(text: string): Map<string, Histogram> {
  return new Map([...timeLines(text)].map(([measure, line]) => [measure, histogramFrom(line)]));
}

/** By measure: the text of its histogram, for `percentilesOf`. */
export function timeLines(text: string): Map<string, string> {
  const lines = text === "" ? [] : text.split("\n");
  return new Map(
    lines.map((line) => {
      const end = line.indexOf(" ");
      return [decodeURIComponent(line.slice(0, end)), line.slice(end + 1)];
    }),
  );
}

export function storedDay({ counts, times }: Day): { readonly counts: string; readonly times: string } {
  const kept = [...times].filter(([, { count }]) => count > 0);
  return {
    counts: JSON.stringify(Object.fromEntries(counts)),
    times: kept.map(([measure, each]) => `${encodeURIComponent(measure)} ${histogramText(each)}`).join("\n"),
  };
}

/** @param most times of one measure that are kept one by one */
export function addTo(day: Day, { counts, times }: Contribution, sign: 1 | -1, most = exactMost): void {
  for (const [key, count] of counts) {
    const sum = (day.counts.get(key) ?? 0) + sign * count;
    if (sum === 0) day.counts.delete(key);
    else day.counts.set(key, sum);
  }
  for (const [measure, seconds] of times) {
    const histogram = day.times.get(measure) ?? emptyHistogram();
    day.times.set(measure, histogram);
    countTime(histogram, seconds, sign, most);
  }
}

/** Counters of many days, added up. */
export function sumOf(counts: Iterable<ReadonlyMap<string, number>>): Map<string, number> {
  const sum = new Map<string, number>();
  for (const each of counts) for (const [key, count] of each) sum.set(key, (sum.get(key) ?? 0) + count);
  return sum;
}
