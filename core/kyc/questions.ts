/** Which questions of a form an identity check is about, and their answers as they may leave. */
import { policyKindOf } from "../flow/policy/concerns.ts";
import { kindInWords } from "../flow/policy/patterns.ts";
import { type Field, type FieldId, type Form, fieldsInOrder } from "../form/types.ts";
import { lastFourOf } from "../submission/last-four.ts";
import type { Answer } from "../submission/types.ts";
import type { KycFlow } from "./types.ts";

export interface KycQuestions {
  /** For the document's number. */
  readonly number: FieldId | undefined;
  /** For what document it is. */
  readonly documentType: FieldId | undefined;
  /** For files: every one of them is an identity document. */
  readonly documents: readonly FieldId[];
  /** Whose answers are numbers of people, accounts or documents. */
  readonly numbers: ReadonlySet<FieldId>;
}

export function kycQuestions(form: Form, flow: KycFlow): KycQuestions {
  const fields = fieldsInOrder(form);
  const numbers = fields.filter((field) => field.kind !== "file" && asksForNumber(field));
  const guessed = numbers.find((field) => policyKindOf(field) === "identity") ?? numbers[0];
  const number = flow.number ?? guessed?.id;
  return {
    number,
    documentType: flow.documentType ?? fields.find(asksWhichDocument)?.id,
    documents: fields.filter(({ kind }) => kind === "file").map(({ id }) => id),
    numbers: new Set([...numbers.map(({ id }) => id), ...(number === undefined ? [] : [number])]),
  };
}

function asksForNumber(field: Field): boolean {
  const kind = policyKindOf(field);
  return kind === "identity" || kind === "bank" || kind === "card";
}

function asksWhichDocument(field: Field): boolean {
  const chooses = field.kind === "single_choice" || field.kind === "dropdown" || field.kind === "picture_choice";
  return chooses && kindInWords(field.title) === "identity";
}

/**
 * The answers of an identity check as they may leave: numbers by their last four characters, documents not at all, not even
 * their names.
 */
export function answersThatMayLeave(form: Form, flow: KycFlow, answers: readonly Answer[]): Answer[] {
  return numbersByTheirEnds(form, flow, answers).filter(({ fieldId }) => form.fields[fieldId]?.kind !== "file");
}

/** The answers with the last four characters of each number; one too short to have a harmless end is left out. */
export function numbersByTheirEnds(form: Form, flow: KycFlow, answers: readonly Answer[]): Answer[] {
  const { numbers } = kycQuestions(form, flow);
  return answers.flatMap((answer) => {
    if (!numbers.has(answer.fieldId)) return [answer];
    const end = endOf(form, answer);
    return end === undefined ? [] : [{ ...answer, value: end }];
  });
}

/** By question: how many files were handed over. */
export function documentsIn(form: Form, answers: readonly Answer[]): Map<FieldId, number> {
  const files = answers.filter(({ fieldId }) => form.fields[fieldId]?.kind === "file");
  return new Map(files.map(({ fieldId, value }) => [fieldId, Array.isArray(value) ? value.length : 1]));
}

/** What was asked for by its end alone, or comes from the secure page as its end, is one already. */
function endOf({ fields }: Form, { fieldId, value }: Answer): string | undefined {
  const { policy } = fields[fieldId] ?? {};
  const asEnd = policy === "last_digits" || policy === "secure_page";
  const text = typeof value === "string" ? value.trim() : undefined;
  if (asEnd && text !== undefined && text !== "" && text.length <= 4) return text;
  return lastFourOf(value);
}
