/** The phone's own words in its own language. */
import { describe, expect, it } from "@jest/globals";
import { type PhoneWords, phoneWords, sizeOfFile } from "../../phone/index.ts";
import { completing, text } from "./flow-json.ts";
import { openRehearsed, rehearse } from "./rehearsed-endpoint.ts";

const languages = ["en", "it", "de", "es", "fr", "pt", "nl"];

/** Every sentence, those with a part to fill in too. */
function sentences(words: PhoneWords): [string, string][] {
  const of = (part: object, path: string): [string, string][] =>
    Object.entries(part).flatMap(([key, value]): [string, string][] => {
      if (typeof value === "function") return [[`${path}${key}`, value("Xx", "Yy")]];
      return typeof value === "string" ? [[`${path}${key}`, value]] : of(value, `${path}${key}.`);
    });
  return of(words, "");
}

describe("the phone's own words", () => {
  it.each(languages)("are all there in %s, and keep what is put into them", (language) => {
    const words = phoneWords(language);
    expect(words.language).toBe(language);
    const english = new Map(sentences(phoneWords("en")));
    for (const [key, sentence] of sentences(words)) {
      expect(sentence.trim()).not.toBe("");
      expect([key, sentence.includes("Xx")]).toEqual([key, english.get(key)?.includes("Xx")]);
    }
  });

  it("are those of the language in whatever spelling, and English for all that are not spoken", () => {
    expect(phoneWords("pt_BR").back).toBe("Voltar");
    expect(phoneWords(" DE-at").back).toBe("Zurück");
    expect(phoneWords("tlh").back).toBe("Back");
    expect(phoneWords().back).toBe("Back");
  });

  it("differ between languages wherever a sentence is one", () => {
    const all = languages.map((language) => phoneWords(language));
    for (const key of ["opening", "tryAgain", "leaveTitle", "wentWrong", "readMore"] as const)
      expect(new Set(all.map((words) => words[key])).size).toBe(languages.length);
  });

  it("write sizes as the language does", () => {
    expect(sizeOfFile(1_600_000, phoneWords("en"))).toBe("1.5 MB");
    expect(sizeOfFile(1_600_000, phoneWords("fr"))).toBe("1,5 Mo");
    expect(sizeOfFile(150_004, phoneWords("it"))).toBe("147 KB");
  });

  it("say what is wrong with an input, and what failed", async () => {
    const flow = completing([text("mail", { label: "E-Mail", "input-type": "email", required: true })], {});
    const phone = await openRehearsed(flow, rehearse(), { mode: "navigate", language: "de-DE" });
    const reason = () => phone.read().inputs[0]?.problem?.reason;
    expect(reason()).toBe("Dieses Feld ist erforderlich.");
    phone.type("mail", "ana@");
    expect(reason()).toBe("Diese E-Mail-Adresse ist nicht gültig.");

    const broken = await openRehearsed(
      { ...flow, data_api_version: "3.0", routing_model: { ONLY: [] } },
      rehearse({ status: 500, raw: "" }),
      {
        language: "it",
      },
    );
    expect(broken.read().error).toBe("Qualcosa è andato storto. Riprova più tardi.");
  });
});
