/** What the customer reads when an answer is refused. One sentence per code, at most 80 characters. */
import type { AnswerProblemCode } from "./types.ts";

/** The bound that was broken, where the code has one: a number, or a date as `YYYY-MM-DD`. */
type Bound = number | string;

const sentences: Record<AnswerProblemCode, (bound: Bound) => string> = {
  required: () => "Please answer this question.",
  wrong_type: () => "This answer could not be read. Please enter it again.",
  too_large: () => "This answer is far too long. Please shorten it.",
  not_offered: () => "Please pick one of the options offered.",
  duplicate_choice: () => "Please use each option only once.",
  too_few: (bound) => `Please choose at least ${bound}.`,
  too_many: (bound) => `Please choose at most ${bound}.`,
  not_an_email: () => "Please enter a full e-mail address, like name@example.com.",
  not_a_phone: () => "Please enter the phone number with + and the country code.",
  not_a_url: () => "Please enter a web address, like https://example.com.",
  not_a_number: () => "Please enter a number, in digits only.",
  not_an_integer: () => "Please enter a whole number.",
  too_small: (bound) => `Please enter ${bound} or more.`,
  too_big: (bound) => `Please enter ${bound} or less.`,
  too_short: (bound) => `Please write at least ${bound} characters.`,
  too_long: (bound) => `Please write at most ${bound} characters.`,
  pattern: () => "This does not have the expected format. Please check it.",
  not_a_date: () => "Please choose a date that exists.",
  too_early: (bound) => `Please choose ${bound} or a later date.`,
  too_late: (bound) => `Please choose ${bound} or an earlier date.`,
  not_a_time: () => "Please enter a time from 00:00 to 23:59, like 09:30.",
};

/** The sentence for a code; `bound` is used by the codes that have one. */
export function answerMessage(code: AnswerProblemCode, bound: Bound = ""): string {
  return sentences[code](bound);
}
