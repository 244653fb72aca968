/**
 * The entry screen stays as it was first published: message templates name its id, and messages that open with
 * `navigate` carry exactly the data it declares (WhatsApp reference 6.1, 6.9). What changes in the form changes the
 * screen, not its data: a value that is no longer needed stays declared and is empty, and a new question on it is not
 * filled in.
 */
import { mapInside } from "./draft.ts";
import type { CompiledScreen, Component, DataProperty, FlowJson, FlowScreen } from "./types.ts";

/** A published entry screen's id and data model. */
export interface FrozenEntry {
  readonly id: string;
  readonly data: Readonly<Record<string, DataProperty>>;
}

interface Emitted {
  flow: FlowJson;
  screens: CompiledScreen[];
}

export type KeptEntry =
  | {
      readonly kind: "kept";
      readonly emitted: Emitted;
      /** Ids of the questions on the entry screen that are not filled in any more. */
      readonly unfilled: readonly string[];
    }
  /** What has changed that cannot be kept, each as a clause: "it was called PAGE_X". */
  | { readonly kind: "changed"; readonly changes: readonly string[] };

export function keepEntry(emitted: Emitted, frozen: FrozenEntry): KeptEntry {
  const [entry, ...others] = emitted.flow.screens;
  const [compiled, ...otherScreens] = emitted.screens;
  if (!entry || !compiled) return { kind: "kept", emitted, unfilled: [] };
  const changes = changesOf(entry, compiled, frozen);
  if (changes.length > 0) return { kind: "changed", changes };
  const own = entry.data ?? {};
  const isKept = (key: string | undefined) => key !== undefined && sameType(own[key], frozen.data[key]);
  const unfilled = compiled.inputs.filter(({ prefill }) => prefill !== undefined && !isKept(prefill));
  const lost = new Set(unfilled.map(({ prefill }) => `\${data.${prefill}}`));
  const spare = Object.entries(frozen.data).filter(([key]) => !isKept(key));
  const { data: _, ...rest } = entry;
  const kept: FlowScreen = {
    ...rest,
    ...(Object.keys(frozen.data).length > 0 && { data: { ...frozen.data } }),
    layout: { ...entry.layout, children: entry.layout.children.map((each) => unfilledBy(each, lost)) },
  };
  const known: CompiledScreen = {
    ...compiled,
    inputs: compiled.inputs.map((input) => {
      if (!unfilled.includes(input)) return input;
      const { prefill, prefillType, ...bare } = input;
      return bare;
    }),
    ...(spare.length > 0 && { spare: Object.fromEntries(spare.map(([key, { type }]) => [key, spareType(type)])) }),
  };
  return {
    kind: "kept",
    emitted: { flow: { ...emitted.flow, screens: [kept, ...others] }, screens: [known, ...otherScreens] },
    unfilled: [...new Set(unfilled.map(({ fieldId }) => fieldId))],
  };
}

/** Texts and lists of texts can be empty; a list of options cannot, and no two keys can share a name. */
function changesOf(entry: FlowScreen, { inputs }: CompiledScreen, frozen: FrozenEntry): string[] {
  if (entry.id !== frozen.id) return [`it was called ${frozen.id} and is now ${entry.id}`];
  const own = entry.data ?? {};
  const filling = new Set(inputs.flatMap(({ prefill }) => prefill ?? []));
  const gone = Object.entries(frozen.data).filter(([key, was]) => !sameType(own[key], was) && !canBeEmpty(was));
  const added = Object.entries(own).filter(([key, is]) => !sameType(frozen.data[key], is) && !filling.has(key));
  return [
    ...gone.map(([key]) => `its data has no ${key} any more`),
    ...added.map(([key]) => `its data now has ${key}`),
  ];
}

function canBeEmpty({ type, ...rest }: DataProperty): boolean {
  return (
    type === "string" || (type === "array" && JSON.stringify(rest["items"]) === JSON.stringify({ type: "string" }))
  );
}

function spareType(type: DataProperty["type"]): "string" | "array" {
  return type === "array" ? "array" : "string";
}

function sameType(one: DataProperty | undefined, other: DataProperty | undefined): boolean {
  return one !== undefined && other !== undefined && typeText(one) === typeText(other);
}

function typeText({ type, items, properties }: DataProperty): string {
  return JSON.stringify([type, items ?? null, properties ?? null]);
}

/** Also inside `If` and `Switch`. */
function unfilledBy(component: Component, lost: ReadonlySet<string>): Component {
  if (lost.size === 0) return component;
  const { "init-value": value, ...rest } = mapInside(component, (inner) => unfilledBy(inner, lost));
  return typeof value !== "string" || lost.has(value) ? rest : { ...rest, "init-value": value };
}
