/**
 * A SurveyMonkey survey as `GET /v3/surveys/{id}/details` gives it (form-tools reference 4.2 and 4.3).
 *
 * Lenient on purpose: a question we cannot read becomes `unsupported`. Only what makes a document a survey at all is
 * insisted on: an id and a list of pages. Ids are strings in JSON.
 */
import { z } from "zod";

const text = z.string().catch("");
const optionalText = z.string().optional().catch(undefined);
const shown = z.boolean().catch(true);
const flag = z.boolean().catch(false);
const number = z.number().optional().catch(undefined);
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const list = <T extends z.ZodType>(schema: T) => z.array(schema).catch([]);
/** `min`, `max` and `sum` come as text or as numbers. */
const amount = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);

const choiceSchema = z.object({
  id: text,
  text,
  /** Of a translated survey, the words in the language that it was made in. */
  base_text: optionalText,
  visible: shown,
  is_na: flag,
  weight: number,
  image: z.object({}).optional().catch(undefined),
});
export type SurveyChoice = z.infer<typeof choiceSchema>;

const rowSchema = z.object({ id: text, text, visible: shown, required: flag, type: text });
export type SurveyRow = z.infer<typeof rowSchema>;

const colSchema = z.object({ id: text, text, visible: shown, choices: list(choiceSchema) });

const otherSchema = z.object({
  id: text,
  text,
  visible: shown,
  num_lines: number,
  is_answer_choice: flag,
  apply_all_rows: flag,
});
export type SurveyOther = z.infer<typeof otherSchema>;

const validationSchema = z.object({ type: text, min: amount, max: amount, sum: amount });
export type SurveyValidation = z.infer<typeof validationSchema>;

export const questionSchema = z.object({
  id: text,
  visible: shown,
  family: z.string().catch("unknown"),
  subtype: text,
  sorting: maybe(z.object({ type: text })),
  required: maybe(z.object({ type: z.string().catch("all"), amount: z.string().catch("0") })),
  validation: maybe(validationSchema),
  forced_ranking: flag,
  headings: list(
    z.object({
      heading: text,
      description: text,
      image: z.object({}).optional().catch(undefined),
      random_assignment: maybe(z.object({ id: optionalText })),
    }),
  ),
  answers: z
    .object({
      choices: list(choiceSchema),
      rows: list(rowSchema),
      cols: list(colSchema),
      other: maybe(otherSchema),
    })
    .catch({ choices: [], rows: [], cols: [], other: undefined }),
  display_options: z
    .object({
      display_type: optionalText,
      left_label: optionalText,
      middle_label: optionalText,
      right_label: optionalText,
      custom_options: maybe(z.object({ step_size: number })),
    })
    .catch({}),
});
export type SurveyQuestion = z.infer<typeof questionSchema>;

const pageSchema = z.object({ id: text, title: text, description: text, questions: z.array(z.unknown()).catch([]) });

export const surveySchema = z.object({
  id: z.string().min(1),
  title: text,
  language: text,
  date_modified: optionalText,
  custom_variables: z.record(z.string(), text).catch({}),
  buttons_text: z.object({ done_button: text, next_button: text }).catch({ done_button: "", next_button: "" }),
  quiz_options: maybe(z.object({ is_quiz_mode: flag })),
  pages: z.array(pageSchema),
});
export type Survey = z.infer<typeof surveySchema>;
