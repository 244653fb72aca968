/** Every word that a customer sees and no form wrote. */
import { english } from "./en.ts";
import type { Words } from "./words.ts";

export { type Known, type Saying, sayings, type Words } from "./words.ts";

const byLanguage: ReadonlyMap<string, Words> = new Map([["en", english]]);

/** The words in a form's language (BCP 47; the region does not matter), in English where we have no translation. */
export function wordsFor(language: string): Words {
  return byLanguage.get(baseLanguage(language)) ?? english;
}

/** Whether Flowella's own words exist in this language. */
export function speaks(language: string): boolean {
  return byLanguage.has(baseLanguage(language));
}

function baseLanguage(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? "";
}
