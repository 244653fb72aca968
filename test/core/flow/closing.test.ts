/** What a form says at its end: above the button that sends, where that is the same for everybody; told in the report. */
import { describe, expect, it } from "@jest/globals";
import { compile } from "../../../core/flow/index.ts";
import type { Ending, Rule } from "../../../core/form/rules.ts";
import type { Form } from "../../../core/form/types.ts";
import { languages } from "../../../core/texts/index.ts";
import { field, formOf } from "./forms.ts";

const fields = Array.from({ length: 8 }, (_, at) => field(`q${at}`, { kind: "short_text" }));
const told = "Thank you. We will write to you within one working day.";
const compiled = (more: Partial<Form>) => compile(formOf(fields, more));
const captions = (more: Partial<Form>) => {
  const { flow, check } = compiled(more);
  expect(check).toEqual({ ok: true, problems: [] });
  return flow.screens.map(({ layout }) =>
    layout.children.filter(({ type }) => type === "TextCaption").map(({ text }) => text),
  );
};
const notices = (more: Partial<Form>) =>
  compiled(more).report.notices.filter(({ code }) => code === "ending.as_message");
const ending = (id: string, text: string, isDefault = false): Ending => ({ id, title: "", text, isDefault });
const toEnding = (id: string): Rule => ({
  after: "q7",
  when: { op: "answered", subject: { kind: "field", field: "q7" } },
  do: [{ kind: "jump", to: { kind: "ending", ending: id } }],
});

describe("the form's thank-you text", () => {
  it("stands on the last screen alone, right above the button that sends", () => {
    const { flow } = compiled({ thankYou: `<p>${told}</p>` });
    expect(flow.screens.length).toBeGreaterThan(1);
    expect(captions({ thankYou: told })).toEqual([
      ...flow.screens.slice(1).map(() => []),
      [`After you send: “${told}”`],
    ]);
    const children = flow.screens.at(-1)?.layout.children ?? [];
    expect(children.slice(-2).map(({ type }) => type)).toEqual(["TextCaption", "Footer"]);
  });

  it.each(languages)("is introduced in the form's language: %s", (language) => {
    const [text] = captions({ language, thankYou: told }).at(-1) ?? [];
    expect(text).toContain(told);
    expect(String(text).startsWith("After you send")).toBe(language === "en");
  });

  it("is not there where it would say nothing yet, or in two languages", () => {
    for (const more of [{}, { thankYou: "Thank you!" }, { thankYou: told, language: "pl" }]) {
      expect(captions(more).flat()).toEqual([]);
    }
  });

  it("is cut where it is too long for a caption", () => {
    const [text] = captions({ thankYou: `${told} `.repeat(20) }).at(-1) ?? [];
    expect(String(text).length).toBeLessThanOrEqual(409);
    expect(text).toMatch(/…”$/);
  });

  it("hangs on the answers where the rules lead to several: then no screen says it", () => {
    const endings = [ending("usual", told, true), ending("other", `${told} Or not.`)];
    expect(captions({ endings }).at(-1)).toEqual([`After you send: “${told}”`]);
    expect(captions({ endings, rules: [toEnding("other")] }).flat()).toEqual([]);
    const quoting = {
      ...ending("usual", told, true),
      recall: { text: ["Hi ", { kind: "field" as const, field: "q0" }] },
    };
    expect(captions({ endings: [quoting] }).flat()).toEqual([]);
  });

  it("is told: it comes as a message, where that is switched on", () => {
    const endings = [ending("usual", told, true), ending("other", `${told} Or not.`)];
    expect(notices({})).toEqual([]);
    expect(notices({ thankYou: "Thank you!" })).toMatchObject([
      { level: "info", message: expect.stringContaining("thank-you text is written") },
    ]);
    expect(notices({ endings, rules: [toEnding("other")] })).toMatchObject([
      { level: "info", message: expect.stringContaining("ending that the answers lead to") },
    ]);
  });
});
