import { en } from "./en.ts";

/** The shape that every language fills: adding one is a file beside `en.ts` and a line below. */
export type Texts = typeof en;

const dictionaries: Readonly<Record<string, Texts>> = { en };

/** The texts for a HubSpot user's language, such as `pt-br`; English where there is no dictionary for it. */
export function textsFor(language: string | undefined): Texts {
  const wanted = (language ?? "en").toLowerCase().replace("_", "-");
  return dictionaries[wanted] ?? dictionaries[wanted.split("-")[0] ?? "en"] ?? en;
}
