/** The box beside a list for an answer of one's own. */
import { type Field, type FieldOf, otherChoice } from "../../form/types.ts";
import type { Component, ScreenInput } from "../types.ts";
import { input } from "./inputs.ts";
import type { Context } from "./types.ts";

export type ChoiceField = FieldOf<"single_choice" | "multiple_choice" | "dropdown" | "picture_choice">;

/** Options of a data source change: a box beside them could not be told apart from one of theirs. */
export function takesOther(field: ChoiceField): boolean {
  return field.allowOther && !field.choicesFrom && field.choices.every(({ id }) => id !== otherChoice);
}

export function ownAnswer(field: Field, context: Context): { component: Component; input: ScreenInput } {
  return input(field, context, {
    type: "TextInput",
    suffix: "other",
    role: "other",
    properties: { label: context.words.otherAnswer, required: false, "input-type": "text", "max-chars": 255 },
    prefill: "string",
  });
}
