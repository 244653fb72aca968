import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";

/** The shape that every language of the cards fills: adding one is a file beside `en.ts` and a word below. */
export type Texts = typeof en;

export const dictionaries: Readonly<Record<string, Texts>> = { en, it, de, es, fr };

/** The texts for a HubSpot user's language, such as `pt-br`; English where there is no dictionary for it. */
export function textsFor(language: string | undefined): Texts {
  const wanted = (language ?? "en").toLowerCase().replace("_", "-");
  return dictionaries[wanted] ?? dictionaries[wanted.split("-")[0] ?? "en"] ?? en;
}
