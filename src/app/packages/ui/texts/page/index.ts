import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";

/** The shape that every language of the app page fills. */
export type PageTexts = typeof en;

export const pageDictionaries: Readonly<Record<string, PageTexts>> = { en, it, de, es, fr };

/** The app page's texts for a HubSpot user's language, such as `pt-br`; English where there is no dictionary for it. */
export function pageTextsFor(language: string | undefined): PageTexts {
  const wanted = (language ?? "en").toLowerCase().replace("_", "-");
  return pageDictionaries[wanted] ?? pageDictionaries[wanted.split("-")[0] ?? "en"] ?? en;
}
