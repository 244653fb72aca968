/**
 * A survey in another of its languages: texts joined by the ids of questions, options and lines (form-tools reference 4.5).
 * What has no translation stays as it is.
 */
import { z } from "zod";

export interface Translated {
  json: unknown;
  /** Questions and options without a translation. */
  missing: number;
}

const text = z.string().nullish().catch(undefined);
const translationsSchema = z.object({
  translations: z.array(
    z.object({
      context: text,
      resource_id: z.union([z.string(), z.number()]).nullish().catch(undefined),
      translation: text,
    }),
  ),
});

/** The wire's own shape, as far as texts stand in it; the rest is passed on. */
const answerSchema = z.looseObject({ id: z.string().catch(""), text: z.string().catch("") });
const answersSchema = z.array(answerSchema).optional().catch(undefined);
const questionSchema = z.looseObject({
  id: z.string().catch(""),
  headings: z.array(z.looseObject({ heading: z.string().catch("") })).catch([]),
  answers: z
    .looseObject({
      choices: answersSchema,
      rows: answersSchema,
      cols: z
        .array(z.looseObject({ id: z.string().catch(""), text: z.string().catch(""), choices: answersSchema }))
        .optional()
        .catch(undefined),
      other: answerSchema.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
const surveySchema = z.looseObject({
  title: z.string().catch(""),
  buttons_text: z.record(z.string(), z.unknown()).catch({}),
  pages: z.array(z.looseObject({ questions: z.array(questionSchema).catch([]) })),
});
type Question = z.infer<typeof questionSchema>;
type Answer = z.infer<typeof answerSchema>;

/** @param texts the body of `GET /v3/surveys/{id}/languages/{code}` */
export function translatedSurvey(json: unknown, texts: unknown, language: string): Translated {
  const survey = surveySchema.safeParse(json).data;
  const told = translationsSchema.safeParse(texts).data;
  if (!survey || !told) return { json, missing: 0 };
  const words = new Translations(told.translations);
  const pages = survey.pages.map((page) => ({ ...page, questions: page.questions.map((one) => question(one, words)) }));
  const [next, done] = [words.only("survey_next"), words.only("survey_done")];
  return {
    json: {
      ...survey,
      title: words.only("survey_title_html") ?? survey.title,
      buttons_text: { ...survey.buttons_text, ...(next && { next_button: next }), ...(done && { done_button: done }) },
      language,
      pages,
    },
    missing: words.missing,
  };
}

class Translations {
  missing = 0;
  readonly #texts = new Map<string, string>();
  readonly #single = new Map<string, string>();

  constructor(translations: z.infer<typeof translationsSchema>["translations"]) {
    for (const { context, resource_id, translation } of translations) {
      if (!context || !translation?.trim()) continue;
      this.#texts.set(`${context} ${resource_id ?? ""}`, translation);
      this.#single.set(context, translation);
    }
  }

  /** Of what a survey has one of. */
  only(context: string): string | undefined {
    return this.#single.get(context);
  }

  of(context: string, id: string, base: string): string {
    const found = this.#texts.get(`${context} ${id}`);
    if (found === undefined && base.trim()) this.missing += 1;
    return found ?? base;
  }
}

function question(one: Question, words: Translations): Question {
  const { headings, answers } = one;
  // The words of an option are what is written back: they stay beside their translation.
  const option = <A extends Answer>(answer: A): A => ({
    ...answer,
    text: words.of("question_option_text", answer.id, answer.text),
    base_text: answer.text,
  });
  return {
    ...one,
    headings: headings.map((heading, index) =>
      index === 0 ? { ...heading, heading: words.of("question_heading", one.id, heading.heading) } : heading,
    ),
    ...(answers && {
      answers: {
        ...answers,
        ...(answers.choices && { choices: answers.choices.map(option) }),
        ...(answers.rows && { rows: answers.rows.map(option) }),
        ...(answers.cols && {
          cols: answers.cols.map((col) => ({
            ...option(col),
            ...(col.choices && { choices: col.choices.map(option) }),
          })),
        }),
        ...(answers.other && { other: option(answers.other) }),
      },
    }),
  };
}
