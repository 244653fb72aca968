/** What WhatsApp would refuse is caught before it is handed in, and what we offer ourselves is never among it. */
import { describe, expect, it } from "@jest/globals";
import { checkTemplate, offeredText, purposes, stops, type TemplateText } from "../../../core/templates/index.ts";
import { languages } from "../../../core/texts/index.ts";

const good: TemplateText = {
  purpose: "requested",
  category: "UTILITY",
  language: "en",
  body: "Please fill in the form you asked for. It opens right here in the chat.",
  button: "Open form",
};
const codes = (text: Partial<TemplateText>, examples: string[] = []) =>
  checkTemplate({ ...good, ...text }, examples).map(({ code, level }) => `${level}: ${code}`);

describe("what is offered", () => {
  const titles = ["Kitchen consultation", "", "x".repeat(400), "A {{1}} \n title with {braces}"];
  it.each(languages.flatMap((language) => purposes.map((purpose) => [language, purpose] as const)))(
    "%s, %s: passes its own checks, whatever the title",
    (language, purpose) => {
      for (const title of titles) {
        const text = offeredText(purpose, title, language);
        expect({ title, problems: checkTemplate(text) }).toEqual({ title, problems: [] });
        expect(text.button.length).toBeLessThanOrEqual(20);
      }
    },
  );

  it("has the title in it, in the language that was asked for", () => {
    expect(offeredText("requested", "Cucina", "it-IT")).toMatchObject({
      language: "it-IT",
      category: "UTILITY",
      body: expect.stringMatching(/^La preghiamo.*Cucina/),
    });
    expect(offeredText("invitation", "Kitchen", "en")).toMatchObject({ category: "MARKETING" });
    expect(offeredText("invitation", "Kitchen", "en").body).toContain("reply STOP");
    // A language that we do not speak gets English, and says so.
    expect(offeredText("requested", "Kuchnia", "pl")).toMatchObject({ language: "en" });
  });
});

describe("what is caught", () => {
  it.each([
    ["nothing, where it is fine", {}, [], []],
    ["an empty text", { body: "  " }, [], ["stop: body_empty"]],
    ["a long text", { body: "word ".repeat(210) }, [], ["stop: body_too_long"]],
    ["a text of just the most characters", { body: "a".repeat(1024) }, [], []],
    ["a variable at the start", { body: "{{1}}, please open the form." }, ["Ana"], ["stop: variable_at_edge"]],
    ["a variable at the end", { body: "Please open it, {{1}}" }, ["Ana"], ["stop: variable_at_edge"]],
    ["variables side by side", { body: "Hello {{1}}{{2}}, open it." }, ["a", "b"], ["stop: variables_adjacent"]],
    ["variables out of order", { body: "Hello {{2}}, it is {{1}}." }, ["a", "b"], ["stop: variable_order"]],
    ["no example", { body: "Hello {{1}}, open it." }, [], ["stop: examples_missing"]],
    ["a variable by name", { body: "Hello {{name}}, open it." }, [], ["stop: variable_malformed"]],
    ["a lone brace pair", { body: "Hello {{1}, open it." }, [], ["stop: variable_malformed"]],
    ["an empty button", { button: " " }, [], ["stop: button_empty"]],
    ["a long button", { button: "Open the form you asked us" }, [], ["stop: button_too_long"]],
    ["an emoji in a button", { button: "Open 👍" }, [], ["stop: button_emoji"]],
    ["a variable in a button", { button: "Open {{1}}" }, [], ["stop: button_variable"]],
    ["card numbers", { body: "Please enter your card number here." }, [], ["stop: asks_for_secret"]],
    ["a password", { body: "Bitte geben Sie Ihr Passwort ein.", language: "de" }, [], ["stop: asks_for_secret"]],
    ["advertising as a service", { body: "Get 20 % off today, just fill in this." }, [], ["warn: promotional"]],
    [
      "advertising as marketing: fine",
      { category: "MARKETING", body: "Get 20 % off today, just fill in this." },
      [],
      [],
    ],
    [
      "another language than the chosen one",
      { body: "La preghiamo di compilare il modulo che ha richiesto per noi in chat." },
      [],
      ["warn: other_language"],
    ],
  ] as const)("%s", (_, text, examples, expected) => {
    expect(codes(text, [...examples])).toEqual(expected);
  });

  it("says what to do about it, and only stops what WhatsApp would refuse", () => {
    const problems = checkTemplate({ ...good, body: "{{1}} 50% off", button: "" });
    expect(problems.every(({ says }) => says.length > 20 && says.endsWith("."))).toBe(true);
    expect(stops(problems).map(({ code }) => code)).not.toContain("promotional");
  });
});
