import type { Dictionaries } from "../inLanguage.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";

/** The shape that every language of the app page fills. */
export type PageTexts = typeof en;

export const pageDictionaries: Dictionaries<PageTexts> = { en, it, de, es, fr };
