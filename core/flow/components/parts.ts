import type { FieldOf } from "../../form/types.ts";
import { plainLine, shorten } from "../text.ts";
import type { Component, Json, ScreenInput } from "../types.ts";
import { input } from "./inputs.ts";
import { captionText, cutNotice, headingText } from "./question.ts";
import { type Built, type Context, dropped } from "./types.ts";

/** More would not fit on one screen with their labels and the question's own text. */
const mostParts = 12;

const partLength = 250;

/** An address or a set of contact details: one input for each part, on one screen. */
export function buildParts(field: FieldOf<"address" | "contact_info">, context: Context): Built {
  const keys = new Set(field.parts.map(({ key }) => key));
  if (keys.size === 0) return dropped("parts.none", "The question has no lines to fill in.");
  if (keys.size > mostParts) {
    return dropped("parts.too_many", `Not yet on WhatsApp: a question with more than ${mostParts} lines.`);
  }
  if (keys.size < field.parts.length) return dropped("parts.unusable", "Two lines of the question share one name.");
  const parts = field.parts.map((part) => buildPart(field, part, context));
  return {
    outcome: "asked",
    components: [
      ...headingText(field.title, context),
      ...captionText(field.description, context),
      ...parts.flatMap(({ components }) => components),
    ],
    inputs: parts.map((part) => part.input),
    changes: [field.title, field.description].flatMap((text) => cutNotice(text, context)).slice(0, 1),
  };
}

type Part = FieldOf<"address">["parts"][number];

function buildPart(
  field: FieldOf<"address" | "contact_info">,
  part: Part,
  context: Context,
): { components: Component[]; input: ScreenInput } {
  const most = context.limit("TextInput", "label");
  const full = plainLine(part.label) || plainLine(part.key) || context.words.yourAnswer;
  const hint = full.length > most && full.length <= context.limit("TextInput", "helper-text");
  const built = input(field, context, {
    type: "TextInput",
    part: part.key,
    properties: {
      label: shorten(full, most),
      required: part.required,
      ...typing(part.key),
      ...(hint ? { "helper-text": full } : {}),
    },
    prefill: "string",
  });
  const above = full.length > most && !hint ? captionText(part.label, context).slice(0, 1) : [];
  return { components: [...above, built.component], input: built.input };
}

/** The keyboard for a part, by the names form tools use for parts (form-tools reference 2.4). */
function typing(key: string): Record<string, Json> {
  if (key === "email") return { "input-type": "email", "max-chars": 254 };
  if (key === "phone_number") return { "input-type": "phone" };
  return { "input-type": "text", "max-chars": partLength };
}
