/** Family `matrix`: tables, ratings, rankings and menus. */
import { plainLine } from "../../core/flow/text.ts";
import type { Choice } from "../../core/form/types.ts";
import { demandOf } from "./limits.ts";
import {
  type Asked,
  asked,
  base,
  choicesOf,
  commentNotice,
  comments,
  orderNotice,
  type Reading,
  together,
  visible,
} from "./question.ts";
import { type Told, told } from "./told.ts";
import type { SurveyRow } from "./types.ts";

export function matrixQuestion(reading: Reading): Asked {
  const { question } = reading;
  const rows = visible(question.answers.rows);
  switch (question.subtype) {
    case "nps":
      return rating(reading, rows);
    case "rating":
      return rows.length === 1 ? rating(reading, rows) : table(reading, rows);
    case "single":
    case "multi":
      return table(reading, rows);
    case "ranking":
      return ranking(reading, rows);
    case "menu":
      return menus(reading, rows);
    default:
      return asked({ ...base(reading), kind: "unsupported" });
  }
}

function table(reading: Reading, rows: readonly SurveyRow[]): Asked {
  const { question } = reading;
  const { required, lines, about } = linesOf(reading, rows);
  const field = {
    ...base(reading, { required }),
    kind: "matrix" as const,
    rows: lines,
    columns: choicesOf(question.answers.choices, reading),
    multiple: question.subtype === "multi",
  };
  const notices = [
    ...(question.forced_ranking ? [told.onePerColumn] : []),
    ...orderNotice(reading),
    ...commentNotice(reading, rows),
    ...about,
  ];
  return together(asked(field, notices), comments(reading, rows));
}

/** A count of lines counts for the lines: all of them where it is as large as they are many. */
function linesOf({ question }: Reading, rows: readonly SurveyRow[]) {
  const demand = demandOf(question);
  const all = demand.all || (demand.min ?? 0) >= rows.length;
  const unmet = demand.required && !all;
  const about: Told[] = unmet ? [told.rowsRequired] : [];
  const lines = rows.map(({ id, text }) => ({ key: id, label: plainLine(text), required: demand.required && all }));
  return { required: demand.required && all, lines, about };
}

/** One line: stars, "how likely would you recommend", a scale of numbers, or a plain choice. */
function rating(reading: Reading, rows: readonly SurveyRow[]): Asked {
  const { question } = reading;
  const {
    display_type: display,
    left_label: left,
    middle_label: center,
    right_label: right,
  } = question.display_options;
  const columns = visible(question.answers.choices).filter(({ is_na }) => !is_na);
  const optional = columns.length < visible(question.answers.choices).length;
  const line = plainLine(rows[0]?.text);
  const common = base(reading, line ? { title: line } : {});
  const about = [...orderNotice(reading), ...commentNotice(reading, rows)];
  const numbers = columns.map(({ text }) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN));
  const [from, to] = [numbers[0], numbers.at(-1)];
  const counts = numbers.length > 1 && numbers.every((number, index) => number === (from ?? 0) + index);
  const labels = { ...(left ? { left } : {}), ...(right ? { right } : {}) };
  const field = () => {
    if (display === "emoji" && !optional)
      return { ...common, kind: "rating", steps: Math.max(1, columns.length) } as const;
    if (!optional && counts && from === 0 && to === 10) return { ...common, kind: "nps", labels } as const;
    if (!optional && counts && from !== undefined && to !== undefined) {
      return {
        ...common,
        kind: "opinion_scale",
        from,
        to,
        labels: { ...labels, ...(center ? { center } : {}) },
      } as const;
    }
    const choices = named(choicesOf(question.answers.choices, reading));
    return { ...common, kind: "single_choice", choices, allowOther: false } as const;
  };
  return together(asked(field(), about), comments(reading, rows));
}

/** Stars have no texts: their place stands for them. */
function named(choices: readonly Choice[]): Choice[] {
  return choices.map((choice, index) => {
    const label = choice.label || String(index + 1);
    return { ...choice, label, value: label };
  });
}

function ranking(reading: Reading, rows: readonly SurveyRow[]): Asked {
  const na = visible(reading.question.answers.choices).some(({ is_na }) => is_na);
  const choices = choicesOf(
    rows.map((row) => ({ ...row, is_na: false, weight: undefined, image: undefined })),
    reading,
  );
  return asked({ ...base(reading), kind: "ranking", choices }, na ? [told.naOption] : []);
}

/** A menu for every line in every column: one table for each column, whose options are the menu's. */
function menus(reading: Reading, rows: readonly SurveyRow[]): Asked {
  const { cols } = reading.question.answers;
  const { required, lines, about } = linesOf(reading, rows);
  const columns = visible(cols).map((col, index) =>
    asked(
      {
        ...base(reading, { id: `_c${col.id}`, ref: col.id, title: plainLine(col.text), required }),
        kind: "matrix",
        rows: lines,
        columns: choicesOf(col.choices, reading),
        multiple: false,
      },
      index === 0 ? [...about, ...commentNotice(reading, rows)] : [],
    ),
  );
  if (columns.length === 0) return asked({ ...base(reading), kind: "unsupported" });
  return together(...columns, comments(reading, rows));
}
