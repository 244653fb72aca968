import { de } from "./de.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";

/** By language: what the server's codes mean. English is the server's own. */
export const codeDictionaries: Readonly<Record<string, Readonly<Record<string, string>>>> = { it, de, es, fr };

/** A code in the user's language, such as `pt-br`; undefined where only the server has words for it. */
export function codeInWords(language: string | undefined, code: string): string | undefined {
  const [wanted = "en"] = (language ?? "en").toLowerCase().split(/[-_]/);
  const own = codeDictionaries[wanted] ?? {};
  return Object.hasOwn(own, code) ? own[code] : undefined;
}
