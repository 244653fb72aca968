import { describe, expect, it } from "@jest/globals";
import { type Outcome, thanksFor } from "../../../core/conversation/index.ts";
import type { Ending } from "../../../core/form/rules.ts";
import type { Form } from "../../../core/form/types.ts";
import { languages, wordsFor } from "../../../core/texts/index.ts";
import { choices, formOf } from "../submission/screens.ts";

const form: Form = {
  ...formOf(
    { id: "name", kind: "short_text" },
    { id: "plan", kind: "single_choice", choices: choices("basic", "full") },
  ),
  language: "en",
};
const outcome: Outcome = {
  answers: [
    { fieldId: "name", value: "Ana ${x}" },
    { fieldId: "plan", value: "full" },
  ],
  variables: { score: 12.5 },
  hidden: { city: "Ferrara & Co" },
};
const thanks = (more: Partial<Form>, came: Partial<Outcome> = {}) =>
  thanksFor({ ...form, ...more }, { ...outcome, ...came });
const ending = (id: string, more: Partial<Ending> = {}): Ending => ({ id, title: "", isDefault: false, ...more });

describe("what is said once the answers are in", () => {
  it.each(languages)("is our own word where the form has none, in %s", (language) => {
    expect(thanks({ language })).toBe(wordsFor(language).received);
    expect(thanks({ language, thankYou: " <p> </p>" })).toBe(wordsFor(language).received);
  });

  it("is the form's thank-you text, without its markup", () => {
    expect(thanks({ thankYou: "<p>Thank <b>you</b>.</p><p>See you.</p>" })).toBe("Thank you.\nSee you.");
  });

  it("is the ending that the answers led to; one without words says what the form says", () => {
    const endings = [ending("a", { title: "Sorry", text: "Not this time." }), ending("b", { isDefault: true })];
    const more = { endings, thankYou: "Thanks!" };
    expect(thanks(more, { ending: "a" })).toBe("Sorry\n\nNot this time.");
    expect(thanks(more, { ending: "b" })).toBe("Thanks!");
    expect(thanks(more, { ending: "gone" })).toBe("Thanks!");
  });

  it("quotes answers by their words, results and hidden values, and reads well without", () => {
    const recall = {
      title: ["Well done, ", { kind: "field" as const, field: "name" }, "!"],
      text: [
        "You chose ",
        { kind: "field" as const, field: "plan" },
        ", score ",
        { kind: "variable" as const, name: "score" },
        ", ",
        { kind: "hidden" as const, name: "city" },
      ],
    };
    const endings = [ending("a", { title: "Well done!", text: "You chose …", recall })];
    expect(thanks({ endings }, { ending: "a" })).toBe(
      "Well done, Ana $ {x}!\n\nYou chose FULL, score 12.5, Ferrara & Co",
    );
    expect(thanks({ endings }, { ending: "a", answers: [] })).toBe(
      "Well done!\n\nYou chose …, score 12.5, Ferrara & Co",
    );
  });

  it("quotes an option of a data source by its name, and numbers as the form's language writes them", () => {
    const recall = {
      title: [{ kind: "field" as const, field: "plan" }, ": ", { kind: "variable" as const, name: "score" }],
    };
    const answers = [{ fieldId: "plan", value: "x7", chosen: [{ id: "x7", label: "Tuesday, 10:00", value: "x7" }] }];
    expect(thanks({ language: "de", endings: [ending("a", { recall })] }, { ending: "a", answers })).toBe(
      "Tuesday, 10:00: 12,5",
    );
  });

  it("ends with the address that the form leads to, with what it carries made safe", () => {
    const link = ["https://example.com/thanks?city=", { kind: "hidden" as const, name: "city" }, "&x="];
    const quoting = ending("a", { title: "Thanks!", link: "https://example.com/thanks?city=&x=", recall: { link } });
    expect(thanks({ endings: [quoting] }, { ending: "a" })).toBe(
      "Thanks!\n\nhttps://example.com/thanks?city=Ferrara%20%26%20Co&x=",
    );
    expect(thanks({ endings: [quoting] }, { ending: "a", hidden: {} })).toBe(
      "Thanks!\n\nhttps://example.com/thanks?city=&x=",
    );
    for (const bad of ["javascript:alert(1)", "https://a b", "ftp://example.com", "https://"]) {
      expect(thanks({ endings: [ending("a", { title: "Thanks!", link: bad })] }, { ending: "a" })).toBe("Thanks!");
    }
  });

  it("is no longer than a message may be", () => {
    const endings = [ending("a", { title: "x".repeat(9_000), link: "https://example.com/" })];
    const said = thanks({ endings }, { ending: "a" });
    expect(said.length).toBeLessThanOrEqual(4_096);
    expect(said).toMatch(/x\n\nhttps:\/\/example\.com\/$/);
  });
});
