import { describe, expect, it } from "@jest/globals";
import { asksForPerson, readyAnswersSchema, readyText, waitsUntil } from "../../../core/hand-over/index.ts";
import { languages, wordsFor } from "../../../core/texts/index.ts";

const hour = 3_600_000;

describe("what asks for a person", () => {
  it.each(languages)("the word that we offer in %s", (language) => {
    const { offer, link } = wordsFor(language).person;
    const [word] = /\p{Lu}{4,}/u.exec(offer) ?? [];
    expect(word).toBeDefined();
    expect(asksForPerson(word ?? "")).toBe(true);
    expect(link.length).toBeLessThanOrEqual(25);
  });

  it.each([
    "person",
    "I would like to talk to a real person, please!",
    "Vorrei parlare con un operatore",
    "Ich möchte bitte mit einem Mitarbeiter sprechen.",
    "Quiero hablar con una persona real",
    "Je voudrais parler à quelqu’un, s’il vous plaît",
    "Gostaria de falar com um atendente",
    "Ik wil graag met een medewerker praten",
  ])("%s", (text) => {
    expect(asksForPerson(text)).toBe(true);
  });

  it.each([
    "",
    "Hello",
    "I want to talk",
    "1 person",
    "A person from your team called me yesterday",
    "Is somebody coming on Saturday?",
    "My contact person is Mrs Ferrara and she knows all about it",
    "STOP",
  ])("not: %s", (text) => {
    expect(asksForPerson(text)).toBe(false);
  });
});

describe("how long somebody is waited for", () => {
  it("a day, or until somebody at the business answers after it", () => {
    expect(waitsUntil({ askedAt: 1_000 }, 2_000)).toBe(1_000 + 24 * hour);
    expect(waitsUntil({ askedAt: 1_000 }, 1_000 + 24 * hour)).toBeUndefined();
    expect(waitsUntil({ askedAt: 1_000, answeredAt: 1_500 }, 2_000)).toBeUndefined();
    expect(waitsUntil({ askedAt: 1_000, answeredAt: 500 }, 2_000)).toBeDefined();
    expect(waitsUntil({ wroteAt: 1_000 }, 2_000)).toBeUndefined();
  });
});

describe("a ready answer", () => {
  const answer = { name: "Hours", texts: { "pt-BR": "Olá {firstname}", en: "Hello {firstname}, {flow}" } };

  it("is in the person's language, else in its first one, and leaves open what is not known", () => {
    expect(readyText(answer, "en_GB", { firstname: "Ada", flow: "Feedback" })).toBe("Hello Ada, Feedback");
    expect(readyText(answer, "pt", {})).toBe("Olá …");
    expect(readyText(answer, "nl", { firstname: "Ada" })).toBe("Olá Ada");
  });

  it("puts a value in as it is, whatever it holds", () => {
    expect(readyText(answer, "en", { firstname: "$& {flow}", flow: "F" })).toBe("Hello $& {flow}, F");
  });

  it.each([
    ["without a text", [{ name: "A", texts: {} }]],
    ["in no language", [{ name: "A", texts: { "not a tag": "Hello" } }]],
    ["twice under one name", [answer, answer]],
  ])("is refused %s", (_, given) => {
    expect(readyAnswersSchema.safeParse(given).success).toBe(false);
  });
});
