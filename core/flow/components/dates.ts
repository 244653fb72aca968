import type { FieldOf } from "../../form/types.ts";
import { askOne } from "./inputs.ts";
import { wordQuestion } from "./question.ts";
import { type Built, type Context, impossible } from "./types.ts";

/** A day to pick. No prefill: what a picker does with an empty date is not documented. */
export function buildDate(field: FieldOf<"date">, context: Context): Built {
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) return impossible();
  const question = wordQuestion(field, context, {
    component: "DatePicker",
    hint: "helper-text",
    instruction: context.words.chooseDate,
  });
  const properties = { ...(question.hint ? { "helper-text": question.hint } : {}), ...range(field) };
  return askOne(field, context, question, { type: "DatePicker", properties, prefill: "none" });
}

function range({ min, max }: FieldOf<"date">): { "min-date"?: string; "max-date"?: string } {
  return { ...(isDay(min) ? { "min-date": min } : {}), ...(isDay(max) ? { "max-date": max } : {}) };
}

function isDay(text: string | undefined): text is string {
  const match = text?.match(/^(\d{4})-(\d\d)-(\d\d)$/);
  if (!match) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year > 0 && day >= 1 && day <= days;
}
