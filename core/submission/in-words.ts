/** One question's answer as a person would read it, on one line: for those who branch by it or pass it on. */
import type { Field, Form } from "../form/types.ts";
import type { Answer, AnswerValue } from "./types.ts";

/** @returns the empty text where the question was not answered */
export function inWords(form: Form, fieldId: string, answers: readonly Answer[]): string {
  const field = form.fields[fieldId];
  const own = answers.filter((answer) => answer.fieldId === fieldId);
  // A ranking's parts are its places.
  const sorted = field?.kind === "ranking" ? own.toSorted((a, b) => Number(a.part) - Number(b.part)) : own;
  return sorted
    .map((answer) => {
      const words = valueInWords(field, answer);
      const label = words === "" ? undefined : partLabel(field, answer.part);
      return label === undefined ? words : `${label}: ${words}`;
    })
    .filter((words) => words !== "")
    .join(field?.kind === "ranking" ? ", " : "; ");
}

function valueInWords(field: Field | undefined, { value, chosen = [] }: Answer): string {
  return [value]
    .flat()
    .map((each) => chosen.find(({ id }) => id === each)?.label ?? single(field, each))
    .join(", ")
    .trim();
}

function single(field: Field | undefined, value: Exclude<AnswerValue, string[]>): string {
  if (field?.kind === "boolean" && typeof value === "boolean") return value ? field.trueLabel : field.falseLabel;
  const choices = field?.kind === "matrix" ? field.columns : field && "choices" in field ? field.choices : [];
  return choices.find(({ id }) => id === value)?.label ?? String(value);
}

function partLabel(field: Field | undefined, part: string | undefined): string | undefined {
  if (field?.kind === "matrix") return field.rows.find(({ key }) => key === part)?.label;
  return field && "parts" in field ? field.parts.find(({ key }) => key === part)?.label : undefined;
}
