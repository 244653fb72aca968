import type { Answer, AnswerValue } from "../submission/types.ts";
import type { Mapping, MappingEntry, MappingNote } from "./types.ts";

export interface Applied {
  /** HubSpot property name -> value; every value travels as a string (HubSpot reference 6.3). */
  properties: Record<string, string>;
  notes: MappingNote[];
}

/** Writes the answers as HubSpot wants them. Unanswered questions are left out, so that nothing known is cleared. */
export function applyMapping(mapping: Mapping, answers: readonly Answer[]): Applied {
  const properties = new Map<string, string>();
  const notes: MappingNote[] = [];
  for (const entry of mapping.entries) {
    const answer = answers.find(({ fieldId, part }) => fieldId === entry.fieldId && part === entry.part);
    if (!answer) continue;
    const written = write(entry, answer.value);
    if (written.note) notes.push({ ...written.note, fieldId: entry.fieldId, property: entry.property });
    if (!written.text) continue;
    if (properties.has(entry.property)) notes.push(twice(entry));
    else properties.set(entry.property, written.text);
  }
  return { properties: Object.fromEntries(properties), notes };
}

interface Written {
  text?: string;
  note?: Pick<MappingNote, "code" | "message">;
}

function write(entry: MappingEntry, value: AnswerValue): Written {
  switch (entry.type) {
    case "text":
      return typeof value === "string" ? { text: value.trim() } : plainly(entry, value);
    case "number":
      return number(value);
    case "boolean":
      return boolean(value);
    case "date":
      return date(value);
    case "choice":
      return typeof value === "string" ? { text: chosen(entry, value).trim() } : wrongType;
    case "choices":
      return choices(entry, value);
  }
}

/** A text property takes any answer, written out. */
function plainly(entry: MappingEntry, value: Exclude<AnswerValue, string>): Written {
  return { text: Array.isArray(value) ? value.map((id) => chosen(entry, id)).join(", ") : String(value) };
}

function number(value: AnswerValue): Written {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  if (text !== "" && Number.isFinite(Number(text))) return { text: String(Number(text)) };
  return {
    note: { code: "value.not_a_number", message: "The answer is not a number, so the property keeps its value." },
  };
}

function boolean(value: AnswerValue): Written {
  if (typeof value === "boolean") return { text: String(value) };
  return value === "true" || value === "false" ? { text: value } : wrongType;
}

/** HubSpot takes `YYYY-MM-DD` for dates. */
function date(value: AnswerValue): Written {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value.trim())) return { text: value.trim() };
  return { note: { code: "value.not_a_date", message: "The answer is not a date, so the property keeps its value." } };
}

/** HubSpot separates several values by `;`, so a value with one inside would arrive as two. */
function choices(entry: MappingEntry, value: AnswerValue): Written {
  if (!Array.isArray(value)) return typeof value === "string" ? { text: chosen(entry, value).trim() } : wrongType;
  const values = value.map((id) => chosen(entry, id).trim()).filter(Boolean);
  const whole = values.filter((text) => !text.includes(";"));
  if (whole.length === values.length) return { text: whole.join(";") };
  const message = "An option's value holds a semicolon, which HubSpot uses between values: it is left out.";
  return { text: whole.join(";"), note: { code: "value.separator", message } };
}

function chosen({ values }: MappingEntry, id: string): string {
  return values && Object.hasOwn(values, id) ? (values[id] ?? id) : id;
}

const wrongType: Written = {
  note: { code: "value.wrong_type", message: "The answer does not fit the property, which keeps its value." },
};

function twice({ fieldId, property }: MappingEntry): MappingNote {
  const message = "Two questions are mapped to one property: the first answer counts.";
  return { code: "property.twice", fieldId, property, message };
}
