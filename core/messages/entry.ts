/**
 * The answers of a submission as lines for people who look at a contact: what identifies somebody at a bank or an office
 * is masked to its last four, what is about their health is not shown, and files are counted.
 */
import { policyKindOf } from "../flow/policy/concerns.ts";
import { type Field, type Form, fieldsInOrder, otherChoice } from "../form/types.ts";
import { inWords } from "../submission/in-words.ts";
import { lastFourOf } from "../submission/last-four.ts";
import type { Answer } from "../submission/types.ts";
import { masked, maskNumbers } from "./mask.ts";

export interface Told {
  readonly question: string;
  readonly answer: string;
}

export function submissionLines(form: Form, answers: readonly Answer[]): Told[] {
  return fieldsInOrder(form).flatMap((field) => {
    const own = answers.filter(({ fieldId }) => fieldId === field.id);
    const answer = own.length === 0 ? "" : answerOf(form, field, own);
    return answer === "" ? [] : [{ question: field.title, answer }];
  });
}

const keptBack = "(kept in Flowella)";

function answerOf(form: Form, field: Field, own: readonly Answer[]): string {
  const files = own.reduce((count, { value }) => count + (Array.isArray(value) ? value.length : 1), 0);
  if (field.kind === "file") return files === 1 ? "1 file" : `${files} files`;
  if (field.kind === "signature") return "✓";
  if (field.kind === "consent") return own.some(({ value }) => value === true) ? "✓" : "–";
  const kind = policyKindOf(field);
  if (kind === "health") return keptBack;
  if (kind !== undefined || field.policy === "last_digits") return endOf(own);
  return maskNumbers(inWords(form, field.id, own.map(withoutOther)));
}

/** Of a whole number its end; of what is asked for as an end, the end. Anything else tells too much of itself. */
function endOf(own: readonly Answer[]): string {
  const [only, ...others] = own;
  if (only === undefined || others.length > 0 || only.part !== undefined) return keptBack;
  const text = String(only.value);
  if ([...text].length <= 4) return masked(text);
  const end = lastFourOf(only.value);
  return end === undefined ? keptBack : masked(end);
}

/** What was typed beside the options stands in the answer itself; that the box for it was chosen says nothing more. */
function withoutOther(answer: Answer): Answer {
  const { value } = answer;
  return Array.isArray(value) ? { ...answer, value: value.filter((each) => each !== otherChoice) } : answer;
}
