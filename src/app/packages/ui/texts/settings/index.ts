import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";

/** The shape that every language of the settings fills. */
export type SettingsTexts = typeof en;

export const settingsDictionaries: Readonly<Record<string, SettingsTexts>> = { en, it, de, es, fr };

/** The settings' texts for a HubSpot user's language, such as `pt-br`; English where there is no dictionary for it. */
export function settingsTextsFor(language: string | undefined): SettingsTexts {
  const wanted = (language ?? "en").toLowerCase().replace("_", "-");
  return settingsDictionaries[wanted] ?? settingsDictionaries[wanted.split("-")[0] ?? "en"] ?? en;
}
