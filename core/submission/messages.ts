/** What the customer reads when an answer is refused: one sentence per code, in the form's language. */
import { boundIn, wordsFor } from "../texts/index.ts";
import type { AnswerProblemCode } from "./types.ts";

/** The bound that was broken, where the code has one: a number, or a date as `YYYY-MM-DD`. */
type Bound = number | string;

/** The sentence for a code; `bound` is used by the codes that have one. */
export function answerMessage(language: string, code: AnswerProblemCode, bound: Bound = ""): string {
  return wordsFor(language).answers[code](boundIn(language, bound));
}
