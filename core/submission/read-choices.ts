/** Choices: ids that were offered, and as many as the field wants. */
import type { Choice } from "../form/types.ts";
import { type Reading, read, readString, readStrings, refuse } from "./reading.ts";

/** The id of one offered choice. */
export function readChoice(choices: readonly Choice[], raw: unknown): Reading<string> {
  const id = readString(raw);
  if (!id.ok) return id;
  return choices.some((choice) => choice.id === id.value) ? id : refuse("not_offered");
}

/** How many choices may be picked. */
export interface SelectBounds {
  minSelect?: number | undefined;
  maxSelect?: number | undefined;
}

/** Ids of offered choices, each once; the value is in the form's order, so that equal answers are equal values. */
export function readChoices(choices: readonly Choice[], bounds: SelectBounds, raw: unknown): Reading<string[]> {
  const ids = readStrings(raw);
  if (!ids.ok) return ids;
  const picked = new Set(ids.value);
  if (picked.size !== ids.value.length) return refuse("duplicate_choice");
  const ordered = choices.map((choice) => choice.id).filter((id) => picked.has(id));
  if (ordered.length !== picked.size) return refuse("not_offered");
  const most = bounds.maxSelect !== undefined && bounds.maxSelect >= 1 ? bounds.maxSelect : choices.length;
  // More than can be picked is not asked for: the compiler leaves such a minimum out, too.
  const least = (bounds.minSelect ?? 0) <= Math.min(most, choices.length) ? (bounds.minSelect ?? 0) : 0;
  if (picked.size < least) return refuse("too_few", least);
  if (picked.size > most) return refuse("too_many", most);
  return read(ordered);
}

/** Yes or no: a tick (WhatsApp's OptIn) or one of two options whose ids are `true` and `false`. */
export function readBoolean(raw: unknown): Reading<boolean> {
  if (typeof raw === "boolean") return read(raw);
  const text = readString(raw);
  if (!text.ok) return text;
  if (text.value === "true") return read(true);
  return text.value === "false" ? read(false) : refuse("not_offered");
}
