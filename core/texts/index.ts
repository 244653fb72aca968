/** Every word that a customer sees and no form wrote: one file per language. */
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import { italian } from "./it.ts";
import { dutch } from "./nl.ts";
import { portuguese } from "./pt.ts";
import type { Words } from "./words.ts";

export { appointmentIn, boundIn, dateIn, momentIn, slotIn } from "./local.ts";
export {
  type BookingWords,
  type EntryWords,
  type Known,
  type MessageWords,
  type PageWords,
  type Saying,
  type SecureWords,
  sayings,
  type Words,
} from "./words.ts";

const byLanguage: ReadonlyMap<string, Words> = new Map([
  ["en", english],
  ["it", italian],
  ["de", german],
  ["es", spanish],
  ["fr", french],
  ["pt", portuguese],
  ["nl", dutch],
]);

/** Base languages that have words of their own, such as `it`. */
export const languages: readonly string[] = [...byLanguage.keys()];

/** The words in a form's language, by its tag (`pt-BR`, `de_DE`, `it`), in English where we have no translation. */
export function wordsFor(language: string): Words {
  return byLanguage.get(baseLanguage(language)) ?? english;
}

/** Whether Flowella's own words exist in this language. */
export function speaks(language: string): boolean {
  return byLanguage.has(baseLanguage(language));
}

/** What comes before the region, the script or an encoding; the region does not change our words. */
function baseLanguage(language: string): string {
  return (
    language
      .trim()
      .toLowerCase()
      .split(/[-_.@]/)[0] ?? ""
  );
}
