/** A submission as the owner's script, or a row of a sheet, takes it. Pure. */
import { type Field, type Form, fieldsInOrder, otherChoice } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";

/** One question's answer. Which of the last four there is depends on the question; the script casts by its own type. */
export interface ScriptAnswer {
  /** Our field: named again for what finds no place. */
  readonly field: string;
  /** The question's number in links that fill a form in advance; of a grid, its first row's. Empty where it has none. */
  readonly entry: string;
  readonly title: string;
  readonly value?: readonly string[];
  /** Year, month, day. */
  readonly date?: readonly number[];
  /** Hours, minutes, seconds. */
  readonly time?: readonly number[];
  /** By the row's text. */
  readonly rows?: Readonly<Record<string, readonly string[]>>;
}

/** @returns `left`: fields that no script can answer: files, and the address that Google itself asks for */
export function scriptAnswers(
  form: Form,
  answers: readonly Answer[],
): { readonly answers: ScriptAnswer[]; readonly left: string[] } {
  const made = new Map<string, ScriptAnswer>();
  const left = new Set<string>();
  for (const answer of answers) {
    const field = Object.hasOwn(form.fields, answer.fieldId) ? form.fields[answer.fieldId] : undefined;
    const found = field && contentOf(field, answer);
    if (!field || !found) {
      left.add(answer.fieldId);
      continue;
    }
    const key = field.source.id;
    const before = made.get(key);
    const rows = before?.rows && found.rows ? { rows: { ...before.rows, ...found.rows } } : {};
    const entry = entryOf(field.kind === "matrix" ? (field.rows[0]?.key ?? "") : key);
    // Date and time of day are one question at Google, and so are all rows of a grid.
    made.set(key, { field: field.id, entry, title: field.title, ...before, ...found, ...rows });
  }
  return { answers: [...made.values()], left: [...left] };
}

type Content = Pick<ScriptAnswer, "value" | "date" | "time" | "rows">;

function contentOf(field: Field, answer: Answer): Content | undefined {
  const { value, part } = answer;
  switch (field.kind) {
    case "file":
    case "unsupported":
    case "statement":
      return undefined;
    case "email":
      return field.source.id === "respondentEmail" ? undefined : { value: [String(value)] };
    case "date":
      return { date: String(value).split("-").map(Number) };
    case "time":
      return { time: String(value).split(":").map(Number) };
    case "matrix": {
      const row = field.rows.find(({ key }) => key === part);
      return row && { rows: { [row.label]: labelsOf(field.columns, answer) } };
    }
    case "consent":
      return value === true ? { value: [field.text] } : undefined;
    default:
      if (field.kind === "short_text" && field.source.type === "timeQuestion")
        return { time: String(value).split(":").map(Number) };
      return { value: "choices" in field ? labelsOf(field.choices, answer) : [String(value)] };
  }
}

/** Google takes an option by its exact text, and what was typed beside the options as it is. */
function labelsOf(choices: readonly { id: string; value: string }[], { value, chosen }: Answer): string[] {
  const ids = Array.isArray(value) ? value : [String(value)];
  return ids.flatMap((id) => {
    const known = choices.find((choice) => choice.id === id) ?? chosen?.find((choice) => choice.id === id);
    return known ? [known.value] : id === otherChoice ? [] : [id];
  });
}

/** Ids of questions are hexadecimal in the API, and decimal in links (form-tools reference 3.9). */
function entryOf(questionId: string): string {
  return /^[0-9a-f]{1,8}$/i.test(questionId) ? String(Number.parseInt(questionId, 16)) : "";
}

/** Columns of a row that are no question, in this order; the first one is what a row is looked for by. */
const own = ["Submission", "Revision", "Time", "Source", "Flow"] as const;

export interface RowFacts {
  readonly id: string;
  readonly revision: number;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  readonly flowName: string;
  readonly answers: readonly Answer[];
}

/**
 * A submission as a row: a column for each question of the form, answered or not, named as Google names them in a linked
 * sheet (grid rows as `Title [Row]`, several choices between commas). Questions of one name get a number behind it.
 */
export function sheetRow(form: Form, facts: RowFacts): { columns: string[]; row: Map<string, string> } {
  const row = new Map<string, string>([
    ["Submission", facts.id],
    ["Revision", String(facts.revision)],
    ["Time", new Date(facts.acceptedAt).toISOString()],
    ["Source", "WhatsApp"],
    ["Flow", facts.flowName],
  ]);
  const columns: string[] = [...own];
  for (const { field, part, title } of cellsOf(form)) {
    let column = title;
    for (let count = 2; columns.includes(column); count += 1) column = `${title} (${count})`;
    columns.push(column);
    const answer = facts.answers.find((each) => each.fieldId === field.id && each.part === part);
    if (answer) row.set(column, textOf(field, answer));
  }
  return { columns, row };
}

interface Cell {
  readonly field: Field;
  readonly part: string | undefined;
  readonly title: string;
}

function cellsOf(form: Form): Cell[] {
  return fieldsInOrder(form).flatMap((field): Cell[] => {
    if (field.kind === "statement" || field.kind === "unsupported") return [];
    if (field.kind !== "matrix") return [{ field, part: undefined, title: field.title }];
    return field.rows.map(({ key, label }) => ({ field, part: key, title: `${field.title} [${label}]` }));
  });
}

function textOf(field: Field, answer: Answer): string {
  if (field.kind === "matrix") return labelsOf(field.columns, answer).join(", ");
  if ("choices" in field) return labelsOf(field.choices, answer).join(", ");
  return Array.isArray(answer.value) ? answer.value.join(", ") : String(answer.value);
}
