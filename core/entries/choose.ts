import { codesIn, isNear } from "./code.ts";
import { alikeness, folded } from "./sentence.ts";
import type { Choice, EntrySigns, Said, Sign } from "./types.ts";

/** How much of the sentence must be left to be understood without its code, of 1. */
const recognised = 0.75;
/** How much closer a message must be to one Flow's sentence than to any other Flow's. */
const ahead = 0.05;

/**
 * Which entry a message came by. The strongest sign first: its code; a keyword that is the whole message; the ad; a code with
 * one slip; the sentence, where only one Flow's fits. What is meant for an entry that is off is about nothing else.
 */
export function chooseEntry(said: Said, entries: readonly EntrySigns[]): Choice {
  const codes = codesIn(said.text);
  const whole = folded(said.text);
  const found =
    first("code", entries, ({ code }) => codes.includes(code)) ??
    first("keyword", entries, ({ keywords }) => keywords.some((keyword) => folded(keyword) === whole)) ??
    first("ad", entries, ({ ads }) => said.adId !== undefined && ads.includes(said.adId)) ??
    first("near_code", entries, ({ code }) => codes.some((each) => isNear(each, code))) ??
    bySentence(said.text, entries);
  return found?.entry.usable ? { kind: "entry", entryId: found.entry.id, by: found.by } : { kind: "none" };
}

interface Found {
  readonly entry: EntrySigns;
  readonly by: Sign;
}

/** One that can be used, where several have the sign. */
function first(by: Sign, entries: readonly EntrySigns[], has: (entry: EntrySigns) => boolean): Found | undefined {
  const all = entries.filter(has);
  const entry = all.find(({ usable }) => usable) ?? all[0];
  return entry && { entry, by };
}

function bySentence(text: string, entries: readonly EntrySigns[]): Found | undefined {
  const scored = entries
    .filter(({ usable }) => usable)
    .map((entry) => ({ entry, score: alikeness(text, entry.sentence) }))
    .toSorted((left, right) => right.score - left.score);
  const [best] = scored;
  if (!best || best.score < recognised) return undefined;
  const rival = scored.find(({ entry }) => entry.flowId !== best.entry.flowId);
  if (rival && rival.score > best.score - ahead) return undefined;
  return { entry: best.entry, by: "sentence" };
}
