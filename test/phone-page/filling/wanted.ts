/** What a customer enters at one input, and the answer that this must become. Knows the form, and nothing of the phone. */
import { type Choice, type Field, otherChoice } from "../../../core/form/types.ts";
import type { AnswerValue } from "../../../core/submission/types.ts";

/** An option as the customer sees it. */
export interface SeenOption {
  readonly title: string;
  readonly description: string;
  readonly open: boolean;
}

/** How many characters and which kind of text the input asks for. */
export interface SeenText {
  readonly keyboard: string;
  readonly helper: string;
}

/** The answer that picking this option is to give: by its words, as a person tells options apart. */
export function answerOf(field: Field, option: SeenOption, place: number): string | number | boolean {
  switch (field.kind) {
    case "boolean":
    case "consent":
      return place === 0;
    case "rating":
    case "opinion_scale":
    case "nps":
      return Number.parseInt(option.title, 10);
    case "matrix":
      return choiceSeen(field.columns, option, place);
    default:
      if (!("choices" in field)) return option.title;
      if ("allowOther" in field && field.allowOther && place === field.choices.length) return otherChoice;
      return choiceSeen(field.choices, option, place);
  }
}

function choiceSeen(choices: readonly Choice[], { title, description }: SeenOption, place: number): string {
  const alike = choices.filter(({ label }) => {
    const whole = label.replace(/\s+/g, " ").trim();
    return whole !== "" && (whole === title || whole === description);
  });
  // Options without words, and those with the words of another one, are told apart by their place.
  const found = alike.length === 1 ? alike[0] : choices[place];
  if (!found) throw new Error(`The form has no option "${title}".`);
  return found.id;
}

/** Text that fits the question, as it is typed, and as it is to be answered. */
export function textFor(field: Field, part: string | undefined, seen: SeenText): readonly [string, AnswerValue] {
  if (field.kind === "number") {
    const number = numberWithin(field.min, field.max);
    return [String(number), number];
  }
  const text = wordsFor(field, part, seen);
  return [text, text];
}

function wordsFor(field: Field, part: string | undefined, { keyboard, helper }: SeenText): string {
  if (field.kind === "email" || part === "email" || keyboard === "email") return "ana@example.org";
  if (field.kind === "phone" || part === "phone_number" || keyboard === "tel") return "+34600111222";
  if (field.kind === "url" || /https?:/.test(helper)) return "https://example.org/about";
  if (field.kind === "time") return "09:30";
  if (field.kind === "short_text" && field.pattern !== undefined) return fitting(field.pattern);
  const bounds: { minLength?: number | undefined; maxLength?: number | undefined } =
    field.kind === "short_text" || field.kind === "long_text" ? field : {};
  const words = `Parole: ${field.id.slice(-6)} “ñ” & <b>`;
  return words.padEnd(bounds.minLength ?? 0, "x").slice(0, bounds.maxLength ?? words.length + (bounds.minLength ?? 0));
}

const samples = [
  "Words",
  "AB-12345",
  "qwerta",
  "12:30",
  "12:30:15",
  "28001",
  "A1",
  "123",
  "2026-05-04",
  "ana@example.org",
];

function fitting(pattern: string): string {
  const found = samples.find((sample) => new RegExp(pattern).test(sample));
  if (found === undefined) throw new Error(`No sample fits ${pattern}: add one.`);
  return found;
}

function numberWithin(min = 18, max = Math.max(min, 18)): number {
  return Math.min(Math.max(18, Math.ceil(min)), Math.floor(max));
}

/** A day within the form's bounds. */
export function dayFor(field: Field): string {
  const day = "2026-05-04";
  if (field.kind !== "date") return day;
  const { min, max } = field;
  if (min !== undefined && day < min) return min;
  return max !== undefined && day > max ? max : day;
}
