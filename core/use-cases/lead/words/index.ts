import type { InEveryLanguage } from "../../types.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import { italian } from "./it.ts";
import { dutch } from "./nl.ts";
import { portuguese } from "./pt.ts";
import type { LeadWords } from "./words.ts";

export const words: InEveryLanguage<LeadWords> = {
  en: english,
  it: italian,
  de: german,
  es: spanish,
  fr: french,
  pt: portuguese,
  nl: dutch,
};
