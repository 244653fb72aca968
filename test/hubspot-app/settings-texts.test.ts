/** The settings in every language: whole, different from English, and shown by the user's language. */
import { expect, it } from "@jest/globals";
import { Tab } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { inLanguage, settingsDictionaries } from "../../src/app/packages/ui/index.ts";
import { describeTexts } from "./describe-texts.ts";
import { showSettings } from "./settings-harness.ts";

/** Names, and words that a language shares with English. */
const alike =
  /^(connections\.(hubspot|whatsapp)|tabs\.(webhooks|privacy)|privacy\.(places\.\w+|round|things\.messages)|roles\.(team|teamName))$/;
describeTexts(settingsDictionaries, alike);

it.each([
  ["it", "Ruoli"],
  ["de-AT", "Rollen"],
  ["es_mx", "Permisos"],
  ["fr", "Rôles"],
  ["ja", "Roles"],
])("a user whose language is %s reads it", (language, word) => {
  expect(inLanguage(settingsDictionaries, language).tabs.roles).toBe(word);
  expect(
    showSettings({ language })
      .findAll(Tab)
      .map(({ props }) => props.title),
  ).toContain(word);
});
