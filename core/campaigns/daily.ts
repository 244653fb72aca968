/**
 * The limit of a business portfolio: so many different people may be written to outside their 24 hours within any 24 hours,
 * by all of its numbers together (WhatsApp reference 8.3).
 */

const minuteMs = 60_000;
const bucketMs = 10 * minuteMs;
export const dayMs = 24 * 60 * minuteMs;

/** People written to, by ten-minute stretches: the beginning of each (epoch ms) and how many. */
export type Written = Readonly<Record<string, number>>;

/** Meta's word for the limit, such as `TIER_2K`; the smallest one for a word that is not known. */
export function limitOfTier(word: string | undefined): number {
  if (word === "TIER_UNLIMITED") return Number.POSITIVE_INFINITY;
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(word ?? "") ?? [];
  return digits === undefined ? 250 : Number(digits) * (thousands ? 1_000 : 1);
}

/** What still counts: a stretch is over only once its last minute is a day ago. */
export function recent(written: Written, now: number): Written {
  return Object.fromEntries(Object.entries(written).filter(([begin]) => Number(begin) + bucketMs + dayMs > now));
}

export function writtenToday(written: Written, now: number): number {
  return Object.values(recent(written, now)).reduce((sum, people) => sum + people, 0);
}

/** With so many more people, or fewer where they were not written to after all. */
export function withPeople(written: Written, now: number, people: number): Written {
  const begin = String(Math.floor(now / bucketMs) * bucketMs);
  const kept = recent(written, now);
  if (people >= 0) return { ...kept, [begin]: (kept[begin] ?? 0) + people };
  let back = -people;
  const newestFirst = Object.entries(kept).toSorted(([one], [other]) => Number(other) - Number(one));
  return Object.fromEntries(
    newestFirst.map(([begun, before]) => {
      const less = Math.min(before, back);
      back -= less;
      return [begun, before - less];
    }),
  );
}

/** When the first of those who count now does not count any more. */
export function nextRoom(written: Written, now: number): number {
  const begins = Object.entries(recent(written, now)).flatMap(([begin, people]) => (people > 0 ? [Number(begin)] : []));
  return begins.length === 0 ? now + bucketMs : Math.min(...begins) + bucketMs + dayMs;
}
