import { type Field, type FieldOf, otherChoice } from "../../form/types.ts";
import type { Json } from "../types.ts";
import { askOne, choicesKey } from "./inputs.ts";
import { pickInGroups, tickInLists } from "./long-lists.ts";
import { type Entry, idsAreUsable, optionsOf } from "./options.ts";
import { type ChoiceField, ownAnswer, takesOther } from "./own-answer.ts";
import { wordQuestion } from "./question.ts";
import { shownIf } from "./shown-if.ts";
import { type Asked, type Built, type Change, type Context, type Dropped, dropped, impossible } from "./types.ts";

/** Questions with choices: a list to tap, a list to tick, or a drop-down list where there are many. */
export function buildChoice(field: ChoiceField, context: Context): Built {
  const changes = [...withoutPictures(field), ...withoutOwnAnswer(field)];
  const other = takesOther(field);
  const entries = other ? [...field.choices, { id: otherChoice, label: context.words.other }] : field.choices;
  if (isMultiple(field)) return tickSeveral(field, entries, context, changes);
  const built = pickOneOfMany(field, entries, context, changes);
  if (!other || built.outcome === "dropped" || built.inputs.some(({ role }) => role === "other")) return built;
  return withOwnAnswer(field, built, context);
}

function pickOneOfMany(field: ChoiceField, entries: readonly Entry[], context: Context, changes: Change[]): Built {
  // How many options a data source will have is not known: a drop-down list takes the most.
  if (field.choicesFrom) return pickOne(field, entries, context, { type: "Dropdown", changes });
  if (entries.length > context.limit("Dropdown", "data-source"))
    return idsAreUsable(entries) ? pickInGroups(field, context, changes) : unusable;
  if (field.kind === "dropdown") return pickOne(field, entries, context, { type: "Dropdown", changes });
  if (entries.length <= context.limit("RadioButtonsGroup", "data-source")) {
    return pickOne(field, entries, context, { type: "RadioButtonsGroup", changes });
  }
  return pickOne(field, entries, context, { type: "Dropdown", changes: [...changes, asDropdown] });
}

/** Yes or no as two options, because "no" must be an answer too. The options' ids are `true` and `false`. */
export function buildBoolean(field: FieldOf<"boolean">, context: Context): Built {
  const entries = [
    { id: "true", label: field.trueLabel || context.words.yes },
    { id: "false", label: field.falseLabel || context.words.no },
  ];
  return pickOne(field, entries, context, { type: "RadioButtonsGroup", changes: [] });
}

/** One of several options. */
export function pickOne(
  field: Field,
  entries: readonly Entry[],
  context: Context,
  { type, changes }: { type: "RadioButtonsGroup" | "Dropdown"; changes: readonly Change[] },
): Built {
  return pick(field, entries, context, { type, instruction: context.words.chooseOne, changes, properties: {} });
}

function tickSeveral(
  field: ChoiceField,
  entries: readonly Entry[],
  context: Context,
  changes: readonly Change[],
): Built {
  const bounds = boundsOf(field, entries.length);
  if (!bounds) return impossible();
  const instruction = instructionFor(bounds, context);
  const own = takesOther(field) ? [ownAnswerBelow] : [];
  const built =
    !field.choicesFrom && entries.length > context.limit("CheckboxGroup", "data-source")
      ? idsAreUsable(entries)
        ? tickInLists(field, entries, context, { instruction, changes, ...bounds })
        : unusable
      : pick(field, entries, context, {
          type: "CheckboxGroup",
          instruction,
          changes,
          properties: {
            // Whether a phone lets an optional list be left empty in spite of a minimum is not documented: the endpoint checks.
            ...(bounds.min !== undefined && field.required ? { "min-selected-items": bounds.min } : {}),
            ...(bounds.max === undefined ? {} : { "max-selected-items": bounds.max }),
          },
        });
  if (built.outcome === "dropped" || own.length === 0) return built;
  const box = ownAnswer(field, context);
  return {
    ...built,
    components: [...built.components, box.component],
    inputs: [...built.inputs, box.input],
    changes: [...built.changes, ...own],
  };
}

/** The customer's own answer, typed below the list once the last option is chosen. */
function withOwnAnswer(field: ChoiceField, built: Asked, context: Context): Asked {
  const box = ownAnswer(field, context);
  const list = built.inputs[0]?.name ?? "";
  // Below a list whose option says so: here it has to be typed.
  const shown = shownIf(`(\${form.${list}} == '${otherChoice}')`, [{ ...box.component, required: true }]);
  return { ...built, components: [...built.components, shown], inputs: [...built.inputs, box.input] };
}

interface List {
  type: "RadioButtonsGroup" | "Dropdown" | "CheckboxGroup";
  instruction: string;
  changes: readonly Change[];
  properties: Record<string, Json>;
}

function pick(field: Field, entries: readonly Entry[], context: Context, list: List): Built {
  const refusal = refuse(field, entries, list.type, context);
  if (refusal) return refusal;
  const described = list.type !== "Dropdown";
  const question = wordQuestion(field, context, {
    component: list.type,
    ...(described ? { hint: "description" as const } : {}),
    instruction: list.instruction,
  });
  const { options, changes } = optionsOf(entries, context);
  const dynamicChoices = hasSource(field);
  const properties = {
    ...(described && question.hint ? { description: question.hint } : {}),
    "data-source": dynamicChoices ? `\${data.${choicesKey(context.nameOf(field.id))}}` : options,
    ...list.properties,
  };
  return askOne(
    field,
    context,
    { ...question, changes: [...list.changes, ...changes, ...question.changes] },
    { type: list.type, properties, prefill: list.type === "CheckboxGroup" ? "array" : "string", dynamicChoices },
  );
}

function hasSource(field: Field): boolean {
  return "choicesFrom" in field && field.choicesFrom !== undefined;
}

/** With a data source, the form's own entries only stand in for it, and there may be none. */
function refuse(field: Field, entries: readonly Entry[], type: List["type"], context: Context): Dropped | undefined {
  if (entries.length === 0 && hasSource(field)) return undefined;
  if (entries.length === 0) return dropped("choice.none", "The question has no options to choose from.");
  const most = context.limit(type, "data-source");
  if (entries.length > most) {
    const kind = type === "CheckboxGroup" ? "list to tick" : "list";
    return dropped("choice.too_many", `Not on WhatsApp: a ${kind} with more than ${most} options.`);
  }
  return idsAreUsable(entries) ? undefined : unusable;
}

const unusable = dropped(
  "choice.unusable_id",
  "Two options share one internal name, or its characters cannot be sent.",
);

interface Bounds {
  min?: number;
  max?: number;
}

/** How many may be chosen, or undefined where the choices there are cannot meet it. */
function boundsOf(field: ChoiceField, offered: number): Bounds | undefined {
  if (field.kind !== "multiple_choice") return {};
  const { minSelect = 0, maxSelect } = field;
  const count = field.choicesFrom ? Number.POSITIVE_INFINITY : offered;
  const max = maxSelect === undefined ? undefined : Math.min(maxSelect, count);
  if (max !== undefined && max < 1 && count > 0) return undefined;
  if (minSelect > (max ?? count) && count > 0) return undefined;
  return { ...(minSelect >= 1 ? { min: minSelect } : {}), ...(max === undefined || max < 1 ? {} : { max }) };
}

function instructionFor({ min, max }: Bounds, { words }: Context): string {
  if (min !== undefined && max !== undefined)
    return min === max ? words.chooseExactly(min) : words.chooseBetween(min, max);
  if (min !== undefined && min > 1) return words.chooseAtLeast(min);
  return max === undefined ? words.chooseAny : words.chooseUpTo(max);
}

export function isMultiple(field: ChoiceField): boolean {
  return field.kind === "multiple_choice" || (field.kind === "picture_choice" && field.multiple);
}

const asDropdown: Change = {
  code: "choice.as_dropdown",
  message: "Shown as a drop-down list, because there are more options than WhatsApp lists openly.",
};

const ownAnswerBelow: Change = {
  code: "choice.other_text",
  message: "The box for an answer of one's own always stands below the list, because WhatsApp cannot hide it there.",
};

function withoutPictures(field: ChoiceField): Change[] {
  if (field.kind !== "picture_choice") return [];
  return [
    { code: "choice.pictures_dropped", message: "The options are shown by their names, without the pictures yet." },
  ];
}

function withoutOwnAnswer(field: ChoiceField): Change[] {
  if (!field.allowOther || takesOther(field)) return [];
  const message = "The options come from a data source, so customers cannot type an answer of their own.";
  return [{ code: "choice.other_dropped", message }];
}
