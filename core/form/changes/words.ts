/** Pieces of the sentences: names as people know them, short enough to be read in a list. */
import type { Choice, Field } from "../types.ts";

const longest = 60;
const mostNamed = 5;

/** A text of the form between quotation marks, on one line. */
export function quoted(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return `“${line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line}”`;
}

/** The question by its title; one without a title by its id. */
export function named(field: Pick<Field, "id" | "title">): string {
  return quoted(field.title.trim() || field.id);
}

export function option(choice: Pick<Choice, "id" | "label">): string {
  return quoted(choice.label.trim() || choice.id);
}

/** “a”, “b” and 3 more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** The kind of a question, as a person would call it. */
export const kindNames: Readonly<Record<Field["kind"], string>> = {
  short_text: "a short text",
  long_text: "a long text",
  email: "an e-mail address",
  phone: "a phone number",
  url: "a link",
  number: "a number",
  date: "a date",
  time: "a time",
  single_choice: "a choice of one",
  multiple_choice: "a choice of several",
  dropdown: "a drop-down list",
  picture_choice: "a choice of pictures",
  boolean: "yes or no",
  consent: "a consent",
  rating: "a rating",
  opinion_scale: "a scale",
  nps: "a net promoter score",
  ranking: "a ranking",
  matrix: "a grid",
  file: "a file",
  address: "an address",
  contact_info: "contact details",
  signature: "a signature",
  payment: "a payment",
  statement: "a text without a question",
  unsupported: "a kind that cannot be asked",
};
