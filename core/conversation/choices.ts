/** Choices that come from a data source: what a screen needs, and how it is shown (WhatsApp reference 1.4, 1.7). */
import { capabilitiesOf, textLimit } from "../flow/capabilities.ts";
import { idsAreUsable, optionsOf } from "../flow/components/options.ts";
import type { CompiledScreen, Json, ScreenInput } from "../flow/types.ts";
import { type Choice, type FieldId, type Form, formItself } from "../form/types.ts";
import type { Offered } from "../submission/types.ts";
import { wordsFor } from "../texts/index.ts";
import type { EffectResult, Need } from "./types.ts";

/** An input of a screen whose choices have to be fetched. */
interface Sourced {
  input: ScreenInput;
  /** What the form offers while the source fails. */
  fallback: readonly Choice[];
  source: string;
}

export function sourcedInputs(form: Form, screen: CompiledScreen): Sourced[] {
  return screen.inputs.flatMap((input): Sourced[] => {
    const field = form.fields[input.fieldId];
    if (input.choices === undefined || !field || !("choicesFrom" in field) || !field.choicesFrom) return [];
    return [{ input, fallback: field.choices, source: field.choicesFrom.source }];
  });
}

export type Fetched = { kind: "offered"; offered: Offered } | Need | { kind: "failed" | "full" };

/** What is known about choices: results of effects (undefined where none can be had), and whether a choice is full. */
export interface ChoicesKnown {
  effects: Readonly<Record<string, EffectResult>> | undefined;
  isFull(fieldId: FieldId, choice: Choice): boolean;
}

/** The choices for every such input of a screen; the first one without a result is what is needed. */
export function fetchChoices(form: Form, screen: CompiledScreen, { effects, isFull }: ChoicesKnown): Fetched {
  const offered: Record<string, readonly Choice[]> = {};
  for (const { input, fallback, source } of sourcedInputs(form, screen)) {
    const { fieldId } = input;
    const key = `choices:${fieldId}`;
    const result =
      source === formItself || !effects ? "failed" : Object.hasOwn(effects, key) ? effects[key] : undefined;
    if (!result) return { kind: "need", effect: { kind: "choices", key, fieldId, source } };
    const choices = usable(input, result === "failed" ? fallback : result);
    const shown = choices.length > 0 ? choices : usable(input, fallback);
    if (shown.length === 0) return { kind: "failed" };
    const free = shown.filter((choice) => !isFull(fieldId, choice));
    if (free.length === 0 && form.fields[fieldId]?.required) return { kind: "full" };
    // An empty list cannot be shown: who need not choose sees it whole, and a full choice is refused in words.
    offered[fieldId] = free.length > 0 ? free : shown;
  }
  return { kind: "offered", offered };
}

/** A data source is the customer's own system: what cannot be shown is left out. Ids must travel and differ. */
function usable(input: ScreenInput, choices: readonly Choice[]): readonly Choice[] {
  const seen = new Set<string>();
  const good = choices.filter((choice) => {
    const fits = idsAreUsable([choice]) && !seen.has(choice.id);
    seen.add(choice.id);
    return fits;
  });
  return good.slice(0, limit(input.prefillType === "array" ? "CheckboxGroup" : "Dropdown", "data-source"));
}

/** A list as the phone reads it: every option with all the keys that the screen declares. */
export function optionsFor(form: Form, choices: readonly Choice[]): Json {
  const { options } = optionsOf(choices, { limit, words: wordsFor(form.language) });
  return options.map(({ id, title, description = "" }) => ({ id, title, description }));
}

/** Lists and options have the same limits in every version. */
function limit(component: string, property: string): number {
  const capabilities = capabilitiesOf("7.3");
  if (!capabilities) throw new Error("The capability table has no Flow JSON 7.3.");
  return textLimit(capabilities, component, property);
}
