import type { FieldOf } from "../../form/types.ts";
import { bodyText, cutNotice, headingText } from "./question.ts";
import { type Built, type Context, dropped } from "./types.ts";

/** A text to read between questions. */
export function buildStatement(field: FieldOf<"statement">, context: Context): Built {
  const components = [...headingText(field.title, context), ...bodyText(field.description, context)];
  if (components.length === 0) return dropped("text.empty", "The text is empty, so there is nothing to show.");
  const changes = [field.title, field.description].flatMap((text) => cutNotice(text, context)).slice(0, 1);
  return { outcome: "asked", components, inputs: [], changes };
}
