/** A SurveyMonkey survey -> neutral Form. Pure: the same survey always gives the same Form. */
import { createHash } from "node:crypto";
import { plainLine, plainText } from "../../core/flow/text.ts";
import type { Field, Form, Notice, Section } from "../../core/form/types.ts";
import type { Beside } from "../form-tool.ts";
import { languageNotices, languagesOf } from "../languages.ts";
import { choiceQuestion } from "./choices.ts";
import { Ids } from "./ids.ts";
import { matrixQuestion } from "./matrix.ts";
import { surveyNotices, thankYouUnread } from "./notices.ts";
import { dateQuestion, demographicQuestion, openQuestion } from "./open-ended.ts";
import { type Asked, asked, base, type Reading } from "./question.ts";
import { refusal } from "./refuse.ts";
import { told } from "./told.ts";
import { translatedSurvey } from "./translate.ts";
import { questionSchema, type SurveyQuestion, surveySchema } from "./types.ts";

/** @throws RefusedInput for what is no survey, saying what it is and what to pass instead */
export function formFromSurveyMonkey(definition: unknown, beside: Beside = {}): Form {
  const original = surveySchema.safeParse(definition);
  if (!original.success) throw refusal(definition);
  const { translation } = beside;
  const { json, missing } = translation
    ? translatedSurvey(definition, translation.texts, translation.language)
    : { json: definition, missing: 0 };
  const survey = translation ? surveySchema.parse(json) : original.data;
  const language = survey.language || "en";
  const languages = languagesOf(original.data.language || "en", [
    ...(beside.languages ?? []),
    ...(translation ? [translation.language] : []),
  ]);
  const thankYou = plainText(beside.thankYou);
  const ids = new Ids();
  const pages = survey.pages.map((page) => ({
    page,
    read: page.questions.flatMap((one, index) => readQuestion(one, `${page.id}_${index + 1}`)),
  }));
  const sections: Section[] = [];
  const fields: Field[] = [];
  const notices: Notice[] = [];
  for (const [index, { page, read }] of pages.entries()) {
    const made = read.map((question) => fieldsOf(question, ids, language));
    const items = made.flatMap((one) => one.fields);
    if (items.length === 0 && !page.description) continue;
    const title = plainLine(page.title);
    const description = plainText(page.description);
    sections.push({
      id: page.id || `page_${index + 1}`,
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      items: items.map(({ id }) => id),
    });
    fields.push(...items);
    notices.push(...made.flatMap((one) => one.notices));
  }
  const submitLabel = plainLine(survey.buttons_text.done_button);
  const continueLabel = plainLine(survey.buttons_text.next_button);
  return {
    source: { tool: "surveymonkey", formId: survey.id, revision: survey.date_modified || hashOf(definition) },
    title: plainLine(survey.title),
    language,
    ...(languages.length > 1 ? { languages } : {}),
    sections,
    fields: Object.fromEntries(fields.map((field) => [field.id, field])),
    hidden: Object.entries(survey.custom_variables).map(([name, label]) => ({ name, ...(label ? { label } : {}) })),
    ...(submitLabel ? { submitLabel } : {}),
    ...(continueLabel ? { continueLabel } : {}),
    ...(thankYou ? { thankYou } : {}),
    notices: [
      ...surveyNotices(
        survey,
        pages.flatMap(({ read }) => read),
      ),
      ...(beside.thankYou === undefined ? [thankYouUnread] : []),
      ...languageNotices(languages, language, missing),
      ...notices,
    ],
  };
}

/** Nothing for a question that was deleted in the editor (form-tools reference 4.3). */
function readQuestion(json: unknown, place: string): SurveyQuestion[] {
  const parsed = questionSchema.safeParse(json);
  const question = parsed.success ? parsed.data : questionSchema.parse({});
  return question.visible ? [{ ...question, id: question.id || place }] : [];
}

function fieldsOf(question: SurveyQuestion, ids: Ids, language: string): Asked {
  const [first, ...others] = question.headings;
  const reading: Reading = {
    question,
    ids,
    language,
    title: plainText(first?.heading),
    // With several wordings the description is the author's own remark on them.
    description: others.length > 0 ? "" : plainText(first?.description),
  };
  const made = byFamily(reading);
  const about = [
    ...(first?.random_assignment || others.length > 0 ? [told.abVariant] : []),
    ...(first?.image ? [told.mediaDropped] : []),
  ];
  const [field] = made.fields;
  if (!field) return made;
  return { ...made, notices: [...made.notices, ...about.map((notice) => ({ ...notice, fieldId: field.id }))] };
}

function byFamily(reading: Reading): Asked {
  switch (reading.question.family) {
    case "single_choice":
    case "multiple_choice":
      return choiceQuestion(reading);
    case "matrix":
      return matrixQuestion(reading);
    case "open_ended":
      return openQuestion(reading);
    case "datetime":
      return dateQuestion(reading);
    case "demographic":
      return demographicQuestion(reading);
    case "presentation":
      return asked({ ...base(reading), required: false, kind: "statement" });
    default:
      return asked({ ...base(reading), kind: "unsupported" });
  }
}

function hashOf(json: unknown): string {
  return createHash("sha256").update(JSON.stringify(json)).digest("hex").slice(0, 16);
}
