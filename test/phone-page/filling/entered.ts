/** What was entered at several inputs, as the one answer that it is. */
import type { ScreenInput } from "../../../core/flow/types.ts";
import { type Field, type Form, otherChoice } from "../../../core/form/types.ts";
import type { Answer, AnswerValue } from "../../../core/submission/types.ts";

/** `own`: the customer's own words, where they chose to answer with their own. */
export interface Entered {
  readonly fieldId: string;
  readonly part?: string;
  readonly value: AnswerValue;
  readonly own?: string;
}

export class Notebook {
  readonly #form: Form;
  readonly #entries: { readonly input: ScreenInput; readonly value: AnswerValue }[] = [];

  constructor(form: Form) {
    this.#form = form;
  }

  note(input: ScreenInput, value: AnswerValue): void {
    this.#entries.push({ input, value });
  }

  /** Options chosen so far at this field, over all its inputs. */
  chosen(fieldId: string): string[] {
    return this.#entries.flatMap(({ input, value }) =>
      input.fieldId !== fieldId || input.role === "other" ? [] : Array.isArray(value) ? value : [String(value)],
    );
  }

  answers(): Entered[] {
    const keys = new Map(this.#entries.map(({ input }) => [keyOf(input), input]));
    return [...keys].flatMap(([key, input]) => {
      const field = this.#form.fields[input.fieldId];
      const entries = this.#entries.filter((entry) => keyOf(entry.input) === key);
      return field ? [together(field, input, entries)] : [];
    });
  }
}

const keyOf = ({ fieldId, part = "" }: ScreenInput): string => JSON.stringify([fieldId, part]);

function together(
  field: Field,
  { fieldId, part }: ScreenInput,
  entries: readonly { readonly input: ScreenInput; readonly value: AnswerValue }[],
): Entered {
  const whose = { fieldId, ...(part !== undefined && { part }) };
  const own = entries.find(({ input }) => input.role === "other")?.value;
  const values = entries.filter(({ input }) => input.role === undefined || input.role === "list");
  const [first] = values;
  const value = Array.isArray(first?.value)
    ? inOrder(
        field,
        values.flatMap((entry) => entry.value as string[]),
      )
    : (first?.value ?? otherChoice);
  return { ...whose, value, ...(own !== undefined && { own: String(own) }) };
}

/** Several options are kept in the form's order, whichever was ticked first. */
function inOrder(field: Field, ids: readonly string[]): string[] {
  if (field.kind === "file") return [...ids];
  const choices = field.kind === "matrix" ? field.columns : "choices" in field ? field.choices : [];
  const all = [...choices.map(({ id }) => id), otherChoice];
  return all.filter((id) => ids.includes(id));
}

/** An answer as the server keeps it, in the same words. */
export function kept({ fieldId, part, value, chosen }: Answer): Entered {
  const own = chosen?.find(({ id }) => id === otherChoice)?.label;
  return { fieldId, ...(part !== undefined && { part }), value, ...(own !== undefined && { own }) };
}
