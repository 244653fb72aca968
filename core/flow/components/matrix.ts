import type { FieldOf } from "../../form/types.ts";
import type { Component, ScreenInput } from "../types.ts";
import { input } from "./inputs.ts";
import { idsAreUsable, type Option, optionsOf } from "./options.ts";
import { bodyText, captionText, cutNotice, headingText, wordQuestion } from "./question.ts";
import { type Built, type Change, type Context, dropped } from "./types.ts";

/** Rows of one screen, at most (WhatsApp reference 9). */
const rowsPerScreen = 5;

/** Rows in all: each takes a screen's share, and a Flow has a hundred screens. */
const mostRows = 100;

/** From more columns or rows on, every row is a drop-down list: open lists would make the screen endless. */
const openColumns = 5;

type Matrix = FieldOf<"matrix">;

/** A table as one list for each row; the parts are the rows' keys. Long ones go over several screens. */
export function buildMatrix(field: Matrix, context: Context): Built {
  const { rows, columns } = field;
  const keys = new Set(rows.map(({ key }) => key));
  if (rows.length === 0 || columns.length === 0) return dropped("matrix.empty", "The table has no rows or no columns.");
  if (keys.size < rows.length) return dropped("parts.unusable", "Two rows of the table share one name.");
  if (rows.length > mostRows) return dropped("matrix.too_many_rows", `Not on WhatsApp: more than ${mostRows} rows.`);
  const type = listFor(field);
  const most = context.limit(type, "data-source");
  if (columns.length > most) {
    return dropped("matrix.too_many_columns", `Not on WhatsApp: a table with more than ${most} columns.`);
  }
  if (!idsAreUsable(columns)) {
    return dropped("choice.unusable_id", "Two options share one internal name, or its characters cannot be sent.");
  }
  const { options, changes } = optionsOf(columns, context);
  const built = rows.map((row) => buildRow(field, row, context, { type, options }));
  const slices = inSlices(built).map((slice, index) => ({
    components: [
      ...headingText(field.title, context),
      ...(index === 0 ? captionText(field.description, context) : []),
      ...slice.flatMap(({ components }) => components),
    ],
    inputs: slice.map((row) => row.input),
  }));
  return {
    outcome: "asked",
    components: slices.flatMap(({ components }) => components),
    inputs: slices.flatMap(({ inputs }) => inputs),
    changes: [
      rowByRow,
      ...changes,
      ...[field.title, field.description].flatMap((text) => cutNotice(text, context)).slice(0, 1),
    ],
    ...(slices.length > 1 ? { slices } : {}),
  };
}

type ListType = "RadioButtonsGroup" | "CheckboxGroup" | "Dropdown";

function listFor({ multiple, columns }: Matrix): ListType {
  if (multiple) return "CheckboxGroup";
  return columns.length <= openColumns ? "RadioButtonsGroup" : "Dropdown";
}

function buildRow(
  field: Matrix,
  row: Matrix["rows"][number],
  context: Context,
  { type, options }: { type: ListType; options: Option[] },
): { components: Component[]; input: ScreenInput } {
  const described = type !== "Dropdown";
  const question = wordQuestion({ title: row.label || row.key }, context, {
    component: type,
    ...(described ? { hint: "description" as const } : {}),
    instruction: field.multiple ? context.words.chooseAny : context.words.chooseOne,
  });
  const built = input(field, context, {
    type,
    part: row.key,
    properties: { label: question.label, required: row.required, "data-source": options },
    prefill: type === "CheckboxGroup" ? "array" : "string",
  });
  // One line is enough to tell the rows apart: an endless one would bury the table.
  const above = question.above.length > 1 ? bodyText(row.label, context).slice(0, 1) : question.above;
  return { components: [...above, built.component], input: built.input };
}

/** Slices of about the same length, the first ones longer. */
function inSlices<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / rowsPerScreen);
  const each = Math.ceil(rows.length / count);
  return Array.from({ length: count }, (_, index) => rows.slice(index * each, (index + 1) * each)).filter(
    (slice) => slice.length > 0,
  );
}

const rowByRow: Change = {
  code: "matrix.row_by_row",
  message: "The table is asked row by row, each with its own list, because WhatsApp has no tables to fill in.",
};
