/** Questions and sections with the answers that their texts quote (form-tools reference 2.8). */
import type { RecallPart } from "../../core/form/recall.ts";
import type { Field, FieldId, Section } from "../../core/form/types.ts";
import type { LogicIndex } from "./logic-index.ts";
import { hasRecall, type Quotable, recallOf } from "./recall.ts";
import type { TypeformField } from "./types.ts";

/** A question as it was read, by the id that it got. */
export interface Stop {
  id: string;
  source: TypeformField;
}

/** What was read, in the form's order. */
export interface Read {
  fields: readonly Field[];
  stops: readonly Stop[];
  sections: readonly Section[];
  /** By section id: its words with their tokens. */
  headings: ReadonlyMap<string, Texts>;
  index: LogicIndex;
}

type Texts = { title?: string | undefined; description?: string | undefined };
type Known = Pick<Quotable, "hidden" | "variables">;

/** What an ending can quote: every question that has words. */
export function quotableAtTheEnd({ index, fields }: Pick<Read, "index" | "fields">, known: Known): Quotable {
  const kinds = new Map(fields.map(({ id, kind }) => [id, kind]));
  const fieldOf: Quotable["fieldOf"] = (key) => {
    const subject = index.subjectOf(key);
    return subject?.kind === "field" && hasWords(kinds.get(subject.field), subject.part) ? subject : undefined;
  };
  return { ...known, fieldOf };
}

/** `leftOut`: where a text quotes what cannot be known there, the question (of a section, its first one). */
export function withQuotes(read: Read, known: Known): { fields: Field[]; sections: Section[]; leftOut: LeftOut[] } {
  const places = new Map(read.fields.map(({ id }, place) => [id, place]));
  const atTheEnd = quotableAtTheEnd(read, known);
  const leftOut: LeftOut[] = [];
  const fixed = <T>(it: T, { title, description }: Texts, where: FieldId): T => {
    if (hasRecall(title) || hasRecall(description)) leftOut.push({ fieldId: where });
    return it;
  };
  const quoted = <T extends { recall?: Field["recall"] }>(to: T, texts: Texts, where: FieldId): T => {
    const quotable: Quotable = {
      ...known,
      fieldOf: (key) => {
        const subject = atTheEnd.fieldOf(key);
        return subject && (places.get(subject.field) ?? 0) < (places.get(where) ?? 0) ? subject : undefined;
      },
    };
    const recall = recallsOf(texts, quotable);
    if ([texts.title, texts.description].filter(hasRecall).length > Object.keys(recall).length) {
      leftOut.push({ fieldId: where });
    }
    return Object.keys(recall).length > 0 ? { ...to, recall } : to;
  };
  const sections = read.sections.map((section, index) => {
    const [first = ""] = section.items;
    const texts = read.headings.get(section.id) ?? {};
    // The first screen is told nothing, and the wording of an agreement must be known beforehand.
    return index === 0 ? fixed(section, texts, first) : quoted(section, texts, first);
  });
  const fields = read.fields.map((field, place) => {
    const texts = textsOf(field, read.stops[place]?.source);
    return field.kind === "consent" ? fixed(field, texts, field.id) : quoted(field, texts, field.id);
  });
  return { fields, sections, leftOut };
}

interface LeftOut {
  fieldId: FieldId;
}

function recallsOf(
  { title, description }: Texts,
  quotable: Quotable,
): { title?: RecallPart[]; description?: RecallPart[] } {
  const [above, below] = [recallOf(title, quotable), recallOf(description, quotable)];
  return { ...(above && { title: above }), ...(below && { description: below }) };
}

function textsOf(field: Field, source: TypeformField | undefined): Texts {
  return {
    title: source?.title,
    ...(field.description !== undefined && { description: source?.properties.description }),
  };
}

/** Answers of several lines have words for each line alone; a file, a payment and an agreement have none. */
function hasWords(kind: Field["kind"] | undefined, part: string | undefined): boolean {
  switch (kind) {
    case undefined:
    case "file":
    case "payment":
    case "ranking":
    case "signature":
    case "statement":
    case "consent":
    case "unsupported":
      return false;
    case "address":
    case "contact_info":
    case "matrix":
      return part !== undefined;
    default:
      return true;
  }
}
