/** A submission -> the body of SurveyMonkey's create and replace calls (form-tools reference 4.6). Pure. */
import { type Field, type Form, otherChoice } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import { choiceIds } from "./ids.ts";
import { partKey } from "./open-ended.ts";
import { visible } from "./question.ts";
import { questionSchema, type Survey, type SurveyChoice, type SurveyQuestion } from "./types.ts";

/** One entry of `answers`: which of these there are depends on the question. */
export interface Cell {
  readonly row_id?: string;
  readonly col_id?: string;
  readonly choice_id?: string;
  readonly other_id?: string;
  readonly text?: string;
}

export interface ResponseBody {
  readonly pages: readonly {
    readonly id: string;
    readonly questions: readonly { readonly id: string; readonly variable_id?: string; readonly answers: Cell[] }[];
  }[];
  readonly response_status: "completed";
  /** Our submission's id: what is looked for before anything is repeated. */
  readonly custom_value: string;
  /** ISO 8601, UTC. */
  readonly date_created?: string;
  readonly custom_variables?: Readonly<Record<string, string>>;
}

export interface HandedIn {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  readonly revision: number;
  readonly flowName: string;
  readonly answers: readonly Answer[];
  readonly hidden: Readonly<Record<string, string>>;
}

/** @returns `left`: the fields whose answers have no place in the survey as it is now, such as files */
export function surveyResponse(
  survey: Survey,
  form: Form,
  handedIn: HandedIn,
): { readonly body: ResponseBody; readonly left: readonly string[] } {
  const cells = new Map<string, Cell[]>();
  const left = new Set<string>();
  const questions = new Map(questionsOf(survey).map((question) => [question.id, question]));
  for (const answer of handedIn.answers) {
    const field = Object.hasOwn(form.fields, answer.fieldId) ? form.fields[answer.fieldId] : undefined;
    const question = field && questions.get(field.source.id);
    const found = field && question ? cellsOf(question, field, answer) : [];
    if (found.length === 0) left.add(answer.fieldId);
    else if (question) cells.set(question.id, [...(cells.get(question.id) ?? []), ...found]);
  }
  const variables = variablesOf(survey, handedIn);
  const body: ResponseBody = {
    pages: survey.pages.flatMap((page) => {
      const answered = page.questions.flatMap((json) => {
        const { id, family, headings } = questionSchema.parse(json);
        const answers = cells.get(id);
        const variable = headings[0]?.random_assignment?.id;
        if (!answers) return [];
        const own = family === "datetime" ? byLine(answers) : answers;
        return [{ id, ...(variable ? { variable_id: variable } : {}), answers: own }];
      });
      return answered.length === 0 ? [] : [{ id: page.id, questions: answered }];
    }),
    response_status: "completed",
    custom_value: handedIn.id,
    // A response that is corrected was created when it was.
    ...(handedIn.revision === 1 ? { date_created: iso(handedIn.acceptedAt) } : {}),
    ...(Object.keys(variables).length > 0 ? { custom_variables: variables } : {}),
  };
  return { body, left: [...left] };
}

const questionsOf = (survey: Survey): SurveyQuestion[] =>
  survey.pages.flatMap((page) => page.questions.map((json) => questionSchema.parse(json)));

/** SurveyMonkey takes only variables that the survey defines: its own hidden values, and ours where it has made room. */
function variablesOf(survey: Survey, { id, flowName, revision, hidden }: HandedIn): Record<string, string> {
  const ours: Readonly<Record<string, string>> = {
    flowella_submission: id,
    flowella_flow: flowName,
    flowella_source: "whatsapp",
    flowella_revision: String(revision),
  };
  const known = Object.keys(survey.custom_variables).flatMap((name) => {
    const value = Object.hasOwn(hidden, name) ? hidden[name] : Object.hasOwn(ours, name) ? ours[name] : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

/** Nothing for an answer that the question has no place for. */
function cellsOf(question: SurveyQuestion, field: Field, answer: Answer): Cell[] {
  if (field.source.type.endsWith("/comment")) return commentCell(field, answer);
  switch (question.family) {
    case "single_choice":
    case "multiple_choice":
      return chosenCells(question, question.answers.choices, answer);
    case "matrix":
      return matrixCells(question, field, answer);
    case "open_ended":
      return openCell(question, field, answer);
    case "datetime":
      return dateCell(field, answer);
    case "demographic": {
      const row = visible(question.answers.rows).find((each) => partKey(each) === answer.part);
      return row ? [{ row_id: row.id, text: String(answer.value) }] : [];
    }
    default:
      return [];
  }
}

function commentCell({ source: { ref = "" } }: Field, { value }: Answer): Cell[] {
  const [other = "", row] = ref.split("/");
  return [{ ...(row === undefined ? {} : { row_id: row }), other_id: other, text: String(value) }];
}

/** The choices of an answer by SurveyMonkey's own ids; what a person typed instead of choosing is its `other`. */
function chosenCells(question: SurveyQuestion, offered: readonly SurveyChoice[], { value, chosen }: Answer): Cell[] {
  const { other } = question.answers;
  return listOf(value).flatMap((id): Cell[] => {
    if (id === otherChoice) {
      const typed = chosen?.find((choice) => choice.id === id)?.label;
      return other && typed !== undefined ? [{ other_id: other.id, text: typed }] : [];
    }
    const choice = theirs(offered, id);
    return choice === undefined ? [] : [{ choice_id: choice }];
  });
}

function matrixCells(question: SurveyQuestion, field: Field, answer: Answer): Cell[] {
  const { choices, cols } = question.answers;
  const rows = visible(question.answers.rows);
  const at = (row: string | undefined, cells: readonly Cell[]): Cell[] =>
    rows.some(({ id }) => id === row) && row !== undefined ? cells.map((cell) => ({ row_id: row, ...cell })) : [];
  switch (field.kind) {
    case "matrix": {
      const col = cols.find(({ id }) => id === field.source.ref);
      if (!col) return at(answer.part, chosenCells(question, choices, answer));
      const inMenu = chosenCells(question, col.choices, answer);
      return at(
        answer.part,
        inMenu.map((cell) => ({ col_id: col.id, ...cell })),
      );
    }
    // The place is a choice, and what stands there is a line.
    case "ranking": {
      const place = visible(choices).filter(({ is_na }) => !is_na)[Number(answer.part) - 1];
      return place ? at(theirs(rows, String(answer.value)), [{ choice_id: place.id }]) : [];
    }
    case "rating":
      return at(rows[0]?.id, step(choices, Number(answer.value) - 1));
    case "nps":
      return at(rows[0]?.id, step(choices, Number(answer.value)));
    case "opinion_scale":
      return at(rows[0]?.id, step(choices, Number(answer.value) - field.from));
    default:
      return at(rows[0]?.id, chosenCells(question, choices, answer));
  }
}

function step(choices: readonly SurveyChoice[], index: number): Cell[] {
  const choice = visible(choices).filter(({ is_na }) => !is_na)[index];
  return choice ? [{ choice_id: choice.id }] : [];
}

function openCell({ subtype, validation }: SurveyQuestion, field: Field, { value }: Answer): Cell[] {
  if (field.kind === "file" || field.kind === "unsupported") return [];
  const dayFirst = validation?.type === "date_intl";
  const text = field.kind === "date" ? dateText(String(value), dayFirst) : listOf(value).join(", ");
  if (subtype !== "multi" && subtype !== "numerical") return [{ text }];
  return field.source.ref === undefined ? [] : [{ row_id: field.source.ref, text }];
}

/** In the order of the United States whatever the survey's own order is (observed, form-tools reference 4.6). */
function dateCell({ kind, source: { ref = "" } }: Field, { value }: Answer): Cell[] {
  const [row = ""] = ref.split("/");
  const text = kind === "time" ? timeText(String(value)) : dateText(String(value), false);
  return [{ row_id: row, text }];
}

/** A day and a time that were asked one after the other are one text: `MM/DD/YYYY hh:mm AM`. */
function byLine(cells: readonly Cell[]): Cell[] {
  const lines = [...new Set(cells.map(({ row_id }) => row_id ?? ""))];
  return lines.map((row) => {
    const texts = cells.filter(({ row_id }) => row_id === row).map(({ text = "" }) => text);
    const dayFirst = texts.toSorted((left, right) => Number(right.includes("/")) - Number(left.includes("/")));
    return { row_id: row, text: dayFirst.join(" ") };
  });
}

function dateText(value: string, dayFirst: boolean): string {
  const [year = "", month = "", day = ""] = value.split("-");
  return (dayFirst ? [day, month, year] : [month, day, year]).join("/");
}

function timeText(value: string): string {
  const [hours = 0, minutes = 0] = value.split(":").map(Number);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(hours % 12 || 12)}:${two(minutes)} ${hours < 12 ? "AM" : "PM"}`;
}

/** SurveyMonkey's own id of what has this id in the form. */
function theirs(list: readonly { readonly id: string; readonly visible: boolean }[], id: string): string | undefined {
  const shown = visible(list);
  return shown[choiceIds(shown.map((each) => each.id)).indexOf(id)]?.id;
}

function listOf(value: Answer["value"]): string[] {
  return Array.isArray(value) ? value : [String(value)];
}

/** As SurveyMonkey writes its own times: seconds, with an offset. */
function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, "+00:00");
}
