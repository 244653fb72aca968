/** A submission as the receiver of a webhook reads it. Pure. */
import { ownHidden } from "../../core/form/hidden.ts";
import type { Choice, Field, Form } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { IdentityCheckEvent, SubmissionEvent } from "./types.ts";

type Data = SubmissionEvent["data"];

export interface SubmissionFacts {
  readonly id: string;
  /** Of the answers that stand here. */
  readonly revision: number;
  /** Epoch milliseconds, like all times here. */
  readonly acceptedAt: number;
  /** When what the event tells of was handed in. */
  readonly at: number;
  readonly flow: Data["flow"];
  readonly customer: Data["customer"];
  readonly form: Form;
  readonly answers: readonly Answer[];
  readonly variables: Readonly<Record<string, string | number>>;
  /** The ending's id. */
  readonly ending?: string | undefined;
  /** Hidden values that came with the message; they stand above the form's own. */
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  readonly files: Data["files"];
}

export type IdentityFacts = Pick<IdentityCheckEvent["data"], "check" | "risk" | "documents">;

/** What a provider of identity verification is asked about a submission. */
export function identityCheckEvent(facts: SubmissionFacts, check: IdentityFacts): IdentityCheckEvent {
  const { timestamp, data } = submissionEvent("submission.accepted", facts);
  return { type: "identity.check", timestamp, data: { ...data, ...check } };
}

export function submissionEvent(type: SubmissionEvent["type"], facts: SubmissionFacts): SubmissionEvent {
  const { form, flow, customer } = facts;
  const ending = form.endings?.find(({ id }) => id === facts.ending);
  const { tool, formId, revision } = form.source;
  return {
    type,
    timestamp: iso(facts.at),
    data: {
      submission: { id: facts.id, revision: facts.revision, acceptedAt: iso(facts.acceptedAt) },
      flow,
      form: { tool, id: formId, revision, title: form.title, language: form.language },
      customer,
      answers: facts.answers.map((answer) => answerOf(form, answer)),
      variables: { ...facts.variables },
      ...(ending && { ending: { id: ending.id, title: ending.title } }),
      hidden: { ...ownHidden(form), ...facts.hidden },
      files: facts.files,
    },
  };
}

function answerOf(form: Form, answer: Answer): Data["answers"][number] {
  const { fieldId, part, value } = answer;
  const field = Object.hasOwn(form.fields, fieldId) ? form.fields[fieldId] : undefined;
  const partTitle = field && part !== undefined ? partTitleOf(field, part) : undefined;
  const chosen = field && chosenOf(field, answer);
  return {
    field: fieldId,
    ...(part !== undefined && { part }),
    source: { id: field?.source.id ?? fieldId, ...(field?.source.ref !== undefined && { ref: field.source.ref }) },
    kind: field?.kind ?? "unsupported",
    title: field?.title ?? fieldId,
    ...(partTitle !== undefined && { partTitle }),
    value,
    ...(chosen && { chosen }),
    ...(field?.kind === "boolean" && { label: value === true ? field.trueLabel : field.falseLabel }),
  };
}

function partTitleOf(field: Field, part: string): string | undefined {
  if (field.kind === "matrix") return field.rows.find(({ key }) => key === part)?.label;
  return "parts" in field ? field.parts.find(({ key }) => key === part)?.label : undefined;
}

/** In the order of the answer. An id that neither form nor source knows stands for itself. */
function chosenOf(field: Field, { value, chosen }: Answer): Choice[] | undefined {
  const offered = chosen ?? choicesOf(field);
  if (!offered) return undefined;
  const ids = Array.isArray(value) ? value : [String(value)];
  return ids.map((id) => offered.find((choice) => choice.id === id) ?? { id, label: id, value: id });
}

function choicesOf(field: Field): readonly Choice[] | undefined {
  if (field.kind === "matrix") return field.columns;
  return "choices" in field ? field.choices : undefined;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
