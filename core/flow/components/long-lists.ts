/** Lists that are longer than one component takes (form-tools reference 8.1; WhatsApp reference 9). */
import { otherChoice } from "../../form/types.ts";
import { plainLine, shorten } from "../text.ts";
import type { Component, ScreenInput } from "../types.ts";
import { input } from "./inputs.ts";
import { type Entry, type Option, optionsOf } from "./options.ts";
import { type ChoiceField, ownAnswer, takesOther } from "./own-answer.ts";
import { captionText, cutNotice, headingText } from "./question.ts";
import { type Built, type Change, type Context, dropped } from "./types.ts";

/** Lists on one screen, at most: what stands around them needs room too. */
const mostLists = 40;

/** Options of one list of a very long question: few enough to look through. */
const comfortable = 50;

/**
 * One of more than 200: first a list of the parts ("Aachen – Bonn"), then the options of that part. The phone shows the
 * second list by a `Switch`.
 */
export function pickInGroups(field: ChoiceField, context: Context, told: readonly Change[]): Built {
  const { choices, required } = field;
  const most = context.limit("Dropdown", "data-source");
  const parts = evenly(choices, Math.min(mostLists, Math.ceil(choices.length / comfortable)));
  if (parts.some((part) => part.length > most)) {
    return dropped("choice.too_many", `Not on WhatsApp: a list with more than ${most * mostLists} options.`);
  }
  const names = rangesOf(parts, context);
  const other = takesOther(field) ? ownAnswer(field, context) : undefined;
  const groups: Option[] = [...names, ...(other ? [{ id: otherChoice, title: context.words.other }] : [])];
  const group = input(field, context, {
    type: "Dropdown",
    suffix: "group",
    role: "group",
    properties: { label: context.words.chooseGroup, required, "data-source": groups },
    prefill: "string",
  });
  const lists = parts.map((part, index) => {
    const { id = "" } = names[index] ?? {};
    const { options, changes } = optionsOf(part, context);
    const properties = { label: context.words.chooseOne, required, "data-source": options };
    const common = { type: "Dropdown", suffix: `list_${id}`, role: "list", group: id, prefill: "string" } as const;
    return { id, changes, ...input(field, context, { ...common, properties }) };
  });
  const cases: Record<string, Component[]> = Object.fromEntries(lists.map(({ id, component }) => [id, [component]]));
  if (other) cases[otherChoice] = [{ ...other.component, required }];
  return {
    outcome: "asked",
    components: [
      ...headingText(field.title, context),
      ...captionText(field.description, context),
      group.component,
      { type: "Switch", value: `\${form.${group.input.name}}`, cases },
    ],
    inputs: [
      group.input,
      ...lists.map((list) => list.input),
      ...(other ? [{ ...other.input, group: otherChoice }] : []),
    ],
    changes: [...told, inGroups, ...oncePerCode(lists.flatMap(({ changes }) => changes)), ...cutIn(field, context)],
  };
}

interface Ticking {
  instruction: string;
  changes: readonly Change[];
  min?: number;
  max?: number;
}

/** Several of more than 20: lists of equal length below one another. How many were ticked in all, the endpoint checks. */
export function tickInLists(
  field: ChoiceField,
  entries: readonly Entry[],
  context: Context,
  { instruction, changes: told, max }: Ticking,
): Built {
  const each = context.limit("CheckboxGroup", "data-source");
  const count = Math.ceil(entries.length / each);
  if (count > mostLists) {
    return dropped("choice.too_many", `Not on WhatsApp: a list to tick with more than ${each * mostLists} options.`);
  }
  const parts = evenly(entries, count);
  const names = rangesOf(parts, context);
  const lists = parts.map((part, index) => {
    const { id = "", title = "" } = names[index] ?? {};
    const { options, changes } = optionsOf(part, context);
    const properties = {
      label: title,
      ...(index === 0 ? { description: instruction } : {}),
      required: false,
      "data-source": options,
      ...(max === undefined ? {} : { "max-selected-items": Math.min(max, part.length) }),
    };
    const common = { type: "CheckboxGroup", suffix: `list_${id}`, role: "list", prefill: "array" } as const;
    return { changes, ...input(field, context, { ...common, properties }) };
  });
  return {
    outcome: "asked",
    components: [
      ...headingText(field.title, context),
      ...captionText(field.description, context),
      ...lists.map(({ component }) => component),
    ],
    inputs: lists.map((list): ScreenInput => list.input),
    changes: [...told, inLists, ...oncePerCode(lists.flatMap(({ changes }) => changes)), ...cutIn(field, context)],
  };
}

/** Parts of about the same length, in the form's order. */
function evenly<T>(items: readonly T[], count: number): T[][] {
  const parts = Math.max(1, count);
  return Array.from({ length: parts }, (_, index) =>
    items.slice(Math.round((index * items.length) / parts), Math.round(((index + 1) * items.length) / parts)),
  ).filter((part) => part.length > 0);
}

/** What is in each part, from its first option to its last: titles that fit and differ. */
function rangesOf(parts: readonly (readonly Entry[])[], context: Context): Option[] {
  const end = Math.floor((context.limit("Option", "title") - 3) / 2);
  const short = (entry: Entry | undefined) => shorten(plainLine(entry?.label), end) || "…";
  const entries = parts.map((part, index) => ({
    id: String(index + 1),
    label: part.length === 1 ? short(part[0]) : `${short(part[0])} – ${short(part.at(-1))}`,
  }));
  return optionsOf(entries, context).options;
}

function cutIn({ title, description }: ChoiceField, context: Context): Change[] {
  return [title, description].flatMap((text) => cutNotice(text, context)).slice(0, 1);
}

function oncePerCode(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [change.code, change])).values()];
}

const inGroups: Change = {
  code: "choice.in_groups",
  message: "More options than one list on WhatsApp takes: customers choose a part of the list first, then the option.",
};
const inLists: Change = {
  code: "choice.in_lists",
  message: "More options than one list on WhatsApp takes: they stand in several lists below one another.",
};
