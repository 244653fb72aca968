/** What holds for the dictionaries of cards, app page and settings alike. */
import { describe, expect, it } from "@jest/globals";

/** Every text by its path; a text with gaps is filled with numbers that can be recognised. */
function flat(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value(...gaps))]];
  if (typeof value !== "object" || value === null) throw new Error(`${path} is no text.`);
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === "" ? key : `${path}.${key}`));
}

const gaps = [3, 7, 9];
const gapsIn = (said: string | undefined) => gaps.map(String).filter((gap) => said?.includes(gap));

/**
 * Every language is whole, fills the gaps that English fills, and is not English.
 *
 * @param alike paths of names, and of words that a language shares with English
 * @param own parts that languages need not share
 */
export function describeTexts(
  dictionaries: Readonly<Record<string, object>>,
  alike: RegExp,
  own: readonly string[] = [],
): void {
  const textsOf = (texts: object | undefined) =>
    new Map(flat(Object.fromEntries(Object.entries(texts ?? {}).filter(([key]) => !own.includes(key)))));
  const english = textsOf(dictionaries["en"]);

  describe.each(Object.entries(dictionaries))("%s", (language, texts) => {
    const said = textsOf(texts);

    it("has every text, and none beside", () => {
      expect([...said.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [path, text] of said) expect([path, text.trim()]).toEqual([path, expect.stringMatching(/./)]);
    });

    it("fills every gap that English fills", () => {
      for (const [path, text] of english)
        expect([path, gapsIn(said.get(path))]).toEqual([path, expect.arrayContaining(gapsIn(text))]);
    });

    it("says nothing in English but names", () => {
      const same = [...said].filter(([path, text]) => text === english.get(path)).map(([path]) => path);
      expect(language === "en" ? [] : same.filter((path) => !alike.test(path))).toEqual([]);
    });
  });
}
