import type { Choice, Field } from "../../core/form/types.ts";
import type { Words } from "../../core/texts/index.ts";
import { choiceIds } from "./ids.ts";
import { withoutRecall } from "./recall.ts";
import type { TypeformChoice, TypeformField } from "./types.ts";

export interface FieldContext {
  /** The id given to the field. */
  id: string;
  words: Words;
  language: string;
  /** The inner fields of a matrix, an address or contact details, already read. */
  inner: TypeformField[];
}

/** One question, whatever its type (form-tools reference 2.4). Groups are not questions and do not come here. */
export function fieldFrom(source: TypeformField, context: FieldContext): Field {
  const { properties, validations } = source;
  const common = {
    id: context.id,
    title: withoutRecall(source.title),
    ...described(source),
    required: validations.required ?? false,
    source: { id: source.id ?? "", type: source.type, ...(source.ref ? { ref: source.ref } : {}) },
  };
  switch (source.type) {
    case "short_text":
      return { ...common, kind: "short_text", ...maxLength(validations.max_length) };
    case "long_text":
      return { ...common, kind: "long_text", ...maxLength(validations.max_length) };
    case "email":
      return { ...common, kind: "email" };
    case "phone_number": {
      const country = properties.default_country_code;
      return { ...common, kind: "phone", ...(country ? { defaultCountry: country } : {}) };
    }
    case "website":
      return { ...common, kind: "url" };
    case "number":
      return { ...common, kind: "number", ...bounds(validations.min_value, validations.max_value) };
    case "date":
      return { ...common, kind: "date" };
    case "time":
      return { ...common, kind: "time" };
    case "yes_no":
      return { ...common, kind: "boolean", trueLabel: context.words.yes, falseLabel: context.words.no };
    case "legal":
      return { ...common, kind: "consent", text: common.title, ...linkIn(properties.description) };
    case "multiple_choice":
      return properties.allow_multiple_selection
        ? { ...common, kind: "multiple_choice", ...choices(source, context), ...selection(source) }
        : { ...common, kind: "single_choice", ...choices(source, context) };
    case "picture_choice":
      return {
        ...common,
        kind: "picture_choice",
        ...choices(source, context),
        multiple: properties.allow_multiple_selection ?? false,
      };
    case "dropdown":
      return { ...common, kind: "dropdown", ...choices(source, context) };
    case "ranking":
      return { ...common, kind: "ranking", choices: choices(source, context).choices };
    case "rating":
      return { ...common, kind: "rating", steps: steps(properties.steps, 5) };
    case "opinion_scale": {
      const count = steps(properties.steps, 11);
      const from = properties.start_at_one ? 1 : 0;
      return {
        ...common,
        kind: "opinion_scale",
        from,
        to: from + count - 1,
        labels: labels(source, ["left", "center", "right"]),
      };
    }
    case "nps":
      return { ...common, kind: "nps", labels: labels(source, ["left", "right"]) };
    case "matrix":
      return { ...common, ...matrix(source, context) };
    case "file_upload":
      // The answer is one address (form-tools reference 2.10), so the question takes one file, of any type.
      return { ...common, kind: "file", maxFiles: 1 };
    case "address":
      return { ...common, kind: "address", ...parts(source, context) };
    case "contact_info":
      return { ...common, kind: "contact_info", ...parts(source, context) };
    case "payment":
      return { ...common, kind: "payment" };
    case "statement":
      return { ...common, kind: "statement", required: false };
    default:
      return { ...common, kind: "unsupported" };
  }
}

function described({ type, properties: { description } }: TypeformField): { description?: string } {
  const onlyALink = type === "legal" && /^\s*https?:\/\/\S+\s*$/.test(description ?? "");
  return description && !onlyALink ? { description: withoutRecall(description) } : {};
}

/** A link in the description is the agreement's own: "Read more" opens it. */
function linkIn(description: string | undefined): { link?: string } {
  const link = description?.match(/https?:\/\/[^\s)\]]+/)?.[0];
  return link ? { link } : {};
}

function maxLength(max: number | undefined): { maxLength?: number } {
  return max !== undefined && Number.isSafeInteger(max) && max >= 1 ? { maxLength: max } : {};
}

function bounds(min: number | undefined, max: number | undefined): { min?: number; max?: number } {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function selection({ validations }: TypeformField): { minSelect?: number; maxSelect?: number } {
  const { min_selection: min, max_selection: max } = validations;
  return {
    ...(min !== undefined && Number.isSafeInteger(min) && min > 0 ? { minSelect: min } : {}),
    ...(max !== undefined && Number.isSafeInteger(max) && max > 0 ? { maxSelect: max } : {}),
  };
}

function steps(count: number | undefined, otherwise: number): number {
  return count !== undefined && Number.isSafeInteger(count) && count >= 1 ? count : otherwise;
}

function labels<K extends "left" | "center" | "right">(
  source: TypeformField,
  sides: readonly K[],
): { [side in K]?: string } {
  const found: { [side in K]?: string } = {};
  for (const side of sides) {
    const label = source.properties.labels?.[side];
    if (label) found[side] = label;
  }
  return found;
}

function choices(source: TypeformField, { language }: FieldContext) {
  return {
    choices: toChoices(choiceList(source, language)),
    allowOther: source.properties.allow_other_choice ?? false,
  };
}

/** A question's choices as its definition has them, in the order in which they are shown. */
export function choiceList({ properties }: TypeformField, language: string): TypeformChoice[] {
  const { choices = [], alphabetical_order } = properties;
  if (!alphabetical_order) return choices;
  const collator = new Intl.Collator(isLocale(language) ? language : "en");
  return choices.toSorted((left, right) => collator.compare(left.label, right.label));
}

function isLocale(language: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}

/** The label is what a person would write into a record, so it is the value too. */
function toChoices(list: readonly TypeformChoice[]): Choice[] {
  const ids = choiceIds(list);
  return list.map(({ label, base_label = label }, index) => ({
    id: ids[index] ?? "",
    label: withoutRecall(label),
    value: withoutRecall(base_label),
  }));
}

/** The name of one line of a question: a row of a matrix, a part of an address. */
export function partKey(kind: Field["kind"], line: TypeformField, place: number): string {
  if (kind === "matrix") return line.ref || line.id || `row_${place + 1}`;
  return line.subfield_key || line.ref || line.id || `part_${place + 1}`;
}

/** Rows are inner questions; their columns have other ids in every row, so the first row's stand for all. */
function matrix(source: TypeformField, { inner }: FieldContext) {
  const rows = inner.map((row, index) => ({
    key: partKey("matrix", row, index),
    label: withoutRecall(row.title),
    required: row.validations.required ?? false,
  }));
  return {
    kind: "matrix" as const,
    required: (source.validations.required ?? false) || rows.some((row) => row.required),
    rows,
    columns: toChoices(inner[0]?.properties.choices ?? []),
    multiple: inner.some((row) => row.properties.allow_multiple_selection ?? false),
  };
}

function parts(source: TypeformField, { inner }: FieldContext) {
  const list = inner.map((part, index) => ({
    key: partKey("address", part, index),
    label: withoutRecall(part.title),
    required: part.validations.required ?? false,
  }));
  return { required: (source.validations.required ?? false) || list.some((part) => part.required), parts: list };
}
