import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import type { Dictionaries } from "./inLanguage.ts";
import { it } from "./it.ts";

/** The shape that every language of the cards fills: adding one is a file beside `en.ts` and a word below. */
export type Texts = typeof en;

export const cardDictionaries: Dictionaries<Texts> = { en, it, de, es, fr };
