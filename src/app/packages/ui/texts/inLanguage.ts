/** Texts of one shape by language; English is always there. */
export type Dictionaries<Texts> = Readonly<Record<string, Texts>> & { readonly en: Texts };

/** The texts for a HubSpot user's language, such as `pt-br`; English where there is no dictionary for it. */
export function inLanguage<Texts>(dictionaries: Dictionaries<Texts>, language: string | undefined): Texts {
  const wanted = (language ?? "en").toLowerCase().replace("_", "-");
  return dictionaries[wanted] ?? dictionaries[wanted.split("-")[0] ?? "en"] ?? dictionaries.en;
}
