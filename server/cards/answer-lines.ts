/** The answers of a submission as a card shows them: masked for everybody, and in full where somebody reveals them. */
import { type Field, type Form, fieldsInOrder, otherChoice } from "../../core/form/types.ts";
import { answersThatMayLeave, type KycFlow } from "../../core/kyc/index.ts";
import { submissionLines } from "../../core/messages/index.ts";
import { inWords } from "../../core/submission/in-words.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { CardAnswerLine } from "../../src/app/packages/contract/index.ts";

export interface AnswerLine {
  readonly question: string;
  /** With numbers that identify somebody by their last four, and what is about health left out. */
  readonly masked: string;
  readonly full: string;
}

/** @param kyc where the Flow is an identity check: what it says about its questions holds besides their words */
export function answerLines(form: Form, answers: readonly Answer[], kyc: KycFlow | undefined): AnswerLine[] {
  const leaving = kyc ? answersThatMayLeave(form, kyc, answers) : answers;
  return fieldsInOrder(form).flatMap((field) => {
    const own = answers.filter(({ fieldId }) => fieldId === field.id);
    const [line] = submissionLines(form, own);
    if (!line) return [];
    const question = field.title;
    if (counted.has(field.kind)) return [{ question, masked: line.answer, full: line.answer }];
    const [left] = submissionLines(
      form,
      leaving.filter(({ fieldId }) => fieldId === field.id),
    );
    return [{ question, masked: left?.answer ?? "••••", full: inWords(form, field.id, own.map(withoutOther)) }];
  });
}

/** Files open by a link of their own, and a signature is a picture: here they are only counted. */
const counted: ReadonlySet<Field["kind"]> = new Set(["file", "signature", "consent"]);

/** What was typed beside the options stands in the answer itself. */
function withoutOther(answer: Answer): Answer {
  const { value } = answer;
  return Array.isArray(value) ? { ...answer, value: value.filter((each) => each !== otherChoice) } : answer;
}

export const maskedLine = ({ question, masked }: AnswerLine): CardAnswerLine => ({ question, answer: masked });
export const fullLine = ({ question, full }: AnswerLine): CardAnswerLine => ({ question, answer: full });
