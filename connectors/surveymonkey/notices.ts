/** What an importer has to say about a survey as a whole (form-tools reference 4.4 and 11). */
import type { Notice } from "../../core/form/types.ts";
import type { Survey, SurveyQuestion } from "./types.ts";

export function surveyNotices(survey: Survey, questions: readonly SurveyQuestion[]): Notice[] {
  const texts = [
    ...survey.pages.flatMap(({ title, description }) => [title, description]),
    ...questions.flatMap(({ headings }) => headings.map(({ heading }) => heading)),
  ];
  const pages = survey.pages.filter((page) => page.questions.length > 0);
  const scored = survey.quiz_options?.is_quiz_mode ?? false;
  const files = questions.some(({ display_options }) => display_options.display_type === "file_upload");
  return [
    ...when(pages.length > 1 || texts.some(pipes), "warn", "sm.logic_invisible", logicInvisible),
    ...when(files, "warn", "file.not_writable", fileNotWritable),
    ...when(scored, "info", "quiz.scoring_dropped", scoringDropped),
  ];
}

export const thankYouUnread: Notice = {
  level: "info",
  code: "sm.thank_you_unread",
  message:
    "SurveyMonkey keeps a survey's thank-you message with its web link collector, and none could be read. The Flow's receipt says it in Flowella's words; give it your own.",
};

/** How SurveyMonkey marks an earlier answer in a text is not documented: `[Q1]` and `{{ Q1 }}` were seen. */
const pipes = (text: string): boolean => /\[\s*Q\d+[^\]]{0,40}\]|\{\{[^{}]{1,80}\}\}/i.test(text);

function when(holds: boolean, level: Notice["level"], code: string, message: string): Notice[] {
  return holds ? [{ level, code, message }] : [];
}

const logicInvisible =
  "SurveyMonkey tells no app about skip logic, branching, piping or quotas: every page is asked, one after the other. If this survey has such logic, rebuild it as rules here before publishing.";
const fileNotWritable =
  "SurveyMonkey takes no files from other apps: uploaded files stay with Flowella and are not written back to the survey.";
const scoringDropped =
  "This survey is a quiz: points and right answers stay in SurveyMonkey and are not shown on WhatsApp.";
