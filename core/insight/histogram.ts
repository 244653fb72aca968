/**
 * Many times in few numbers, so that medians need no look at all of them.
 *
 * A log-linear histogram, as HdrHistogram has them: every doubling of the value is cut into sixteen buckets with a count each,
 * and a bucket's own text says how often each value in it occurred. To find the value of a rank, counts lead to one bucket, and
 * only its text is read. Once there are too many values (`exactMost`), values are rounded to 1/128 of their doubling: at most
 * 0.4 % off.
 */

/** Of one row of figures; more than that, and values are rounded. */
export const exactMost = 50_000;

export interface Histogram {
  count: number;
  /** Whether values are kept as they were. */
  exact: boolean;
  /** By bucket: how many values. */
  readonly counts: Map<number, number>;
  /** By bucket: times by value, less the bucket's lowest value; as text until somebody changes it. */
  readonly values: Map<number, string | Map<number, number>>;
}

const single = 32;
const perDoubling = 16;
const largest = 2 ** 31 - 1;
/** Of a bucket, once values are rounded. */
const partsOfBucket = 8;

export function emptyHistogram(): Histogram {
  return { count: 0, exact: true, counts: new Map(), values: new Map() };
}

/** @param seconds whole, from 0 */
export function bucketOf(seconds: number): number {
  if (seconds < single) return seconds;
  const doubling = 31 - Math.clz32(seconds);
  return single + (doubling - 5) * perDoubling + ((seconds >>> (doubling - 4)) & (perDoubling - 1));
}

/** The lowest value of a bucket, and how many values it has. */
export function boundsOf(bucket: number): { readonly low: number; readonly width: number } {
  if (bucket < single) return { low: bucket, width: 1 };
  const doubling = 5 + Math.floor((bucket - single) / perDoubling);
  const width = 2 ** (doubling - 4);
  return { low: 2 ** doubling + ((bucket - single) % perDoubling) * width, width };
}

/** Takes a value in, or out again where it was in before. */
export function countTime(histogram: Histogram, seconds: number, times: 1 | -1, most = exactMost): void {
  const value = Math.min(Math.max(Math.round(seconds), 0), largest);
  const bucket = bucketOf(value);
  const { low, width } = boundsOf(bucket);
  histogram.count += times;
  add(histogram.counts, bucket, times);
  const values = valuesOf(histogram.values.get(bucket));
  histogram.values.set(bucket, values);
  add(values, histogram.exact ? value - low : rounded(value - low, width), times);
  if (values.size === 0) histogram.values.delete(bucket);
  if (histogram.exact && histogram.count > most) roundAll(histogram);
}

function add(counts: Map<number, number>, key: number, times: number): void {
  const sum = (counts.get(key) ?? 0) + times;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}

/** The middle of the part of a bucket that a value lies in. */
function rounded(offset: number, width: number): number {
  const part = Math.max(1, width / partsOfBucket);
  return Math.floor(offset / part) * part + Math.floor(part / 2);
}

function roundAll(histogram: Histogram): void {
  histogram.exact = false;
  for (const [bucket, kept] of histogram.values) {
    const { width } = boundsOf(bucket);
    const values = new Map<number, number>();
    for (const [offset, times] of valuesOf(kept)) add(values, rounded(offset, width), times);
    histogram.values.set(bucket, values);
  }
}

export interface Percentiles {
  readonly count: number;
  readonly median?: number;
  readonly p90?: number;
  readonly exact: boolean;
}

/** A histogram as it is kept, taken apart as far as ranks need it. */
interface Kept {
  readonly exact: boolean;
  /** Buckets and counts in turn. */
  readonly heads: readonly number[];
  readonly bodies: string;
}

/** Of all of them together, by nearest rank: the smallest value that so many are not above. @param texts `histogramText` */
export function percentilesOf(texts: readonly string[]): Percentiles {
  const all = texts.map((text): Kept => {
    const [exact, heads = "", bodies = ""] = text.split(" ");
    return { exact: exact === "1", heads: heads === "" ? [] : heads.split(",").map(Number), bodies };
  });
  const counts: number[] = [];
  let count = 0;
  for (const { heads } of all) {
    for (let place = 0; place + 1 < heads.length; place += 2) {
      const [bucket = 0, times = 0] = [heads[place], heads[place + 1]];
      counts[bucket] = (counts[bucket] ?? 0) + times;
      count += times;
    }
  }
  if (count === 0) return { count, exact: true };
  const median = valueAt(all, counts, Math.ceil(count * 0.5));
  const p90 = valueAt(all, counts, Math.ceil(count * 0.9));
  return { count, median: median.value, p90: p90.value, exact: median.exact && p90.exact };
}

function valueAt(
  all: readonly Kept[],
  counts: readonly number[],
  rank: number,
): { readonly value: number; readonly exact: boolean } {
  let bucket = 0;
  let left = rank;
  while (bucket < counts.length && left > (counts[bucket] ?? 0)) {
    left -= counts[bucket] ?? 0;
    bucket += 1;
  }
  const { low, width } = boundsOf(bucket);
  if (width === 1) return { value: low, exact: true };
  const offsets: number[] = [];
  let exact = true;
  for (const kept of all) {
    const body = bodyOf(kept, bucket);
    if (body === undefined) continue;
    pushOffsets(offsets, body);
    if (!kept.exact && width > partsOfBucket) exact = false;
  }
  offsets.sort((one, other) => one - other);
  return { value: low + (offsets[left - 1] ?? 0), exact };
}

/** The text of one bucket; undefined where there is none. */
function bodyOf({ heads, bodies }: Kept, bucket: number): string | undefined {
  let from = 0;
  for (let place = 0; place < heads.length; place += 2) {
    const end = bodies.indexOf(";", from);
    if (heads[place] === bucket) return bodies.slice(from, end === -1 ? undefined : end);
    from = end + 1;
  }
  return undefined;
}

/** Each value as often as it occurred. By character, because this is most of what a question about times costs. */
function pushOffsets(offsets: number[], body: string): void {
  const [comma, colon, zero, nine, letters] = [44, 58, 48, 57, 87];
  let offset = 0;
  let number = 0;
  let counted = false;
  for (let place = 0; place <= body.length; place += 1) {
    const code = place === body.length ? comma : body.charCodeAt(place);
    if (code === colon) {
      offset = number;
      number = 0;
      counted = true;
    } else if (code === comma) {
      for (let times = counted ? number : 1; times > 0; times -= 1) offsets.push(counted ? offset : number);
      number = 0;
      counted = false;
    } else number = number * 36 + code - (code >= zero && code <= nine ? zero : letters);
  }
}

/** Values in base 36, with how often behind a colon where it is more than once: `3,5:2,a`. */
function valuesOf(kept: string | Map<number, number> | undefined): Map<number, number> {
  if (typeof kept === "object") return kept;
  const values = new Map<number, number>();
  for (const each of kept ? kept.split(",") : []) {
    const [offset = "", times = "1"] = each.split(":");
    values.set(Number.parseInt(offset, 36), Number.parseInt(times, 36));
  }
  return values;
}

function valuesText(values: string | Map<number, number> | undefined): string {
  if (typeof values !== "object") return values ?? "";
  return [...values]
    .map(([offset, times]) => (times === 1 ? offset.toString(36) : `${offset.toString(36)}:${times.toString(36)}`))
    .join(",");
}

/** One line: whether it is exact, buckets and counts in turn, and the values of each bucket. */
export function histogramText({ exact, counts, values }: Histogram): string {
  const sorted = [...counts].sort(([one], [other]) => one - other);
  return [
    exact ? "1" : "0",
    sorted.flat().join(","),
    sorted.map(([bucket]) => valuesText(values.get(bucket))).join(";"),
  ].join(" ");
}

export function histogramFrom(text: string): Histogram {
  const [exact = "", heads = "", bodies = ""] = text.split(" ");
  const histogram: Histogram = { count: 0, exact: exact === "1", counts: new Map(), values: new Map() };
  const numbers = heads === "" ? [] : heads.split(",").map(Number);
  const texts = bodies.split(";");
  for (let place = 0; place + 1 < numbers.length; place += 2) {
    const [bucket = 0, times = 0] = [numbers[place], numbers[place + 1]];
    histogram.count += times;
    histogram.counts.set(bucket, times);
    histogram.values.set(bucket, texts[place / 2] ?? "");
  }
  return histogram;
}
