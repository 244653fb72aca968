import type { FieldOf } from "../../form/types.ts";
import { pickOne } from "./choices.ts";
import { askOne } from "./inputs.ts";
import type { Entry } from "./options.ts";
import { wordQuestion } from "./question.ts";
import { type Built, type Change, type Context, dropped } from "./types.ts";

/** From this many steps on a drop-down list is easier on a phone than one long list (WhatsApp reference 9). */
const compactFrom = 8;

const asOptions: Change = {
  code: "scale.as_options",
  message: "Shown as a list of numbers to choose from, because WhatsApp has no scale.",
};

/** Stars as options; the options' ids are the numbers. */
export function buildRating(field: FieldOf<"rating">, context: Context): Built {
  const stars = (step: number) => (field.steps <= 10 ? `${step} ${"⭐".repeat(step)}` : String(step));
  return buildSteps(field, context, 1, field.steps, (step) => ({ label: stars(step) }));
}

/** A scale of numbers whose ends say what they mean; the options' ids are the numbers. */
export function buildScale(field: FieldOf<"opinion_scale" | "nps">, context: Context): Built {
  const [from, to] = field.kind === "nps" ? [0, 10] : [field.from, field.to];
  const labels: { left?: string | undefined; center?: string | undefined; right?: string | undefined } = field.labels;
  const meanings = new Map([
    [(from + to) / 2, labels.center],
    [from, labels.left],
    [to, labels.right],
  ]);
  return buildSteps(field, context, from, to, (step) => named(step, meanings.get(step), context));
}

/** "0 – Not at all" where it fits, else the meaning below the number. */
function named(step: number, meaning: string | undefined, context: Context): Omit<Entry, "id"> {
  if (!meaning?.trim()) return { label: String(step) };
  const label = `${step} – ${meaning}`;
  return label.length <= context.limit("Option", "title") ? { label } : { label: String(step), note: meaning };
}

/** More steps than any list has: the number itself, and the endpoint checks its range. */
function typed(field: Steps, context: Context, from: number, to: number): Built {
  const question = wordQuestion(field, context, {
    component: "TextInput",
    hint: "helper-text",
    instruction: context.words.number,
    extraHint: `${from} – ${to}`,
  });
  const properties = { "input-type": "number", ...(question.hint ? { "helper-text": question.hint } : {}) };
  const changes = [...question.changes, asNumber];
  return askOne(field, context, { ...question, changes }, { type: "TextInput", properties, prefill: "string" });
}

const asNumber: Change = {
  code: "scale.as_number",
  message: "Typed as a number, because the scale has more steps than a list on WhatsApp takes.",
};

type Steps = FieldOf<"rating" | "opinion_scale" | "nps">;

function buildSteps(
  field: Steps,
  context: Context,
  from: number,
  to: number,
  entry: (step: number) => Omit<Entry, "id">,
): Built {
  const count = to - from + 1;
  if (!(count >= 1)) return dropped("scale.empty", "The scale in the form has no steps.");
  if (count > context.limit("Dropdown", "data-source")) return typed(field, context, from, to);
  const entries = Array.from({ length: count }, (_, index) => ({ id: String(from + index), ...entry(from + index) }));
  const type = count >= compactFrom ? "Dropdown" : "RadioButtonsGroup";
  return pickOne(field, entries, context, { type, changes: [asOptions] });
}
