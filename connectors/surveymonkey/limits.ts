/** `required` and `validation` of a question, read once (form-tools reference 4.3). */
import type { SurveyQuestion, SurveyValidation } from "./types.ts";

/** How many choices, or lines, must be answered. `max` is undefined where there is no upper bound. */
export interface Demand {
  readonly required: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Every line, where there are lines. */
  readonly all: boolean;
}

export function demandOf({ required }: SurveyQuestion): Demand {
  if (!required) return { required: false, all: false };
  const amounts = required.amount.split(",").map((part) => Number.parseInt(part, 10));
  const [first, second] = amounts;
  const count = first !== undefined && Number.isSafeInteger(first) && first > 0 ? first : undefined;
  switch (required.type) {
    case "at_least":
      return { required: true, all: false, ...(count ? { min: count } : {}) };
    case "at_most":
      return { required: true, all: false, ...(count ? { max: count } : {}) };
    case "exactly":
      return { required: true, all: false, ...(count ? { min: count, max: count } : {}) };
    case "range": {
      const last = second !== undefined && second > 0 ? { max: second } : {};
      return { required: true, all: false, ...(count ? { min: count } : {}), ...last };
    }
    default:
      return { required: true, all: true };
  }
}

/** A bound that is a number. */
export function boundOf(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Lengths of a text; a minimum of 0 is none. */
export function lengthsOf({ validation }: SurveyQuestion): { minLength?: number; maxLength?: number } {
  if (validation?.type !== "text_length") return {};
  const [min, max] = [boundOf(validation.min), boundOf(validation.max)];
  return {
    ...(min !== undefined && Number.isSafeInteger(min) && min > 0 ? { minLength: min } : {}),
    ...(max !== undefined && Number.isSafeInteger(max) && max > 0 ? { maxLength: max } : {}),
  };
}

/**
 * Bounds of a date as `YYYY-MM-DD`. `date_intl` writes the day first, `date_us` the month; SurveyMonkey does not say in
 * which order the bounds stand (form-tools reference 13), so one that reads two ways is not taken.
 */
export function dateBounds(validation: SurveyValidation | undefined): {
  limits: { min?: string; max?: string };
  unread: boolean;
} {
  const [min, max] = [dayOf(validation?.min), dayOf(validation?.max)];
  return {
    limits: { ...(min.day ? { min: min.day } : {}), ...(max.day ? { max: max.day } : {}) },
    unread: min.unread || max.unread,
  };
}

function dayOf(text: string | undefined): { day?: string; unread: boolean } {
  if (!text) return { unread: false };
  const plain = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (plain) return { day: plain[0], unread: false };
  const [, first = "", second = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const [one, two] = [Number(first), Number(second)];
  const write = (month: number, day: number) =>
    ({ day: `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`, unread: false }) as const;
  if (!year || one < 1 || two < 1) return { unread: true };
  if (one === two && one <= 12) return write(one, two);
  if (one > 12 && one <= 31 && two <= 12) return write(two, one);
  if (two > 12 && two <= 31 && one <= 12) return write(one, two);
  return { unread: true };
}
