import type { InsightDefinition } from "@flowella/contract";
import { de } from "./de.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";

/** By language: what each figure means. English is the server's own. */
export const definitionDictionaries: Readonly<Record<string, Readonly<Record<InsightDefinition, string>>>> = {
  it,
  de,
  es,
  fr,
};

/** What a figure means in the user's language, such as `pt-br`; undefined where only the server has words for it. */
export function definitionInWords(language: string | undefined, key: InsightDefinition): string | undefined {
  const [wanted = "en"] = (language ?? "en").toLowerCase().split(/[-_]/);
  return definitionDictionaries[wanted]?.[key];
}
