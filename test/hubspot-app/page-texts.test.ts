/** The app page in every language: whole, different from English, and shown by the user's language. */
import { expect, it } from "@jest/globals";
import { Tab } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { inLanguage, pageDictionaries } from "../../src/app/packages/ui/index.ts";
import { describeTexts } from "./describe-texts.ts";
import { showPage } from "./page-harness.ts";

/** Names, and words that a language shares with English. */
const alike =
  /^(title|forms\.columns\.flow|tabs\.(flows|start)|results\.stepFor|flows\.facts\.sends|version|report\.facts\.questions|mapping\.(no|types\.(text|date))|broadcasts\.make\.listOf)$/;
describeTexts(pageDictionaries, alike);

it.each([
  ["it", "Moduli"],
  ["de-AT", "Formulare"],
  ["es_mx", "Formularios"],
  ["fr", "Formulaires"],
  ["ja", "Forms"],
])("a user whose language is %s reads it", (language, forms) => {
  expect(inLanguage(pageDictionaries, language).tabs.forms).toBe(forms);
  const page = showPage({ language });
  expect(page.findAll(Tab).map(({ props }) => props.title)).toContain(forms);
});
