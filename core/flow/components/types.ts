import type { FieldId } from "../../form/types.ts";
import type { Words } from "../../texts/index.ts";
import type { Component, QuotedText, ScreenInput } from "../types.ts";

/** What a builder may know besides its field. */
export interface Context {
  /** The longest text or list that a property takes: `limit("TextInput", "label")`. */
  limit(component: string, property: string): number;
  words: Words;
  /** False when our own words are not in the form's language: then labels are made from the form's words. */
  speaks: boolean;
  /** The component's `name` for a field, or for one part of it. */
  nameOf(fieldId: FieldId, part?: string): string;
}

/** What became of a question, and why: something that WhatsApp cannot do as the form does it. `code` is stable; `message` is for a marketer. */
export interface Change {
  code: string;
  message: string;
}

/** A field as it stands on a screen. */
export interface Asked {
  outcome: "asked";
  components: Component[];
  /** Empty for a text that asks nothing. */
  inputs: ScreenInput[];
  /** Empty when the question is asked exactly as in the form. */
  changes: Change[];
  /** Texts among the components that quote earlier answers. */
  texts?: QuotedText[];
  /** The same in pieces, each complete in itself, for a question that is too long for one screen. */
  slices?: Pick<Asked, "components" | "inputs">[];
}

/** A field that is not on any screen, and why. */
export interface Dropped {
  outcome: "dropped";
  change: Change;
}

export type Built = Asked | Dropped;

export function dropped(code: string, message: string): Dropped {
  return { outcome: "dropped", change: { code, message } };
}

/** The endpoint holds every answer against the form's own rules: where none can pass, the question is not asked. */
export function impossible(): Dropped {
  return dropped("validation.impossible", "The form's limits contradict each other: no answer could be accepted.");
}
