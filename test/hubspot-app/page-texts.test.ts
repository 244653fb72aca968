/** The app page in every language: whole, different from English, and shown by the user's language. */
import { describe, expect, it } from "@jest/globals";
import { Tab } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { pageDictionaries, pageTextsFor } from "../../src/app/packages/ui/index.ts";
import { showPage } from "./page-harness.ts";

/** Every text by its path; a text with gaps is filled with numbers and names that can be recognised. */
function flat(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value(3, 7))]];
  if (typeof value !== "object" || value === null) throw new Error(`${path} is no text.`);
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === "" ? key : `${path}.${key}`));
}

const english = new Map(flat(pageDictionaries["en"]));
/** Names, and words that a language shares with English. */
const alike =
  /^(title|forms\.columns\.flow|tabs\.(flows|start)|results\.stepFor|flows\.facts\.sends|version|report\.facts\.questions|mapping\.(no|types\.(text|date)))$/;

describe.each(Object.entries(pageDictionaries))("%s", (language, texts) => {
  const own = new Map(flat(texts));

  it("has every text, and none beside", () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) expect([path, text.trim()]).toEqual([path, expect.stringMatching(/./)]);
  });

  it("fills every gap that English fills", () => {
    for (const [path, text] of english) {
      const gaps = (said: string | undefined) => ["3", "7"].filter((gap) => said?.includes(gap));
      expect([path, gaps(own.get(path))]).toEqual([path, expect.arrayContaining(gaps(text))]);
    }
  });

  it("says nothing in English but names", () => {
    const same = [...own].filter(([path, text]) => text === english.get(path)).map(([path]) => path);
    expect(language === "en" ? [] : same.filter((path) => !alike.test(path))).toEqual([]);
  });
});

it.each([
  ["it", "Moduli"],
  ["de-AT", "Formulare"],
  ["es_mx", "Formularios"],
  ["fr", "Formulaires"],
  ["ja", "Forms"],
])("a user whose language is %s reads it", (language, forms) => {
  expect(pageTextsFor(language).tabs.forms).toBe(forms);
  const page = showPage({ language });
  expect(page.findAll(Tab).map(({ props }) => props.title)).toContain(forms);
});
