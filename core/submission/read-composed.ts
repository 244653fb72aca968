/** One value out of several inputs: lists that are too long for one component, and an answer of the customer's own. */
import type { CompiledScreen, ScreenInput } from "../flow/types.ts";
import { type Field, type FieldOf, otherChoice } from "../form/types.ts";
import { readChoice, readChoices } from "./read-choices.ts";
import { isUnanswered, type Reading, readString, readStrings, readTyped, refuse } from "./reading.ts";

type Composed = FieldOf<"single_choice" | "multiple_choice" | "dropdown" | "picture_choice">;
export function isComposed(field: Field): field is Composed {
  return "allowOther" in field;
}

/** The inputs that make up one answer; undefined where one input is all. */
export function composedInputs({ id }: Composed, { inputs }: CompiledScreen): ScreenInput[] | undefined {
  const own = inputs.filter(({ fieldId }) => fieldId === id);
  return own.some(({ role }) => role !== undefined) ? own : undefined;
}

/** The longest answer of one's own. */
const mostCharacters = 500;

/** Undefined: not answered, and need not be. */
export function readComposed(
  field: Composed,
  inputs: readonly ScreenInput[],
  payload: Record<string, unknown>,
): Reading | undefined {
  const rawOf = ({ name }: ScreenInput) => (Object.hasOwn(payload, name) ? payload[name] : undefined);
  const otherInput = inputs.find(({ role }) => role === "other");
  const own = otherInput && ownAnswer(rawOf(otherInput));
  if (own && !own.ok) return own;
  const lists = inputs.filter(({ role }) => role === undefined || role === "list");
  const multiple = field.kind === "multiple_choice" || (field.kind === "picture_choice" && field.multiple);
  const ids = multiple ? several(lists.map(rawOf)) : single(inputs, lists, rawOf);
  if (!ids.ok) return ids;
  const picked = new Set(ids.value);
  // A text below a list to tick counts without the tick, which is easily forgotten.
  if (own && multiple) picked.add(otherChoice);
  if (picked.has(otherChoice) && otherInput && !own) return refuse("required");
  if (picked.size === 0) return field.required ? refuse("required") : undefined;
  if (ids.value.length > new Set(ids.value).size) return refuse("duplicate_choice");
  const text = own?.value ?? "";
  const offered = otherInput ? [...field.choices, { id: otherChoice, label: text, value: text }] : field.choices;
  const reading = multiple
    ? readChoices(offered, field.kind === "multiple_choice" ? field : {}, [...picked])
    : readChoice(offered, [...picked][0]);
  if (!reading.ok || !picked.has(otherChoice)) return reading;
  return { ...reading, chosen: offered.filter(({ id }) => picked.has(id)) };
}

/** Undefined where nothing was typed. */
function ownAnswer(raw: unknown): Reading<string> | undefined {
  if (isUnanswered(raw)) return undefined;
  const text = readTyped(raw);
  return text.ok && text.value.length > mostCharacters ? refuse("too_long", mostCharacters) : text;
}

function several(values: readonly unknown[]): Reading<string[]> {
  const all: string[] = [];
  for (const raw of values) {
    if (isUnanswered(raw)) continue;
    const some = readStrings(raw);
    if (!some.ok) return some;
    all.push(...some.value);
  }
  return { ok: true, value: all };
}

/** Where there are groups, only the list of the chosen one counts: a phone may still hold what was chosen in another. */
function single(
  inputs: readonly ScreenInput[],
  lists: readonly ScreenInput[],
  rawOf: (input: ScreenInput) => unknown,
): Reading<string[]> {
  const groups = inputs.find(({ role }) => role === "group");
  const group = groups && rawOf(groups);
  if (groups && isUnanswered(group)) return { ok: true, value: [] };
  if (groups && group === otherChoice && inputs.some((input) => input.group === otherChoice)) {
    return { ok: true, value: [otherChoice] };
  }
  const list = groups ? lists.find((each) => each.group === group) : lists[0];
  if (!list) return refuse("not_offered");
  const raw = rawOf(list);
  // Whoever chose a part of the list and nothing in it has not answered yet.
  if (isUnanswered(raw)) return groups ? refuse("required") : { ok: true, value: [] };
  const id = readString(raw);
  return id.ok ? { ok: true, value: [id.value] } : id;
}
