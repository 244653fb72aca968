/** The phone's own words in the language of whoever holds it. */
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import { italian } from "./it.ts";
import { dutch } from "./nl.ts";
import { portuguese } from "./pt.ts";
import type { PhoneWords } from "./words.ts";

export { type PhoneWords, type Reasons, shortDate, sizeLimit, sizeOfFile } from "./words.ts";

const ALL = [english, italian, german, spanish, french, portuguese, dutch];

/** By a tag such as `de`, `de-AT` or `pt_BR`; English for every language that the phone does not speak. */
export function phoneWords(language = "en"): PhoneWords {
  const [primary] = language.trim().toLowerCase().split(/[-_]/);
  return ALL.find((words) => words.language === primary) ?? english;
}
