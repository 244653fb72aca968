/** What is said about a question that is asked in another way than SurveyMonkey asks it (form-tools reference 11). */
import type { Notice } from "../../core/form/types.ts";

export type Told = Pick<Notice, "level" | "code" | "message">;

const info = (code: string, message: string): Told => ({ level: "info", code, message });
const warn = (code: string, message: string): Told => ({ level: "warn", code, message });

export const told = {
  mediaDropped: info("media.dropped", "The picture is not shown on WhatsApp; the words beside it are."),
  randomOrder: info("choice.random_order", "What SurveyMonkey shows in random order keeps the order of the survey."),
  abVariant: info(
    "text.ab_variant",
    "SurveyMonkey shows one of several wordings of this question at random; on WhatsApp everybody reads the first.",
  ),
  naOption: info(
    "ranking.na_dropped",
    "SurveyMonkey offers “not applicable” for every line; on WhatsApp all lines are put in order.",
  ),
  asNumber: info("slider.as_number", "The slider becomes a number to type, within the same bounds."),
  stepNotKept: info("slider.step_not_kept", "The slider's steps are not kept: any number within its bounds is taken."),
  manyLines: info("lines.one_each", "Every line of this question is asked as a question of its own."),
  dateAndTime: info("date.with_time", "Date and time of day are asked one after the other."),
  commentAside: info("comment.own_question", "The comment box stands below as a question of its own."),
  commentsPerRow: info("comment.own_question", "The comment boxes of the lines stand below as questions of their own."),
  onePerColumn: warn(
    "matrix.one_per_column",
    "SurveyMonkey takes each column only once in this table; on WhatsApp a column may be chosen for several lines.",
  ),
  sum: (total: string) =>
    warn("validation.sum", `SurveyMonkey checks that the numbers add up to ${total}; on WhatsApp they may not.`),
  rowsRequired: warn(
    "validation.rows_required",
    "SurveyMonkey asks for a certain number of lines; on WhatsApp every line may be left empty.",
  ),
  notKept: (what: string) =>
    warn("validation.not_kept", `SurveyMonkey checks this answer (${what}); on WhatsApp any answer is taken.`),
  commentCheck: info(
    "validation.comment",
    "SurveyMonkey's rule for the text beside the choices is not checked on WhatsApp.",
  ),
} as const;
