/**
 * Every card, page and settings screen in every state that the contract knows, in HubSpot's test renderer: none throws, none
 * is empty, and nobody reads "undefined". What is found by its meta file is walked through, so that a new one is, too.
 */
import { beforeAll, describe, expect, it } from "@jest/globals";
import { answersTo, calls, isComplete } from "./any-server.ts";
import { findEntries } from "./entries.ts";
import { type Place, walk } from "./explorer.ts";

const languages = ["en", "it", "de", "es", "fr"];
/** First freely, in every language; then each place for itself, until all that it asks for was answered in every way. */
const rounds = { free: 5, forAll: 8, forUnasked: 20, atMost: 45 };

const places: Place[] = [];
/** By the kind of an action: the calls that it led to. */
const leads = new Map<string, Set<string>>();
/** Paths that somebody asked for. */
const asked = new Set<string>();
/** As `path kind`: what somebody was answered, and showed. */
const shown = new Set<string>();

beforeAll(async () => {
  const entries = await findEntries();
  const addresses = entries.flatMap((entry) => entry.addresses.map((address) => ({ entry, address })));
  // One after the other: they all run in the same worker.
  for (const address of addresses) places.push(...(await withTabs(address)));
});

/** The tabs of a settings screen are places of their own. A page's tabs are addresses, which it has already. */
async function withTabs(place: Place): Promise<Place[]> {
  if (place.entry.location === "pages") return [place];
  const { tabs } = await walk({ ...place, language: "en", seed: 1, shown: new Set(), leads, presses: 0 });
  return tabs.length === 0 ? [place] : tabs.map((tab) => ({ ...place, tab }));
}

describe("every place in the app", () => {
  it("can be read before anybody answers, in every language, and after every first answer", async () => {
    const problems: string[] = [];
    for (const [number, place] of places.entries()) {
      const open = (turn: number, first?: string) => {
        const language = languages[turn % languages.length] ?? "en";
        return walk({ ...place, language, seed: turn + 1, shown: new Set(), leads, presses: 0, first });
      };
      const opened = await open(number);
      for (const turn of languages.keys()) problems.push(...(await open(number + turn)).problems);
      for (const [turn, kind] of opened.asked.slice(0, 1).flatMap(answersTo).entries()) {
        problems.push(...(await open(number + turn, kind)).problems);
      }
    }
    expect(problems).toEqual([]);
  });

  it("can be read whatever is pressed, and whatever the server says to it", async () => {
    const problems: string[] = [];
    const pathsOf = new Map<Place, readonly string[]>();
    for (let seed = 1; seed <= rounds.atMost; seed += 1) {
      for (const place of places) {
        const paths = pathsOf.get(place) ?? [];
        const looking = seed <= rounds.forUnasked && calls.some(({ path }) => !asked.has(path));
        if (seed > rounds.forAll && !looking && paths.every((path) => isComplete(path, shown))) continue;
        const stays = seed > rounds.free;
        const language = (!stays && languages[seed % languages.length]) || "en";
        const walked = await walk({ ...place, language, seed, shown, leads, stays, presses: 25 });
        problems.push(...walked.problems);
        if (stays) pathsOf.set(place, [...new Set([...paths, ...walked.asked])]);
        for (const path of walked.asked) asked.add(path);
      }
    }
    expect([...new Set(problems)]).toEqual([]);
  }, 400_000);
});

describe("the contract", () => {
  it("has no call that nobody makes", () => {
    expect(calls.map(({ path }) => path).filter((path) => !asked.has(path))).toEqual([]);
  });

  it("has no answer that is not shown somewhere", () => {
    const missing = [...asked].flatMap((path) => answersTo(path).map((kind) => `${path} ${kind}`));
    expect(missing.filter((answer) => !shown.has(answer))).toEqual([]);
  });
});
