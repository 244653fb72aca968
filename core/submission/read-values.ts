/** Numbers, dates and yes/no: one raw value of an exchange, read and held against the field's bounds. */
import type { FieldOf } from "../form/types.ts";
import { possibleBounds } from "./bounds.ts";
import { type Reading, read, readTyped, refuse } from "./reading.ts";

interface NumberBounds {
  min?: number | undefined;
  max?: number | undefined;
  integer?: boolean | undefined;
}

/** A number or a numeric string: phones send either (WhatsApp reference 7.4). A comma may be the decimal mark. */
export function readNumber(bounds: NumberBounds, raw: unknown): Reading<number> {
  const number = parseNumber(raw);
  if (!number.ok) return number;
  if (bounds.integer && !Number.isInteger(number.value)) return refuse("not_an_integer");
  const { min, max } = possibleBounds(bounds.min, bounds.max);
  if (min !== undefined && number.value < min) return refuse("too_small", min);
  if (max !== undefined && number.value > max) return refuse("too_big", max);
  return number;
}

function parseNumber(raw: unknown): Reading<number> {
  if (typeof raw === "number") return Number.isFinite(raw) ? read(raw) : refuse("not_a_number");
  const text = readTyped(raw);
  if (!text.ok) return text;
  if (!/^[+-]?\d{1,15}(?:[.,]\d{1,15})?$/.test(text.value)) return refuse("not_a_number");
  return read(Number(text.value.replace(",", ".")));
}

/** One step of a scale: a whole number within the scale, however the phone spells it. */
export function readStep(from: number, to: number, raw: unknown): Reading<number> {
  const number = parseNumber(raw);
  if (!number.ok) return number.code === "not_a_number" ? refuse("not_offered") : number;
  const offered = Number.isInteger(number.value) && number.value >= from && number.value <= to;
  return offered ? number : refuse("not_offered");
}

/** `YYYY-MM-DD`, a day that exists in the calendar. Such strings sort as dates do. */
export function readDate(field: FieldOf<"date">, raw: unknown): Reading<string> {
  const text = readTyped(raw);
  if (!text.ok) return text;
  if (!isCalendarDate(text.value)) return refuse("not_a_date");
  const { min, max } = possibleBounds(calendarDate(field.min), calendarDate(field.max));
  if (min !== undefined && text.value < min) return refuse("too_early", min);
  if (max !== undefined && text.value > max) return refuse("too_late", max);
  return text;
}

/** A form tool may keep something else here, such as "today": no bound that could be applied. */
function calendarDate(text: string | undefined): string | undefined {
  return text !== undefined && isCalendarDate(text) ? text : undefined;
}

function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
