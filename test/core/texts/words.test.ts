import { describe, expect, it } from "@jest/globals";
import { capabilitiesOf, textLimit } from "../../../core/flow/capabilities.ts";
import { answerMessage } from "../../../core/submission/messages.ts";
import { english } from "../../../core/texts/en.ts";
import { boundIn, dateIn, languages, sayings, speaks, type Words, wordsFor } from "../../../core/texts/index.ts";

const capabilities = capabilitiesOf("7.3");

it("are found by language, whatever the region, and English stands in for the rest", () => {
  expect(languages).toEqual(["en", "it", "de", "es", "fr", "pt", "nl"]);
  expect(wordsFor("en-GB")).toBe(wordsFor("en"));
  for (const tag of ["pt-BR", "pt_PT", "PT", " pt "]) expect(wordsFor(tag).send).toBe("Enviar");
  for (const tag of ["de_DE", "de-AT", "de_DE.UTF-8", "de@euro"]) expect(wordsFor(tag).continue).toBe("Weiter");
  for (const tag of ["xx", "", "deutsch", "-"]) expect(wordsFor(tag)).toBe(english);
  expect(["EN_us", "nl-BE", "xx", ""].map(speaks)).toEqual([true, true, false, false]);
});

const everything = {
  answeredAt: "<answeredAt>",
  webForm: "<webForm>",
  person: "<person>",
  question: "<question>",
  problem: "<problem>",
  choice: "<choice>",
  left: 777_777,
};

/** Every text of a language by its path, the functions called with these arguments. */
function textsOf(words: Words, first: string | number, second: number): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (path: string, value: unknown): void => {
    if (typeof value === "string") texts.set(path, value);
    else if (typeof value === "function") texts.set(path, String(value(first, second)));
    else for (const [key, inner] of Object.entries(Object(value))) walk(path ? `${path}.${key}` : key, inner);
  };
  const { sayings: said, ...rest } = words;
  walk("", rest);
  for (const saying of sayings) {
    texts.set(saying, said[saying]({}));
    texts.set(`${saying}, knowing`, said[saying](everything));
    texts.set(`${saying}, 1 left`, said[saying]({ left: 1 }));
  }
  return texts;
}

/** The words that stand for something known, and the places where they are. */
const marks = (text: string) => [...text.matchAll(/<\w+>|⟨1⟩|7{6}/g)].map(([mark]) => mark).toSorted();

describe.each(languages)("%s", (language) => {
  const words = wordsFor(language);

  it("says everything that English says, with the same things mentioned", () => {
    const own = textsOf(words, "⟨1⟩", 777_777);
    const model = textsOf(english, "⟨1⟩", 777_777);
    expect([...own.keys()]).toEqual([...model.keys()]);
    for (const [path, text] of model) {
      expect({ path, marks: marks(own.get(path) ?? "") }).toEqual({ path, marks: marks(text) });
    }
  });

  it("has a translation for every sentence, in clean text", () => {
    const model = textsOf(english, 3, 7);
    for (const [path, text] of textsOf(words, 3, 7)) {
      // WhatsApp takes `${` for a reference, backticks for an expression and double braces for a variable.
      expect({ path, text }).toEqual({ path, text: expect.not.stringMatching(/\$\{|`|\{\{|\s\s|^\s|\s$|undefined/) });
      const sentence = text.length > 25 && !path.endsWith("knowing");
      if (language !== "en" && sentence) expect({ path, text }).not.toEqual({ path, text: model.get(path) });
    }
  });

  it("fits where its words are put", () => {
    if (!capabilities) throw new Error("Flow JSON 7.3 is missing in the table.");
    const limits = [
      [words.continue, "Footer", "label"],
      [words.send, "Footer", "label"],
      [words.yes, "Option", "title"],
      [words.no, "Option", "title"],
      [words.option(200), "Option", "title"],
      [words.yourAnswer, "TextArea", "label"],
      [words.yourAnswer, "TextInput", "label"],
      [words.emailAddress, "TextInput", "label"],
      [words.phoneNumber, "TextInput", "label"],
      [words.webAddress, "TextInput", "label"],
      [words.number, "TextInput", "label"],
      [words.chooseOne, "Dropdown", "label"],
      [words.chooseOne, "RadioButtonsGroup", "label"],
      [words.chooseDate, "DatePicker", "label"],
      [words.addPhotos(1), "PhotoPicker", "label"],
      [words.addPhotos(2), "PhotoPicker", "label"],
      [words.addFiles(1), "DocumentPicker", "label"],
      [words.addFiles(2), "DocumentPicker", "label"],
      [words.agree, "OptIn", "label"],
      [words.chooseAny, "CheckboxGroup", "label"],
      [words.chooseExactly(20), "CheckboxGroup", "label"],
      [words.chooseUpTo(20), "CheckboxGroup", "label"],
      [words.chooseAtLeast(20), "CheckboxGroup", "label"],
      [words.chooseBetween(19, 20), "CheckboxGroup", "label"],
      [words.checkFormat, "TextInput", "helper-text"],
      [words.countryCode, "TextInput", "helper-text"],
      [words.timeOfDay, "TextInput", "label"],
      [words.timeFormat, "TextInput", "helper-text"],
      [words.other, "Option", "title"],
      [words.otherAnswer, "TextInput", "label"],
      [words.chooseGroup, "Dropdown", "label"],
      [words.place(10), "Dropdown", "label"],
      [words.fullName, "TextInput", "label"],
      [words.sign, "OptIn", "label"],
      [words.lastFour, "TextInput", "label"],
      [words.lastFourOnly, "TextInput", "helper-text"],
      [words.nothingToAsk, "TextBody", "text"],
      [words.secure.follows, "TextBody", "text"],
      [words.afterSending("x".repeat(370)), "TextCaption", "text"],
      [words.received, "TextBody", "text"],
    ] as const;
    for (const [text, component, property] of limits) {
      expect({ text, fits: text.length <= textLimit(capabilities, component, property) }).toEqual({ text, fits: true });
    }
    expect(words.progress(100, 100).length).toBeLessThanOrEqual(12);
    expect(words.step(100, 100).length).toBeLessThanOrEqual(30);
    expect(words.untitled.length).toBeLessThanOrEqual(20);
    // The message's button (WhatsApp reference 6.1), and its texts with the longest title that is put in.
    expect(words.message.button.length).toBeLessThanOrEqual(20);
    expect(words.message.button).not.toMatch(/\p{Extended_Pictographic}/u);
    expect(words.message.template("x".repeat(120)).length).toBeLessThanOrEqual(1024);
    expect(words.secure.message("x".repeat(120), "x".repeat(200)).length).toBeLessThanOrEqual(1024);
  });

  it("refuses an answer in one short sentence or two, whatever the bound", () => {
    for (const [code, sentence] of Object.entries(words.answers)) {
      for (const bound of ["30 de septiembre de 2027", "123456.789"]) {
        const text = sentence(bound);
        expect({ code, text, fits: text.length > 10 && text.length <= 80 }).toEqual({ code, text, fits: true });
        expect(text).toMatch(/\.$/);
      }
    }
  });

  it("says in a few words why it does not go on", () => {
    for (const saying of sayings) {
      const text = words.sayings[saying]({});
      expect({ text, short: text.length > 20 && text.length <= 110 }).toEqual({ text, short: true });
    }
    expect(words.sayings.already_accepted({ answeredAt: "31 de diciembre de 2026" }).length).toBeLessThanOrEqual(130);
  });
});

it("writes bounds as people of the language do", () => {
  expect(answerMessage("de", "too_small", 1.5)).toBe("Bitte geben Sie 1,5 oder mehr ein.");
  expect(answerMessage("en", "too_small", 1234567)).toBe("Please enter 1234567 or more.");
  expect(answerMessage("de_DE", "too_early", "2027-03-01")).toBe(
    "Bitte wählen Sie den 1. März 2027 oder ein späteres Datum.",
  );
  expect(answerMessage("it-IT", "too_late", "2027-12-31")).toBe("L'ultima data possibile è: 31 dicembre 2027.");
  expect(answerMessage("no such tag!", "too_late", "2027-12-31")).toBe(
    "Please choose December 31, 2027 or an earlier date.",
  );
  for (const day of ["0004-02-29", "1899-12-31", "1970-01-01", "2000-02-29", "2024-03-01", "2100-12-31"]) {
    expect(boundIn("en", day)).toBe(dateIn("en", Date.parse(day)));
  }
  expect(answerMessage("en-GB", "too_early", "2027-13-77")).toBe("Please choose 2027-13-77 or a later date.");
});

it("asks English customers for what to do next", () => {
  for (const saying of sayings) expect(english.sayings[saying]({})).toMatch(/please|write to us|close this/i);
});
