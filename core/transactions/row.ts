/**
 * One submission as a row. Values are those that stand in HubSpot, the same whatever language the customer read; questions
 * whose answers identify somebody at a bank or an office, or tell of health, and files stand in no log.
 */
import { policyKindOf } from "../flow/policy/concerns.ts";
import { type Field, type Form, fieldsInOrder } from "../form/types.ts";
import type { Answer } from "../submission/types.ts";

export interface LoggedSubmission {
  readonly answers: readonly Answer[];
  readonly variables: Readonly<Record<string, string | number>>;
  readonly ending?: string | undefined;
}

/** In the form's order: questions by their ids, then what the rules calculated, then how the form ended. */
export function transactionColumns(form: Form): string[] {
  const questions = fieldsInOrder(form).filter(isLogged);
  return [
    ...questions.map(({ id }) => id),
    ...(form.variables ?? []).map(({ name }) => name),
    ...((form.endings ?? []).length > 0 ? ["ending"] : []),
  ].filter((name, place, all) => all.indexOf(name) === place);
}

/** By column; what was not answered is missing. */
export function transactionValues(
  form: Form,
  { answers, variables, ending }: LoggedSubmission,
): Record<string, string> {
  const questions = fieldsInOrder(form)
    .filter(isLogged)
    .flatMap((field): [string, string][] => {
      const own = answers.filter(({ fieldId }) => fieldId === field.id);
      return own.length === 0 ? [] : [[field.id, own.map((answer) => written(field, answer)).join("; ")]];
    });
  const calculated = Object.entries(variables).map(([name, value]): [string, string] => [name, String(value)]);
  return Object.fromEntries([...calculated, ...(ending === undefined ? [] : [["ending", ending]]), ...questions]);
}

function isLogged(field: Field): boolean {
  const said = ["file", "signature", "statement", "payment", "unsupported"].includes(field.kind);
  return !said && field.policy === undefined && policyKindOf(field) === undefined;
}

function written(field: Field, { part, value, chosen = [] }: Answer): string {
  const choices = [...chosen, ...("choices" in field ? field.choices : field.kind === "matrix" ? field.columns : [])];
  const values = [value].flat().map((each) => choices.find(({ id }) => id === each)?.value ?? String(each));
  return part === undefined ? values.join("; ") : `${part}: ${values.join(", ")}`;
}
