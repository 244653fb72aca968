/**
 * What a customer handed in, in neutral words: no WhatsApp names and no destination's names.
 */
import type { Choice, FieldId } from "../form/types.ts";

/** Dates are `YYYY-MM-DD`, choices are choice ids, multiple choices are arrays of choice ids, files arrays of names. */
export type AnswerValue = string | number | boolean | string[];

/** A file that the customer handed over: where it lies, encrypted, and what opens it. Keys and hashes are base64. */
export interface HandedFile {
  /** WhatsApp's own id of it. */
  id: string;
  /** As the customer's phone calls it: to be shown, and used for nothing else. */
  name: string;
  url: string;
  /** `hash` is of the file as it lies there, `contentHash` of what is inside. */
  sealed: { hash: string; iv: string; key: string; hmacKey: string; contentHash: string };
}

/** One field's value. An unanswered field has no Answer at all. */
export interface Answer {
  fieldId: FieldId;
  /** For fields asked in several inputs: the matrix row, the part of an address, the place in a ranking. */
  part?: string;
  value: AnswerValue;
  /** The chosen options as they were offered, where they came from a data source: the form does not list them. */
  chosen?: Choice[];
  /** Where `value` is the names of files: the files. */
  files?: HandedFile[];
}

/** By field id: the options that a data source had when the question was last shown. */
export type Offered = Readonly<Record<FieldId, readonly Choice[]>>;

/** Why an answer is refused. `code` is stable; `message` is for the customer and at most 80 characters. */
export interface AnswerProblem {
  fieldId: FieldId;
  part?: string;
  code: AnswerProblemCode;
  message: string;
}

export type AnswerProblemCode =
  | "required"
  | "wrong_type"
  | "too_large"
  | "not_offered"
  | "duplicate_choice"
  | "too_few"
  | "too_many"
  | "not_an_email"
  | "not_a_phone"
  | "not_a_url"
  | "not_a_number"
  | "not_an_integer"
  | "too_small"
  | "too_big"
  | "too_short"
  | "too_long"
  | "pattern"
  | "not_a_date"
  | "too_early"
  | "too_late"
  | "not_a_time";
