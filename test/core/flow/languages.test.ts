/** A form in each language: every word that the form does not give is in its language. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../../core/conversation/index.ts";
import { compile } from "../../../core/flow/index.ts";
import { languages, wordsFor } from "../../../core/texts/index.ts";
import { choices, field, formOf } from "./forms.ts";

const long = "Q".repeat(60);
const form = (language: string) =>
  formOf(
    [
      field("mail", { kind: "email", title: long }),
      field("phone", { kind: "phone", title: long }),
      field("web", { kind: "url", title: long }),
      field("count", { kind: "number", title: long, min: 2.5 }),
      field("day", { kind: "date", title: long }),
      field("any", { kind: "multiple_choice", title: long, allowOther: false, choices: choices(4) }),
      field("one", { kind: "dropdown", title: long, allowOther: false, choices: choices(4) }),
      field("flag", { kind: "boolean", title: long, trueLabel: "", falseLabel: "" }),
      field("agreed", { kind: "consent", title: long, text: "x".repeat(300) }),
    ],
    { language, title: "F" },
  );

describe.each(languages)("%s", (language) => {
  const words = wordsFor(language);
  const tag = `${language}-${language.toUpperCase()}`;
  const compiled = compile(form(tag));

  it("a link to a person on every screen, and what the first one says about answers that are not sent", () => {
    const { flow, check } = compile({ ...form(tag), personLink: true, unsentNotice: true });
    expect(check).toEqual({ ok: true, problems: [] });
    const screens = flow.screens.map((screen) => JSON.stringify(screen));
    for (const screen of screens) expect(screen.split(`"${words.person.link}"`)).toHaveLength(2);
    const telling = screens.map((screen) => screen.includes(words.rescue.notice));
    expect(telling).toEqual(screens.map((_, place) => place === 0));
    expect(words.rescue.button.length).toBeLessThanOrEqual(20);
  });

  it("labels, buttons and options", () => {
    const texts = JSON.stringify(compiled.flow);
    const { emailAddress, phoneNumber, webAddress, number, chooseDate, chooseAny, chooseOne, yes, no, agree } = words;
    const said = [emailAddress, phoneNumber, webAddress, number, chooseDate, chooseAny, chooseOne, yes, no, agree];
    for (const word of [...said, words.continue, words.send, words.countryCode, words.progress(1, 2)]) {
      expect(texts).toContain(word);
    }
    expect(compiled.check).toEqual({ ok: true, problems: [] });
    expect(compiled.report.notices).toEqual([]);
    if (language !== "en") expect(texts).not.toMatch(/Continue"|Choose|Phone number|Email address|I agree/);
  });

  it("refusals", () => {
    const flow = { form: form(tag), screens: compiled.screens, dataApiVersion: "3.0" };
    const screen = compiled.screens.find(({ inputs }) => inputs.some(({ name }) => name === "count"))?.id ?? "";
    const submit = { kind: "submit", screen, data: { count: "1" } } as const;
    const decision = decide(flow, { payloads: {}, state: { kind: "open" } }, submit);
    const bound = language === "en" ? "2.5" : "2,5";
    expect(decision).toMatchObject({ errorMessage: expect.stringContaining(words.answers.too_small(bound)) });
    const expired = decide(flow, { payloads: {}, state: { kind: "expired" } }, { kind: "open" });
    expect(expired).toMatchObject({ message: words.sayings.expired({}) });
  });
});
