/** What a phone lets a person put into an input (WhatsApp reference 1.7). */
import type { InputProblem } from "./errors.ts";
import type { DateLimits, FileLimits, InputView } from "./input-view.ts";
import { type DateRange, type FormValue, isEmpty, type PickedFile, pickedFiles } from "./values.ts";

/** Why `value` cannot stand in the input, or undefined. An empty value is judged by `missing` alone. */
export function misfit(input: InputView, value: FormValue): InputProblem | undefined {
  if (isEmpty(value)) return undefined;
  const found = typeof value === "boolean" ? undefined : judge(input, value);
  if (!found) return undefined;
  const [code, why] = found;
  const reason = `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
  return { input: input.name, code, message: `${input.label}: ${why}.`, reason };
}

/** Why the Footer stays disabled because of this input, or undefined. */
export function missing(input: InputView): InputProblem | undefined {
  const incomplete = isEmpty(input.value) || (isRange(input.value) && Object.values(input.value).includes(""));
  if (!input.required || !incomplete) return undefined;
  return { input: input.name, code: "required", message: `${input.label} is required.`, reason: "This is required." };
}

type Found = readonly [code: string, message: string] | undefined;

function judge(input: InputView, value: Exclude<FormValue, boolean>): Found {
  const { limits, options } = input;
  if (isRange(value)) return limits.dates && judgeRange(value, limits.dates);
  if (limits.files) return judgeFiles(pickedFiles(value) ?? [], limits.files);
  if (typeof value !== "string") return judgeSelection(input, value.filter(isText));
  if (limits.dates) return judgeDate(value, limits.dates);
  if (options) return judgeOption(input, value);
  return judgeText(input, value);
}

const isText = (item: unknown): item is string => typeof item === "string";

function judgeFiles(files: readonly PickedFile[], { least, most, maxBytes, types }: FileLimits): Found {
  if (files.length > most) return ["too_many", most === 1 ? "add one file only" : `add at most ${most} files`];
  const large = files.find(({ bytes }) => bytes.length > maxBytes);
  if (large) return ["file_too_large", `${large.name} is larger than ${sizeIn(maxBytes)}`];
  const fits = ({ type }: PickedFile) => types.length === 0 || types.some((wish) => covers(wish, type));
  const odd = files.find((file) => !fits(file));
  if (odd) return ["wrong_file_type", `${odd.name} cannot be added here`];
  return files.length < least ? ["too_few", `add at least ${least} files`] : undefined;
}

function covers(wish: string, type: string): boolean {
  return wish === type || (wish.endsWith("/*") && type.startsWith(wish.slice(0, -1)));
}

function sizeIn(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} KB` : `${Math.floor(bytes / 1024 / 1024)} MB`;
}

function judgeText({ limits }: InputView, value: string): Found {
  const { minChars = 0, maxChars = Number.POSITIVE_INFINITY, inputType = "text", pattern } = limits;
  if (value.length > maxChars) return ["too_long", `at most ${maxChars} characters`];
  if (value.length < minChars) return ["too_short", `at least ${minChars} characters`];
  const shape = SHAPES[inputType];
  if (shape && !shape.test(value)) return ["bad_format", `this is not a valid ${inputType}`];
  if (pattern !== undefined && !new RegExp(pattern).test(value)) return ["bad_format", "the format is not accepted"];
  return undefined;
}

const SHAPES: Record<string, RegExp | undefined> = {
  email: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
  number: /^-?\d+(\.\d+)?$/,
  passcode: /^\d+$/,
  phone: /^\+?[\d ().-]{4,24}$/,
};

function judgeOption({ options = [] }: InputView, id: string): Found {
  const option = options.find((candidate) => candidate.id === id);
  if (!option) return ["unknown_option", `there is no option ${JSON.stringify(id)}`];
  return option.enabled ? undefined : ["disabled_option", `the option ${option.title} cannot be chosen`];
}

function judgeSelection(input: InputView, ids: readonly string[]): Found {
  const { minSelected = 0, maxSelected = Number.POSITIVE_INFINITY } = input.limits;
  if (new Set(ids).size !== ids.length) return ["chosen_twice", "an option is chosen twice"];
  if (ids.length > maxSelected) return ["too_many", `choose at most ${maxSelected}`];
  if (ids.length < minSelected) return ["too_few", `choose at least ${minSelected}`];
  return ids.map((id) => judgeOption(input, id)).find((found) => found !== undefined);
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const DAY = 86_400_000;

function judgeDate(value: string, limits: DateLimits): Found {
  const date = new Date(`${value}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(value))
    return ["bad_format", "a date is written YYYY-MM-DD"];
  if (value < limits.min || value > limits.max) return ["out_of_range", `choose ${limits.min} to ${limits.max}`];
  const closed = limits.weekdays.length > 0 && !limits.weekdays.includes(WEEKDAYS[date.getUTCDay()] ?? "");
  return closed || limits.unavailable.includes(value) ? ["unavailable", `${value} cannot be chosen`] : undefined;
}

function judgeRange(range: DateRange, limits: DateLimits): Found {
  const { "start-date": start, "end-date": end } = range;
  const found = (start && judgeDate(start, limits)) || (end && judgeDate(end, limits)) || undefined;
  if (found || !start || !end) return found;
  const days = (Date.parse(end) - Date.parse(start)) / DAY + 1;
  if (days < 1) return ["bad_format", "the end is before the start"];
  if (days < limits.minDays || days > limits.maxDays) return ["out_of_range", "the number of days is not accepted"];
  return undefined;
}

function isRange(value: FormValue): value is DateRange {
  return typeof value === "object" && "start-date" in value;
}
