/** The cards in every language: whole, different from English, and shown by the user's language. */
import { expect, it } from "@jest/globals";
import { LoadingButton } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { refusalCodeSchema } from "../../src/app/packages/contract/index.ts";
import { cardDictionaries, inLanguage } from "../../src/app/packages/ui/index.ts";
import { ready, showCard } from "./card-harness.ts";
import { describeTexts } from "./describe-texts.ts";

/** Names, and words that a language shares with English. */
const alike = /^(chooseFlow|messages\.kinds\.(sticker|video|file)|tabs\.messages)$/;
describeTexts(cardDictionaries, alike, ["refusedTexts"]);

it.each(Object.entries(cardDictionaries))(
  "%s says why a send was refused; in English, and where WhatsApp's reason is its own, the server does",
  (language, { refusedTexts }) => {
    const all = refusalCodeSchema.options.filter((code) => code !== "FAILED").sort();
    expect(Object.keys(refusedTexts ?? {}).sort()).toEqual(language === "en" ? [] : all);
  },
);

it.each([
  ["it", "Invia Flow"],
  ["de-AT", "Flow senden"],
  ["es_mx", "Enviar Flow"],
  ["fr", "Envoyer le Flow"],
  ["ja", "Send Flow"],
])("a user whose language is %s reads it", async (language, send) => {
  expect(inLanguage(cardDictionaries, language).send).toBe(send);
  const card = showCard(undefined, { language });
  (await card.server.next()).answer(ready());
  await card.until(() => expect(card.find(LoadingButton, { variant: "primary" }).text).toBe(send));
});

it("a refusal is told in the user's language", async () => {
  const card = showCard(undefined, { language: "de" });
  (await card.server.next()).answer(ready({ flows: [{ id: "only", name: "Only", status: "published" }] }));
  await card.until(() => card.find(LoadingButton, { variant: "primary" }));
  card.find(LoadingButton, { variant: "primary" }).trigger("onClick");
  (await card.server.next()).answer({ kind: "refused", code: "OPTED_OUT", message: "This person asked for no more." });
  await card.until(() => expect(card.text()).toContain("möchte solche Nachrichten nicht mehr"));
  expect(card.text()).not.toContain("This person asked");
});
