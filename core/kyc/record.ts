/** One identity check as HubSpot is told of it. */
import type { Form } from "../form/types.ts";
import { applyMapping, type HandedInBesides, kycMapping, type Mapping } from "../mapping/index.ts";
import { masked } from "../messages/index.ts";
import { assess, dayAt, type Risk } from "../risk/index.ts";
import { inWords } from "../submission/in-words.ts";
import type { Answer } from "../submission/types.ts";
import { kycQuestions } from "./questions.ts";
import type { KycFlow } from "./types.ts";

export interface KycRecord {
  readonly submissionId: string;
  /** When these answers were handed in, epoch milliseconds. */
  readonly receivedAt: number;
  readonly flowName: string;
  /** In words, such as “Passport”. */
  readonly documentType?: string;
  /** Such as “•••• 1234”. */
  readonly maskedNumber?: string;
  /** How many files there are for each question that asks for some; the files themselves stay in the vault. */
  readonly documents: readonly { readonly question: string; readonly files: number }[];
  /** What the Flow's risk rules found, where it has some. */
  readonly risk?: Risk;
  /** Further properties that the mapping names, as HubSpot wants them written. */
  readonly more: Readonly<Record<string, string>>;
}

export interface CheckedAnswers extends HandedInBesides {
  readonly id: string;
  readonly receivedAt: number;
  readonly flowName: string;
  /** As they may leave: `answersThatMayLeave`. */
  readonly answers: readonly Answer[];
  /** By question: how many files were handed over. */
  readonly files: ReadonlyMap<string, number>;
}

export function kycRecordOf(form: Form, flow: KycFlow, mapping: Mapping, given: CheckedAnswers): KycRecord {
  const { number, documentType, documents } = kycQuestions(form, flow);
  const { answers } = given;
  const end = answers.find(({ fieldId }) => fieldId === number)?.value;
  const kind = documentType === undefined ? "" : inWords(form, documentType, answers);
  return {
    submissionId: given.id,
    receivedAt: given.receivedAt,
    flowName: given.flowName,
    ...(kind !== "" && { documentType: kind }),
    ...(end !== undefined && { maskedNumber: masked(String(end)) }),
    documents: documents.flatMap((id) => {
      const files = given.files.get(id) ?? 0;
      return files > 0 ? [{ question: form.fields[id]?.title ?? id, files }] : [];
    }),
    ...(flow.risk && { risk: assess(form, flow.risk, answers, dayAt(given.receivedAt)) }),
    more: applyMapping(kycMapping(mapping), answers, given).properties,
  };
}
