/** Forms that are written in several languages: which there are, which was taken, and what stays untranslated. */
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { formFromSurveyMonkey } from "../../connectors/surveymonkey/index.ts";
import { formFromTypeform } from "../../connectors/typeform/index.ts";
import { compile } from "../../core/flow/index.ts";
import { type Form, fieldsInOrder } from "../../core/form/types.ts";
import { readJson, referenceForms } from "./golden.ts";

const told = ({ notices }: Form) =>
  notices
    .filter(({ code }) => /^form\.(languages|partly)/.test(code))
    .map(({ code, message }) => `${code}: ${message}`);

describe("a Typeform form with translations", () => {
  const choice = {
    id: "q2",
    ref: "colour",
    type: "multiple_choice",
    title: "Which colour, {{field:name}}?",
    properties: {
      choices: [
        { id: "c1", ref: "red", label: "Red" },
        { id: "c2", ref: "blue", label: "Blue" },
      ],
    },
  };
  const definition = {
    id: "f1",
    title: "Colours",
    settings: { language: "en", translation_languages: ["es", "it"] },
    fields: [
      { id: "q1", ref: "name", type: "short_text", title: "Your name?", properties: { description: "In full" } },
      { id: "g1", ref: "more", type: "group", title: "More", properties: { fields: [choice] } },
      { id: "q3", ref: "agreed", type: "yes_no", title: "Do you agree?" },
      {
        id: "q4",
        ref: "drop",
        type: "dropdown",
        title: "Size",
        properties: { choices: [{ id: "d1", label: "Large" }] },
      },
    ],
    logic: [
      {
        type: "field",
        ref: "drop",
        actions: [
          {
            action: "jump",
            details: { to: { type: "thankyou", value: "bye" } },
            condition: {
              op: "is",
              vars: [
                { type: "field", value: "drop" },
                { type: "constant", value: "Large" },
              ],
            },
          },
        ],
      },
    ],
    thankyou_screens: [{ id: "t1", ref: "bye", title: "Thank you!", properties: {} }],
  };
  const texts = {
    fields: [
      { id: "q1", title: "¿Su nombre?", properties: { description: "Completo" } },
      {
        id: "g1",
        title: "Más",
        properties: {
          fields: [
            { id: "q2", title: "¿Qué color, {{field:name}}?", properties: { choices: [{ id: "c2", label: "Azul" }] } },
          ],
        },
      },
      { id: "q3", title: "  " },
      { id: "q4", title: "Talla", properties: { choices: [{ id: "d1", label: "Grande" }] } },
      { id: "gone", title: "Nada" },
    ],
    thankyou_screens: [{ id: "t1", title: "¡Gracias!" }],
  };
  const spanish = formFromTypeform(definition, { translation: { language: "es", texts } });

  it("is read in the one that is wished for; ids, rules and what is written back stay", () => {
    const english = formFromTypeform(definition);
    expect(spanish).toMatchObject({ language: "es", languages: ["en", "es", "it"], thankYou: "¡Gracias!" });
    expect(english).toMatchObject({ language: "en", languages: ["en", "es", "it"], thankYou: "Thank you!" });
    expect(fieldsInOrder(spanish).map(({ id, title }) => [id, title])).toEqual([
      ["name", "¿Su nombre?"],
      ["colour", "¿Qué color?"],
      ["agreed", "Do you agree?"],
      ["drop", "Talla"],
    ]);
    expect(spanish.fields["name"]).toMatchObject({ description: "Completo" });
    expect(spanish.fields["colour"]).toMatchObject({
      recall: { title: ["¿Qué color, ", { field: "name" }, "?"] },
      choices: [
        { id: "red", label: "Red", value: "Red" },
        { id: "blue", label: "Azul", value: "Blue" },
      ],
    });
    expect(spanish.fields["agreed"]).toMatchObject({ trueLabel: "Sí", falseLabel: "No" });
    expect(spanish.sections.find(({ id }) => id === "more")).toMatchObject({ title: "Más" });
    expect(spanish.rules).toEqual(english.rules);
    expect(spanish.source.revision).toBe(english.source.revision);
  });

  it("says which languages there are, which was taken, and how much is not translated", () => {
    expect(told(formFromTypeform(definition))).toEqual([
      "form.languages: The form is written in several languages (en, es, it); customers read it in en. Another is chosen with --language.",
    ]);
    expect(told(spanish)).toEqual([
      "form.languages: The form is written in several languages (en, es, it); customers read it in es. Another is chosen with --language.",
      "form.partly_translated: 2 texts of the form have no translation into es: customers read what is missing in en.",
    ]);
    expect(told(formFromTypeform({ ...definition, settings: { language: "en" } }))).toEqual([]);
  });

  it.each([null, [], "x", { fields: "x" }, { fields: [null, { id: 3 }] }])(
    "stays readable with %j as its texts",
    (odd) => {
      const form = formFromTypeform(definition, { translation: { language: "es", texts: odd } });
      expect(form.fields["name"]).toMatchObject({ title: "Your name?" });
      expect(compile(form).check.ok).toBe(true);
    },
  );
});

const reference = path.join(referenceForms, "typeform/translation-base.json");
(existsSync(reference) ? it : it.skip)("the reference's form in Spanish (skipped where ../shared is absent)", () => {
  const texts = readJson(path.join(referenceForms, "typeform/translation-es.json"));
  const definition = readJson(reference);
  const spanish = formFromTypeform(definition, { translation: { language: "es", texts } });
  const english = formFromTypeform(definition);
  expect(spanish.language).toBe("es");
  const titles = ({ fields }: Form) => Object.entries(fields).map(([id, { title }]) => [id, title] as const);
  expect(titles(spanish).map(([id]) => id)).toEqual(titles(english).map(([id]) => id));
  expect(titles(spanish)).toContainEqual([expect.any(String), "¿Está inscrito actualmente en Medicaid?"]);
  const { flow, check, publishable } = compile(spanish);
  expect(check).toEqual({ ok: true, problems: [] });
  expect(publishable).toBe(true);
  expect(flow.screens[0]?.layout.children.at(-1)).toMatchObject({ type: "Footer", label: "Continuar" });
});

describe("a survey with translations", () => {
  const survey = {
    id: "1",
    title: "Visit",
    language: "en",
    buttons_text: { next_button: "Next", done_button: "Done" },
    pages: [
      {
        id: "p1",
        questions: [
          {
            id: "7",
            family: "single_choice",
            subtype: "vertical",
            headings: [{ heading: "How was it?" }],
            answers: {
              choices: [
                { id: "70", text: "Good" },
                { id: "71", text: "Bad" },
              ],
              other: { id: "72", text: "Other", is_answer_choice: true, visible: true },
            },
          },
          { id: "8", family: "open_ended", subtype: "single", headings: [{ heading: "Why?" }] },
        ],
      },
    ],
  };
  const one = (context: string, resource_id: string, translation: string) => ({
    context,
    resource_id,
    default: "",
    translation,
  });
  const texts = {
    id: "es",
    translations: [
      one("survey_title_html", "1", "Visita"),
      one("survey_next", "1", "Siguiente"),
      one("survey_done", "1", "Listo"),
      one("question_heading", "7", "¿Cómo fue?"),
      one("question_option_text", "70", "Bien"),
      one("question_option_text", "72", "Otra"),
      one("question_option_text", "8", "not a heading"),
      one("collector_disqualification", "9", "No"),
    ],
  };
  const beside = { languages: ["en", "es"], thankYou: "Thank you!" };

  it("is read in the one that is wished for; ids and what is written back stay", () => {
    const spanish = formFromSurveyMonkey(survey, { ...beside, translation: { language: "es", texts } });
    expect(spanish).toMatchObject({
      title: "Visita",
      language: "es",
      languages: ["en", "es"],
      continueLabel: "Siguiente",
      submitLabel: "Listo",
      thankYou: "Thank you!",
    });
    expect(spanish.fields["q_7"]).toMatchObject({
      title: "¿Cómo fue?",
      choices: [
        { label: "Bien", value: "Good" },
        { label: "Bad", value: "Bad" },
      ],
    });
    expect(spanish.fields["q_8"]).toMatchObject({ title: "Why?" });
    expect(told(spanish).at(-1)).toContain("2 texts of the form have no translation into es");
    expect(told(formFromSurveyMonkey(survey, beside))).toHaveLength(1);
    expect(told(formFromSurveyMonkey(survey, { languages: ["en"] }))).toEqual([]);
  });

  it("says where its thank-you message could not be read", () => {
    const codes = (thankYou?: string) =>
      formFromSurveyMonkey(survey, thankYou === undefined ? {} : { thankYou }).notices.map(({ code }) => code);
    expect(codes()).toContain("sm.thank_you_unread");
    expect(codes("")).not.toContain("sm.thank_you_unread");
    expect(formFromSurveyMonkey(survey, { thankYou: "<p>Bye</p>" }).thankYou).toBe("Bye");
  });
});
