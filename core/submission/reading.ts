/** One raw value of an exchange, read as the kind of value a field wants. Untrusted: nothing is guessed or coerced. */
import type { Choice } from "../form/types.ts";
import type { AnswerProblemCode, AnswerValue, HandedFile } from "./types.ts";

/** A value (with the files that it names, or what was chosen beyond the form's own options), or why there is none. `bound` is the limit that was broken, for the message. */
export type Reading<T extends AnswerValue = AnswerValue> =
  | { ok: true; value: T; files?: HandedFile[]; chosen?: Choice[] }
  | { ok: false; code: AnswerProblemCode; bound?: number | string };

/** No form field comes near this; WhatsApp's own default for a text area is 600 (WhatsApp reference 1.7). */
const ABSURD_LENGTH = 10_000;
/** More than anybody ticks: WhatsApp offers at most 200 options in one list (WhatsApp reference 1.6). */
const ABSURD_COUNT = 250;

export function read<T extends AnswerValue>(value: T): Reading<T> {
  return { ok: true, value };
}

export function refuse(code: AnswerProblemCode, bound?: number | string): Reading<never> {
  return bound === undefined ? { ok: false, code } : { ok: false, code, bound };
}

/** WhatsApp sends an unanswered input as a missing key, `""`, `[]` or `null` (WhatsApp reference 7.4). */
export function isUnanswered(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true;
  if (typeof raw === "string") return raw.trim() === "";
  return Array.isArray(raw) && raw.length === 0;
}

/** A string of sane size, as it came. */
export function readString(raw: unknown): Reading<string> {
  if (typeof raw !== "string") return refuse("wrong_type");
  return raw.length > ABSURD_LENGTH ? refuse("too_large") : read(raw);
}

/** Something typed: the spaces around it are nobody's answer. */
export function readTyped(raw: unknown): Reading<string> {
  const text = readString(raw);
  return text.ok ? read(text.value.trim()) : text;
}

/** A list of strings of sane size. */
export function readStrings(raw: unknown): Reading<string[]> {
  if (!Array.isArray(raw)) return refuse("wrong_type");
  if (raw.length > ABSURD_COUNT) return refuse("too_large");
  const strings: string[] = [];
  for (const item of raw) {
    const one = readString(item);
    if (!one.ok) return one;
    strings.push(one.value);
  }
  return read(strings);
}
