/** Families `open_ended`, `datetime` and `demographic`: what is typed, line by line where there are lines. */
import { plainLine } from "../../core/flow/text.ts";
import { boundOf, dateBounds, demandOf, lengthsOf } from "./limits.ts";
import { type Asked, asked, base, type Reading, together, visible } from "./question.ts";
import { type Told, told } from "./told.ts";
import type { SurveyRow } from "./types.ts";

export function openQuestion(reading: Reading): Asked {
  const { question } = reading;
  switch (question.subtype) {
    case "single":
      return single(reading);
    case "essay":
      return asked({ ...base(reading), kind: "long_text", ...lengthsOf(question) });
    case "multi":
    case "numerical":
      return lines(reading);
    default:
      return asked({ ...base(reading), kind: "unsupported" });
  }
}

function single(reading: Reading): Asked {
  const { display_options: display } = reading.question;
  if (display.display_type === "file_upload") return asked({ ...base(reading), kind: "file", maxFiles: 1 });
  if (display.display_type === "slider") {
    const stepped = (display.custom_options?.step_size ?? 1) > 1;
    const about = [told.asNumber, ...(stepped ? [told.stepNotKept] : [])];
    const { min = 0, max = 100 } = numberBounds(reading);
    return asked({ ...base(reading), kind: "number", min, max, integer: true }, about);
  }
  return typed(reading, base(reading));
}

type Base = ReturnType<typeof base>;

/** One text box, by what SurveyMonkey checks in it. */
function typed(reading: Reading, common: Base, more: readonly Told[] = []): Asked {
  const { validation } = reading.question;
  switch (validation?.type) {
    case "integer":
    case "decimal":
      return asked(numberField(reading, common), more);
    case "email":
      return asked({ ...common, kind: "email" }, more);
    case "date_us":
    case "date_intl":
      return dateField(reading, common, more);
    case "regex":
      return patternField(reading, common, more);
    default:
      return asked({ ...common, kind: "short_text", ...lengthsOf(reading.question) }, more);
  }
}

function numberField(reading: Reading, common: Base) {
  const integer = reading.question.validation?.type === "integer" ? { integer: true } : {};
  return { ...common, kind: "number" as const, ...numberBounds(reading), ...integer };
}

function numberBounds({ question }: Reading): { min?: number; max?: number } {
  const [min, max] = [boundOf(question.validation?.min), boundOf(question.validation?.max)];
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** Where SurveyMonkey keeps the pattern is not documented (form-tools reference 13): `min` is where it was seen. */
function patternField({ question }: Reading, common: Base, more: readonly Told[]): Asked {
  const pattern = question.validation?.min;
  if (pattern && isPattern(pattern)) return asked({ ...common, kind: "short_text", pattern }, more);
  return asked({ ...common, kind: "short_text" }, [...more, told.notKept("a pattern")]);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return text.length <= 200;
  } catch {
    return false;
  }
}

function dateField({ question }: Reading, common: Base, more: readonly Told[]): Asked {
  const { limits, unread } = dateBounds(question.validation);
  return asked({ ...common, kind: "date", ...limits }, [
    ...more,
    ...(unread ? [told.notKept("its earliest or latest day")] : []),
  ]);
}

/** Several boxes under one text: each is a question of its own, because each has an answer of its own. */
function lines(reading: Reading): Asked {
  const { question } = reading;
  const rows = visible(question.answers.rows);
  const { required, about } = everyLine(reading, rows.length);
  const sum = question.validation?.sum;
  const said = [...(rows.length > 1 ? [told.manyLines] : []), ...about, ...(sum ? [told.sum(sum)] : [])];
  const numeric = question.subtype === "numerical";
  if (rows.length === 0) return asked({ ...base(reading), kind: "unsupported" });
  return together(
    ...rows.map((row, index) => {
      const common = base(reading, { id: `_r${row.id}`, ref: row.id, title: plainLine(row.text), required });
      const own = index === 0 ? said : [];
      return numeric ? asked(numberField(reading, common), own) : typed(reading, common, own);
    }),
  );
}

function everyLine({ question }: Reading, count: number): { required: boolean; about: Told[] } {
  const { required, all, min = 0 } = demandOf(question);
  const every = required && (all || min >= count);
  return { required: every, about: required && !every ? [told.rowsRequired] : [] };
}

export function dateQuestion(reading: Reading): Asked {
  const { question } = reading;
  const rows = visible(question.answers.rows);
  const { required, about } = everyLine(reading, rows.length);
  if (rows.length === 0) return asked({ ...base(reading), kind: "unsupported" });
  const several = rows.length > 1;
  return together(
    ...rows.map((row, index) => {
      const first = index === 0 ? [...(several ? [told.manyLines] : []), ...about] : [];
      const label = plainLine(row.text);
      // The label of an only line repeats what the question asks.
      const title = label && (several || !reading.title) ? { title: label } : {};
      const line = { id: `_r${row.id}`, ref: row.id, required, ...title };
      const time = (id: string, ref: string, said: Told[] = []) =>
        asked({ ...base(reading, { ...line, id, ref }), kind: "time" }, said);
      if (question.subtype === "time_only") return time(line.id, row.id, first);
      if (question.subtype === "date_only") return dateField(reading, base(reading, line), first);
      if (question.subtype !== "both") return asked({ ...base(reading, line), kind: "unsupported" }, first);
      const date = dateField(reading, base(reading, line), [...first, told.dateAndTime]);
      return together(date, time(`_r${row.id}_time`, `${row.id}/time`));
    }),
  );
}

/** Which line of an address or of contact details a row is, by the names that the compiler knows. */
const partNames = new Map([
  ["email", "email"],
  ["phone", "phone_number"],
]);

export const partKey = ({ id, type }: Pick<SurveyRow, "id" | "type">): string => partNames.get(type) ?? (type || id);

export function demographicQuestion(reading: Reading): Asked {
  const rows = visible(reading.question.answers.rows);
  if (rows.length === 0) return asked({ ...base(reading), kind: "unsupported" });
  const parts = rows.map((row) => ({
    key: partKey(row),
    label: plainLine(row.text).replace(/\s*:$/, ""),
    required: row.required,
  }));
  // SurveyMonkey has its own mark on every line; the one of the question says no more than that some have it.
  const required = parts.some((part) => part.required);
  return asked({ ...base(reading, { required }), kind: "contact_info", parts });
}
