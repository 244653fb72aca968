import type { FieldOf } from "../../form/types.ts";
import type { Json } from "../types.ts";
import { askOne } from "./inputs.ts";
import { type Wording, wordQuestion } from "./question.ts";
import { type Built, type Change, type Context, impossible } from "./types.ts";

type TextField = FieldOf<"short_text" | "long_text" | "email" | "phone" | "url" | "number">;

/**
 * Most characters where the form sets no limit. WhatsApp would stop at 80 and 600 (WhatsApp reference 1.7); its own upper
 * bounds are not documented, so these stay modest.
 */
const roomFor = { short_text: 255, long_text: 4000, email: 254, url: 500 } as const;
/** The endpoint reads no longer text than this, and tries a pattern on no longer one than that. */
const mostCharacters = 10_000;
const patternRoom = 200;

/** Everything that is typed. */
export function buildText(field: TextField, context: Context): Built {
  if (!isPossible(field)) return impossible();
  const { type, properties, wording, changes = [] } = shapeOf(field, context);
  const question = wordQuestion(field, context, wording);
  const pattern = "pattern" in properties;
  const hint = question.hint ?? (pattern ? context.words.checkFormat : undefined);
  return askOne(
    field,
    context,
    { ...question, changes: [...question.changes, ...changes] },
    { type, properties: { ...properties, ...(hint ? { "helper-text": hint } : {}) }, prefill: "string" },
  );
}

interface Shape {
  type: "TextInput" | "TextArea";
  properties: Record<string, Json>;
  wording: Wording;
  changes?: Change[];
}

function shapeOf(field: TextField, { words }: Context): Shape {
  const typed = { component: "TextInput", hint: "helper-text", fromTitle: true } as const;
  const named = { component: "TextInput", hint: "helper-text" } as const;
  switch (field.kind) {
    case "short_text": {
      const pattern = usablePattern(field.pattern);
      return {
        type: "TextInput",
        properties: {
          "input-type": "text",
          ...minChars(field),
          "max-chars": mostChars(field),
          ...(pattern ? { pattern } : {}),
        },
        wording: { ...typed, instruction: words.yourAnswer },
        changes: field.pattern && !pattern ? [patternDropped] : [],
      };
    }
    case "long_text":
      return {
        type: "TextArea",
        properties: { "max-length": mostChars(field) },
        wording: { ...typed, component: "TextArea", instruction: words.yourAnswer },
      };
    case "email":
      return {
        type: "TextInput",
        properties: { "input-type": "email", "max-chars": roomFor.email },
        wording: { ...named, instruction: words.emailAddress },
      };
    case "phone":
      return {
        type: "TextInput",
        properties: { "input-type": "phone" },
        wording: {
          ...named,
          instruction: words.phoneNumber,
          ...(field.defaultCountry ? {} : { extraHint: words.countryCode }),
        },
      };
    case "url":
      return {
        type: "TextInput",
        properties: { "input-type": "text", "max-chars": roomFor.url },
        wording: { ...named, instruction: words.webAddress },
      };
    case "number":
      return {
        type: "TextInput",
        properties: { "input-type": "number" },
        wording: { ...typed, instruction: words.number, ...range(field) },
      };
  }
}

/** The range in signs that need no translation; the endpoint checks it. */
function range({ min, max }: FieldOf<"number">): { extraHint?: string } {
  // A bound below zero that only mirrors the one above would make people wonder.
  if (min !== undefined && max !== undefined && min !== -max) return { extraHint: `${min} – ${max}` };
  if (min !== undefined && max === undefined) return { extraHint: `≥ ${min}` };
  return max === undefined ? {} : { extraHint: `≤ ${max}` };
}

function isPossible(field: TextField): boolean {
  if (field.kind === "number") return (field.min ?? -Infinity) <= (field.max ?? Infinity);
  if (field.kind !== "short_text" && field.kind !== "long_text") return true;
  const { minLength = 0, maxLength = mostCharacters } = field;
  return maxLength >= 1 && minLength <= Math.min(maxLength, checkable(field));
}

/** The longest answer that the endpoint can hold against the field's rules. */
function checkable(field: FieldOf<"short_text" | "long_text">): number {
  return field.kind === "short_text" && field.pattern ? patternRoom : mostCharacters;
}

function mostChars(field: FieldOf<"short_text" | "long_text">): number {
  const room = Math.max(field.maxLength ?? roomFor[field.kind], field.minLength ?? 0);
  return Math.min(room, checkable(field));
}

function minChars({ minLength = 0 }: FieldOf<"short_text">): Record<string, Json> {
  return minLength >= 1 ? { "min-chars": minLength } : {};
}

const patternDropped: Change = {
  code: "validation.pattern_dropped",
  message: "The form's special format check is not made while typing on WhatsApp.",
};

/** Only plain patterns: what a phone makes of look-arounds, flags or back-references is not documented. */
function usablePattern(pattern: string | undefined): string | undefined {
  if (!pattern?.trim() || pattern.length > 200) return undefined;
  if (/\(\?|\\[1-9kpPuxc]|\$\{|`/.test(pattern)) return undefined;
  try {
    new RegExp(pattern);
    return pattern;
  } catch {
    return undefined;
  }
}
