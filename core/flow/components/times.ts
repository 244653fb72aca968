import type { FieldOf } from "../../form/types.ts";
import { askOne } from "./inputs.ts";
import { wordQuestion } from "./question.ts";
import type { Asked, Context } from "./types.ts";

/** A time of day, typed as `HH:MM`: WhatsApp has no component for it (WhatsApp reference 9). */
export function buildTime(field: FieldOf<"time">, context: Context): Asked {
  const { timeFormat, timeOfDay } = context.words;
  const question = wordQuestion(field, context, {
    component: "TextInput",
    hint: "helper-text",
    instruction: timeOfDay,
    extraHint: timeFormat,
  });
  // A pattern needs a hint (WhatsApp reference 1.7), and this one tells how to write the answer.
  const hint = question.hint?.includes(timeFormat) ? question.hint : timeFormat;
  const lost = question.hint !== undefined && hint !== question.hint;
  const asked = askOne(
    field,
    context,
    { ...question, changes: [typed, ...question.changes] },
    {
      type: "TextInput",
      properties: {
        "input-type": "text",
        pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        "max-chars": 5,
        "helper-text": hint,
      },
      prefill: "string",
    },
  );
  if (!lost || !question.hint) return asked;
  const text = { type: "TextCaption", text: question.hint };
  return { ...asked, components: [...asked.components.slice(0, -1), text, ...asked.components.slice(-1)] };
}

const typed = {
  code: "time.typed",
  message: "The time is typed, such as 09:30, because WhatsApp has no picker for times.",
};
