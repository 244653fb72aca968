/** The cards in every language: whole, different from English, and shown by the user's language. */
import { describe, expect, it } from "@jest/globals";
import { LoadingButton } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { refusalCodeSchema } from "../../src/app/packages/contract/index.ts";
import { dictionaries, textsFor } from "../../src/app/packages/ui/index.ts";
import { ready, showCard } from "./card-harness.ts";

/** Every text by its path; a text with gaps is filled with numbers and names that can be recognised. */
function flat(value: unknown, path = ""): [string, string][] {
  if (path === "refusedTexts") return [];
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value(3, 7, 9))]];
  if (typeof value !== "object" || value === null) throw new Error(`${path} is no text.`);
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === "" ? key : `${path}.${key}`));
}

const english = new Map(flat(dictionaries["en"]));
/** Names, and words that a language shares with English. */
const alike = /^(chooseFlow|messages\.kinds\.(sticker|video|file)|tabs\.messages)$/;

describe.each(Object.entries(dictionaries))("%s", (language, texts) => {
  const own = new Map(flat(texts));

  it("has every text, and none beside", () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) expect([path, text.trim()]).toEqual([path, expect.stringMatching(/./)]);
  });

  it("fills every gap that English fills", () => {
    for (const [path, text] of english) {
      const gaps = (said: string | undefined) => ["3", "7", "9"].filter((gap) => said?.includes(gap));
      expect([path, gaps(own.get(path))]).toEqual([path, expect.arrayContaining(gaps(text))]);
    }
  });

  it("says nothing in English but names", () => {
    const same = [...own].filter(([path, text]) => text === english.get(path)).map(([path]) => path);
    expect(language === "en" ? [] : same.filter((path) => !alike.test(path))).toEqual([]);
  });

  it("says why a send was refused; in English, and where WhatsApp's reason is its own, the server does", () => {
    const said = Object.keys(texts.refusedTexts ?? {}).sort();
    const all = refusalCodeSchema.options.filter((code) => code !== "FAILED").sort();
    expect(said).toEqual(language === "en" ? [] : all);
  });
});

it.each([
  ["it", "Invia Flow"],
  ["de-AT", "Flow senden"],
  ["es_mx", "Enviar Flow"],
  ["fr", "Envoyer le Flow"],
  ["ja", "Send Flow"],
])("a user whose language is %s reads it", async (language, send) => {
  expect(textsFor(language).send).toBe(send);
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
