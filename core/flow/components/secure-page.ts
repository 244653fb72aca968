import type { Field } from "../../form/types.ts";
import { bodyText, headingText } from "./question.ts";
import type { Asked, Context } from "./types.ts";

/** In place of a question that is asked on our own secure page: what it is about, and that a link follows. */
export function securePageNote(field: Field, context: Context): Asked {
  const components = [...headingText(field.title, context), ...bodyText(context.words.secure.follows, context)];
  return { outcome: "asked", components, inputs: [], changes: [] };
}
