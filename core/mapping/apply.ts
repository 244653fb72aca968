import type { Answer, AnswerValue } from "../submission/types.ts";
import type { Mapping, MappingEntry, MappingNote, OtherSource } from "./types.ts";

export interface Applied {
  /** HubSpot property name -> value; every value travels as a string (HubSpot reference 6.3). */
  properties: Record<string, string>;
  notes: MappingNote[];
}

/** What a submission holds besides its answers. */
export interface HandedInBesides {
  /** What the form's rules calculated. */
  variables?: Readonly<Record<string, string | number>> | undefined;
  /** The ending's id. */
  ending?: string | undefined;
  /** Hidden values by name. */
  hidden?: Readonly<Record<string, string>> | undefined;
}

/**
 * Writes a submission as HubSpot wants it. Unanswered questions are left out, so that nothing known is cleared, unless the
 * entry says so: then the value is `""`, which empties a property (HubSpot reference 6.3).
 */
export function applyMapping(mapping: Mapping, answers: readonly Answer[], besides: HandedInBesides = {}): Applied {
  const properties = new Map<string, string>();
  const notes: MappingNote[] = [];
  for (const entry of mapping.entries) {
    const found = foundFor(entry, answers, besides);
    if (!found) {
      if (entry.whenMissing === "clear" && !properties.has(entry.property)) properties.set(entry.property, "");
      continue;
    }
    const written = write(withOffered(entry, found), found.value);
    if (written.note) notes.push({ ...written.note, fieldId: nameOf(entry), property: entry.property });
    if (!written.text) continue;
    if (properties.get(entry.property)) notes.push(twice(entry));
    else properties.set(entry.property, written.text);
  }
  return { properties: Object.fromEntries(properties), notes };
}

type Found = Pick<Answer, "value" | "chosen">;

function foundFor(entry: MappingEntry, answers: readonly Answer[], besides: HandedInBesides): Found | undefined {
  const { source } = entry;
  if (!source) return answers.find(({ fieldId, part }) => fieldId === entry.fieldId && part === entry.part);
  const value = source.kind === "ending" ? besides.ending : named(besides, source);
  return value === undefined ? undefined : { value };
}

function named({ variables = {}, hidden = {} }: HandedInBesides, { kind, name }: Named): string | number | undefined {
  const values: Readonly<Record<string, string | number>> = kind === "variable" ? variables : hidden;
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

type Named = Extract<OtherSource, { name: string }>;

/**
 * The entry with what each chosen option was called when it was offered: a data source's options are in no form. A text
 * is for reading and takes the label; what the entry itself says for an option comes first.
 */
function withOffered(entry: MappingEntry, { chosen = [] }: Found): MappingEntry {
  if (chosen.length === 0) return entry;
  const offered = chosen.map(({ id, value, label }) => [id, entry.type === "text" ? label : value]);
  return { ...entry, values: { ...Object.fromEntries(offered), ...entry.values } };
}

interface Written {
  text?: string;
  note?: Pick<MappingNote, "code" | "message">;
}

function write(entry: MappingEntry, value: AnswerValue): Written {
  switch (entry.type) {
    case "text":
      return plainly(entry, value);
    case "number":
      return number(value);
    case "boolean":
      return boolean(value);
    case "date":
      return date(value);
    case "choice":
      return choice(entry, value);
    case "choices":
      return choices(entry, value);
  }
}

/** A text property takes any answer, written out. */
function plainly(entry: MappingEntry, value: AnswerValue): Written {
  return {
    text: [value]
      .flat()
      .map((each) => chosen(entry, String(each)))
      .join(", ")
      .trim(),
  };
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

/** A number is an option where the entry says which, such as a score's group. */
function choice(entry: MappingEntry, value: AnswerValue): Written {
  if (typeof value === "string") return { text: chosen(entry, value).trim() };
  const option = typeof value === "number" ? entry.values?.[String(value)] : undefined;
  return option === undefined ? wrongType : { text: option };
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

function twice(entry: MappingEntry): MappingNote {
  const message = "Two questions are mapped to one property: the first answer counts.";
  return { code: "property.twice", fieldId: nameOf(entry), property: entry.property, message };
}

function nameOf({ fieldId = "", source }: MappingEntry): string {
  if (!source) return fieldId;
  return source.kind === "ending" ? "ending" : `${source.kind}:${source.name}`;
}
