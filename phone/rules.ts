/** What a phone lets a person put into an input (WhatsApp reference 1.7). */
import type { InputProblem } from "./errors.ts";
import type { DateLimits, FileLimits, InputView } from "./input-view.ts";
import { type DateRange, type FormValue, isEmpty, type PickedFile, pickedFiles } from "./values.ts";
import { type PhoneWords, type Reasons, shortDate, sizeLimit } from "./words/index.ts";

/** Why `value` cannot stand in the input, or undefined. An empty value is judged by `missing` alone. */
export function misfit(input: InputView, value: FormValue, words: PhoneWords): InputProblem | undefined {
  if (isEmpty(value)) return undefined;
  const found = typeof value === "boolean" ? undefined : judge(input, value, words);
  return found && problemOf(input, found);
}

/** Why the Footer stays disabled because of this input, or undefined. */
export function missing(input: InputView, { reasons }: PhoneWords): InputProblem | undefined {
  if (!input.required || !(isEmpty(input.value) || isHalf(input))) return undefined;
  return problemOf(input, ["required", reasons.required]);
}

/** A range lacks an end that it must have; one that may stay open is judged end by end. */
function isHalf({ value, ends = [] }: InputView): boolean {
  return isRange(value) && ends.some(({ key, required }) => required && value[key] === "");
}

type Found = readonly [code: string, reason: string];

function problemOf({ name, label }: InputView, [code, reason]: Found): InputProblem {
  return { input: name, code, message: `${label}: ${reason}`, reason };
}

function judge(input: InputView, value: Exclude<FormValue, boolean>, words: PhoneWords): Found | undefined {
  const { limits, options } = input;
  if (isRange(value)) return limits.dates && judgeRange(value, limits.dates, words);
  if (limits.files) return judgeFiles(pickedFiles(value) ?? [], limits.files, words);
  if (typeof value !== "string") return judgeSelection(input, value.filter(isText), words);
  if (limits.dates) return judgeDate(value, limits.dates, words);
  if (options) return judgeOption(input, value, words);
  return judgeText(input, value, words);
}

const isText = (item: unknown): item is string => typeof item === "string";

function judgeFiles(files: readonly PickedFile[], limits: FileLimits, words: PhoneWords): Found | undefined {
  const { least, most, maxBytes, types } = limits;
  const { reasons } = words;
  if (files.length > most) return ["too_many", reasons.tooManyFiles(most)];
  const large = files.find(({ bytes }) => bytes.length > maxBytes);
  if (large) return ["file_too_large", reasons.fileTooLarge(large.name, sizeLimit(maxBytes, words))];
  const fits = ({ type }: PickedFile) => types.length === 0 || types.some((wish) => covers(wish, type));
  const odd = files.find((file) => !fits(file));
  if (odd) return ["wrong_file_type", reasons.wrongFileType(odd.name)];
  return files.length < least ? ["too_few", reasons.tooFewFiles(least)] : undefined;
}

function covers(wish: string, type: string): boolean {
  return wish === type || (wish.endsWith("/*") && type.startsWith(wish.slice(0, -1)));
}

function judgeText({ limits }: InputView, value: string, { reasons }: PhoneWords): Found | undefined {
  const { minChars = 0, maxChars = Number.POSITIVE_INFINITY, inputType = "text", pattern } = limits;
  if (value.length > maxChars) return ["too_long", reasons.tooLong(maxChars)];
  if (value.length < minChars) return ["too_short", reasons.tooShort(minChars)];
  const shape = SHAPES[inputType];
  if (shape && !shape.test(value)) return ["bad_format", reasonForShape(inputType, reasons)];
  if (pattern !== undefined && !new RegExp(pattern).test(value)) return ["bad_format", reasons.badFormat];
  return undefined;
}

const SHAPES: Record<string, RegExp | undefined> = {
  email: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
  number: /^-?\d+(\.\d+)?$/,
  passcode: /^\d+$/,
  phone: /^\+?[\d ().-]{4,24}$/,
};

function reasonForShape(inputType: string, reasons: Reasons): string {
  if (inputType === "email") return reasons.notEmail;
  if (inputType === "number") return reasons.notNumber;
  return inputType === "passcode" ? reasons.notPasscode : reasons.notPhone;
}

function judgeOption({ options = [] }: InputView, id: string, { reasons }: PhoneWords): Found | undefined {
  const option = options.find((candidate) => candidate.id === id);
  if (!option) return ["unknown_option", reasons.unknownOption(id)];
  return option.enabled ? undefined : ["disabled_option", reasons.closedOption(option.title)];
}

function judgeSelection(input: InputView, ids: readonly string[], words: PhoneWords): Found | undefined {
  const { minSelected = 0, maxSelected = Number.POSITIVE_INFINITY } = input.limits;
  const { reasons } = words;
  if (new Set(ids).size !== ids.length) return ["chosen_twice", reasons.chosenTwice];
  if (ids.length > maxSelected) return ["too_many", reasons.tooMany(maxSelected)];
  if (ids.length < minSelected) return ["too_few", reasons.tooFew(minSelected)];
  return ids.map((id) => judgeOption(input, id, words)).find((found) => found !== undefined);
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const DAY = 86_400_000;

function judgeDate(value: string, limits: DateLimits, words: PhoneWords): Found | undefined {
  const { reasons } = words;
  const date = new Date(`${value}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(value))
    return ["bad_format", reasons.noDate];
  if (value < limits.min || value > limits.max)
    return ["out_of_range", reasons.dateBetween(shortDate(limits.min, words), shortDate(limits.max, words))];
  const closed = limits.weekdays.length > 0 && !limits.weekdays.includes(WEEKDAYS[date.getUTCDay()] ?? "");
  if (!closed && !limits.unavailable.includes(value)) return undefined;
  return ["unavailable", reasons.dateClosed(shortDate(value, words))];
}

function judgeRange(range: DateRange, limits: DateLimits, words: PhoneWords): Found | undefined {
  const { reasons } = words;
  const { "start-date": start, "end-date": end } = range;
  const found = (start && judgeDate(start, limits, words)) || (end && judgeDate(end, limits, words)) || undefined;
  if (found || !start || !end) return found;
  const days = (Date.parse(end) - Date.parse(start)) / DAY + 1;
  if (days < 1) return ["bad_format", reasons.endBeforeStart];
  if (days < limits.minDays || days > limits.maxDays) return ["out_of_range", reasons.wrongNumberOfDays];
  return undefined;
}

function isRange(value: FormValue): value is DateRange {
  return typeof value === "object" && "start-date" in value;
}
