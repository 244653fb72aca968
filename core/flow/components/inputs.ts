import type { Field } from "../../form/types.ts";
import type { Component, Json, ScreenInput } from "../types.ts";
import type { Question } from "./question.ts";
import type { Asked, Context } from "./types.ts";

/** How an input is filled in advance; "none" where WhatsApp or good manners forbid it. */
export type Prefill = "string" | "array" | "none";

export interface InputParts {
  type: string;
  properties: Record<string, Json>;
  prefill: Prefill;
  part?: string;
  /** Whether the phone insists on it; by default, where the field must be answered. */
  required?: boolean;
  role?: ScreenInput["role"];
  group?: string;
  /** Told apart from the field's other inputs that have no part. */
  suffix?: string;
  /** The options come with the screen's data instead of standing in the Flow. */
  dynamicChoices?: boolean;
}

/** One input component and the line the endpoint reads about it. */
export function input(
  field: Field,
  context: Context,
  { type, properties, prefill, part, role, group, suffix, dynamicChoices }: InputParts,
): { component: Component; input: ScreenInput } {
  const name = context.nameOf(field.id, part ?? suffix);
  const key = `prefill_${name}`;
  const partial = {
    ...(part === undefined ? {} : { part }),
    ...(dynamicChoices ? { choices: choicesKey(name) } : {}),
    ...(role === undefined ? {} : { role }),
    ...(group === undefined ? {} : { group }),
  };
  if (prefill === "none") {
    return { component: { type, name, ...properties }, input: { name, fieldId: field.id, ...partial } };
  }
  return {
    // Empty data is legal for an input, empty static text is not (WhatsApp reference 1.4 and 1.8).
    component: { type, name, ...properties, "init-value": `\${data.${key}}` },
    input: { name, fieldId: field.id, ...partial, prefill: key, prefillType: prefill },
  };
}

/** Key in the screen's data model for the options of an input. */
export function choicesKey(name: string): string {
  return `choices_${name}`;
}

/** A question with one input below its text. */
export function askOne(
  field: Field,
  context: Context,
  question: Question,
  { properties, required = field.required, ...parts }: InputParts,
): Asked {
  const built = input(field, context, { ...parts, properties: { label: question.label, required, ...properties } });
  return {
    outcome: "asked",
    components: [...question.above, built.component],
    inputs: [built.input],
    changes: question.changes,
  };
}
