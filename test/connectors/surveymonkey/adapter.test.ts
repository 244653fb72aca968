import { describe, expect, it } from "@jest/globals";
import { formFromSurveyMonkey } from "../../../connectors/surveymonkey/index.ts";
import { RefusedInput } from "../../../core/errors.ts";

const choices = (...texts: string[]) => texts.map((text, index) => ({ id: `${100 + index}`, text, visible: true }));
const rows = (...texts: string[]) => texts.map((text, index) => ({ id: `${200 + index}`, text, visible: true }));

/** A survey with one page of these questions. */
function survey(questions: unknown[], more: Record<string, unknown> = {}) {
  return { id: "1", title: "S", language: "en", pages: [{ id: "p1", title: "", questions }], ...more };
}

function read(question: Record<string, unknown>) {
  const definition = survey([{ id: "7", headings: [{ heading: "Asked" }], ...question }]);
  const form = formFromSurveyMonkey(definition, { thankYou: "" });
  return { fields: Object.values(form.fields), codes: form.notices.map(({ code }) => code) };
}

const required = (type: string, amount = "0") => ({ required: { text: "!", type, amount } });

describe("a question of SurveyMonkey", () => {
  it.each([
    [
      "single_choice",
      "vertical",
      { answers: { choices: choices("A") } },
      [{ kind: "single_choice", allowOther: false }],
    ],
    ["single_choice", "menu", { answers: { choices: choices("A") } }, [{ kind: "dropdown" }]],
    [
      "open_ended",
      "essay",
      { validation: { type: "text_length", min: "5", max: "80" } },
      [{ kind: "long_text", minLength: 5, maxLength: 80 }],
    ],
    ["open_ended", "single", {}, [{ kind: "short_text" }]],
    [
      "open_ended",
      "single",
      { validation: { type: "decimal", min: "1.5", max: null } },
      [{ kind: "number", min: 1.5 }],
    ],
    ["open_ended", "single", { validation: { type: "email" } }, [{ kind: "email" }]],
    ["open_ended", "single", { display_options: { display_type: "file_upload" } }, [{ kind: "file", maxFiles: 1 }]],
    [
      "open_ended",
      "single",
      { validation: { type: "date_intl", min: "31/01/2026", max: "2026-12-24" } },
      [{ kind: "date", min: "2026-01-31", max: "2026-12-24" }],
    ],
    ["datetime", "date_only", { answers: { rows: rows("Day") } }, [{ kind: "date", title: "Asked" }]],
    [
      "datetime",
      "time_only",
      { answers: { rows: rows("From", "To") } },
      [
        { kind: "time", title: "Asked – From" },
        { kind: "time", title: "Asked – To" },
      ],
    ],
    [
      "datetime",
      "both",
      { answers: { rows: rows("When") } },
      [
        { kind: "date", source: { ref: "200" } },
        { kind: "time", source: { ref: "200/time" } },
      ],
    ],
    ["matrix", "multi", { answers: { rows: rows("R"), choices: choices("A") } }, [{ kind: "matrix", multiple: true }]],
    ["presentation", "descriptive_text", {}, [{ kind: "statement" }]],
    ["best_worst", "scale", {}, [{ kind: "unsupported", source: { type: "best_worst/scale" } }]],
    ["matrix", "click_map", {}, [{ kind: "unsupported" }]],
  ])("of the family %s/%s %j is read with all it says", (family, subtype, content, expected) => {
    expect(read({ family, subtype, ...content }).fields).toEqual(
      expected.map((one) => expect.objectContaining(nested(one))),
    );
  });

  it("with stars is a rating, from 0 to 10 a net promoter score, with numbers a scale, else a choice", () => {
    const rating = (texts: string[], display = {}) =>
      read({
        family: "matrix",
        subtype: "rating",
        display_options: display,
        answers: { rows: rows(""), choices: choices(...texts) },
      }).fields;
    const upTo = (last: number) => Array.from({ length: last + 1 }, (_, index) => String(index));
    expect(rating(["", "", ""], { display_type: "emoji" })).toMatchObject([{ kind: "rating", steps: 3 }]);
    expect(rating(upTo(10), { left_label: "no" })).toMatchObject([{ kind: "nps", labels: { left: "no" } }]);
    expect(rating(["3", "4", "5"])).toMatchObject([{ kind: "opinion_scale", from: 3, to: 5 }]);
    expect(rating(["Bad", "Good"])).toMatchObject([
      { kind: "single_choice", choices: [{ label: "Bad" }, { label: "Good" }] },
    ]);
  });

  it.each([
    [required("all"), { required: true }],
    [required("at_least", "2"), { required: true, minSelect: 2 }],
    [required("exactly", "2"), { required: true, minSelect: 2, maxSelect: 2 }],
    [required("range", "1,3"), { required: true, minSelect: 1, maxSelect: 3 }],
    [{ required: null }, { required: false }],
  ])("counts choices: %j", (demand, expected) => {
    const answers = { choices: choices("A", "B", "C") };
    expect(read({ family: "multiple_choice", subtype: "vertical", answers, ...demand }).fields).toMatchObject([
      expected,
    ]);
  });

  it("asks for a table's lines where all of them are demanded, and says where only some are", () => {
    const table = (demand: Record<string, unknown>) =>
      read({
        family: "matrix",
        subtype: "single",
        answers: { rows: rows("A", "B"), choices: choices("1") },
        ...demand,
      });
    expect(table(required("all")).fields).toMatchObject([
      { required: true, rows: [{ required: true }, { required: true }] },
    ]);
    expect(table(required("exactly", "2")).fields).toMatchObject([{ required: true }]);
    const some = table(required("at_least", "1"));
    expect(some.fields).toMatchObject([{ required: false, rows: [{ required: false }, { required: false }] }]);
    expect(some.codes).toEqual(["validation.rows_required"]);
  });

  it("keeps an “other” among the choices and a comment beside them apart", () => {
    const other = (is_answer_choice: boolean) => ({
      choices: choices("A"),
      other: { id: "9", text: "Why?", visible: true, is_answer_choice, num_lines: 3 },
    });
    const shared = { family: "single_choice", subtype: "vertical" };
    expect(read({ ...shared, answers: other(true) }).fields).toMatchObject([{ allowOther: true }]);
    expect(read({ ...shared, answers: other(false) }).fields).toMatchObject([
      { allowOther: false },
      { kind: "long_text", title: "Asked – Why?", required: false, source: { id: "7", ref: "9" } },
    ]);
  });

  it("of menus is one table for each column", () => {
    const cols = [
      { id: "31", text: "Colour", choices: choices("Red") },
      { id: "32", text: "Size", choices: choices("L") },
    ];
    expect(read({ family: "matrix", subtype: "menu", answers: { rows: rows("A"), cols } }).fields).toMatchObject([
      { id: "q_7_c31", kind: "matrix", title: "Asked – Colour", columns: [{ label: "Red" }], source: { ref: "31" } },
      { id: "q_7_c32", kind: "matrix", title: "Asked – Size", columns: [{ label: "L" }], source: { ref: "32" } },
    ]);
  });

  it("with lines to type is a question for each, and a sum that cannot be checked is said", () => {
    const numbers = read({
      family: "open_ended",
      subtype: "numerical",
      answers: { rows: rows("Me", "You") },
      validation: { type: "integer", sum: 10 },
      ...required("all"),
    });
    expect(numbers.fields).toMatchObject([
      { id: "q_7_r200", kind: "number", integer: true, title: "Asked – Me", required: true },
      { id: "q_7_r201", kind: "number", integer: true, title: "Asked – You", required: true },
    ]);
    expect(numbers.codes).toEqual(["lines.one_each", "validation.sum"]);
  });

  it("shows a date's bound only where it reads in one way", () => {
    const date = (min: string) =>
      read({
        family: "datetime",
        subtype: "date_only",
        answers: { rows: rows("D") },
        validation: { type: "date_us", min },
      });
    expect(date("02/03/2026").codes).toEqual(["validation.not_kept"]);
    expect(date("02/03/2026").fields[0]).not.toHaveProperty("min");
    expect(date("02/28/2026").fields).toMatchObject([{ min: "2026-02-28" }]);
  });

  it("is left out once it was deleted in the editor, and its texts lose their HTML", () => {
    const { fields } = read({
      family: "open_ended",
      subtype: "single",
      headings: [{ heading: "<b>Really</b>&nbsp;so?<br>Yes" }],
    });
    expect(fields).toMatchObject([{ title: "Really so?\nYes" }]);
    expect(read({ visible: false, family: "open_ended", subtype: "single" }).fields).toEqual([]);
  });

  it("with several wordings shows the first and says so", () => {
    const headings = [
      { heading: "One", random_assignment: { id: "1" } },
      { heading: "Two", random_assignment: { id: "2" } },
    ];
    const { fields, codes } = read({ family: "open_ended", subtype: "single", headings });
    expect([fields[0]?.title, codes]).toEqual(["One", ["text.ab_variant"]]);
  });
});

describe("a survey of SurveyMonkey", () => {
  it("brings its hidden values, its button and its date of change", () => {
    const more = {
      custom_variables: { ref: "Reference" },
      buttons_text: { done_button: "Fertig", next_button: "Weiter" },
      date_modified: "2026-01-01T10:00:00",
    };
    expect(formFromSurveyMonkey(survey([], more))).toMatchObject({
      hidden: [{ name: "ref", label: "Reference" }],
      submitLabel: "Fertig",
      continueLabel: "Weiter",
      source: { tool: "surveymonkey", formId: "1", revision: "2026-01-01T10:00:00" },
    });
  });

  it("with marks of piping on its only page says that its logic cannot be seen", () => {
    const form = formFromSurveyMonkey(
      survey([{ id: "7", headings: [{ heading: "Why [Q1]?" }], family: "open_ended", subtype: "single" }]),
      { thankYou: "" },
    );
    expect(form.notices.map(({ code }) => code)).toEqual(["sm.logic_invisible"]);
  });

  it.each([
    [{ data: [], per_page: 1 }, /list/],
    [{ id: "1", question_count: 2, page_count: 1 }, /details/],
    [null, /no id/],
  ])("is told from %j", (json, says) => {
    expect(() => formFromSurveyMonkey(json)).toThrow(RefusedInput);
    expect(() => formFromSurveyMonkey(json)).toThrow(says);
  });
});

/** What is inside another object needs only to be among what is there. */
function nested(expected: Record<string, unknown>): Record<string, unknown> {
  const { source } = expected;
  return source === undefined ? expected : { ...expected, source: expect.objectContaining(Object(source)) };
}
