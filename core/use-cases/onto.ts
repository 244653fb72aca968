/**
 * A use case's properties for another form, such as a survey of the business's own: somebody says which of its questions
 * stands for which of the use case's, and the form goes on going where it went.
 */
import type { Field, Form } from "../form/types.ts";
import { type Mapping, type MappingEntry, typeOf } from "../mapping/index.ts";
import type { UseCase, UseCaseProperty } from "./types.ts";

/** Ids of the form's questions, by those of the use case's that they stand for. */
export type Standing = Readonly<Record<string, string>>;

export type Onto =
  | { readonly kind: "mapping"; readonly mapping: Mapping }
  /** What does not go together, in sentences. */
  | { readonly kind: "unfit"; readonly problems: readonly string[] };

/** @param before the form's mapping until now: what is not named stays as it is */
export function mappingOnto(useCase: UseCase, form: Form, before: Mapping, standing: Standing): Onto {
  const entries: MappingEntry[] = [];
  const problems: string[] = [];
  const ours = [...useCase.mapping.entries, ...(useCase.onto ?? [])];
  for (const [asked, id] of Object.entries(standing)) {
    const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
    const landing = ours.filter(({ fieldId }) => fieldId === asked);
    if (!field) problems.push(`The form has no question ${id}.`);
    else if (landing.length === 0) problems.push(`The use case ${useCase.name} has no question ${asked} that lands.`);
    else
      for (const entry of landing) {
        const fit = entryOnto(entry, field, useCase.properties);
        if (typeof fit === "string") problems.push(fit);
        else entries.push(fit);
      }
  }
  if (problems.length > 0) return { kind: "unfit", problems };
  const named = new Set(entries.map(({ property }) => property));
  const kept = before.entries.filter(({ property }) => !named.has(property));
  return { kind: "mapping", mapping: { entries: [...kept, ...entries] } };
}

function entryOnto(entry: MappingEntry, field: Field, properties: readonly UseCaseProperty[]): MappingEntry | string {
  const typed = typeOf(field);
  const { property } = entry;
  const unfit = `The answers to ${field.id} do not fit ${property}.`;
  if (!typed) return unfit;
  const whose = { ...entry, fieldId: field.id };
  if (entry.type === "text") return { ...whose, ...(typed.values && { values: typed.values }) };
  // Numbers that mean an option each, such as a score its group.
  if (entry.type === "choice" && typed.type === "number") return entry.values?.["0"] === undefined ? unfit : whose;
  if (entry.type !== typed.type) return unfit;
  if (!("choices" in field)) return whose;
  const options = properties.find(({ name }) => name === property)?.options ?? [];
  const values = field.choices.map(({ id, label, value }): [string, string | undefined] => [
    id,
    options.find((option) => [option.value, option.label].some((word) => same(word, value) || same(word, label)))
      ?.value,
  ]);
  const missing = field.choices.filter(({ id }) => values.some(([each, found]) => each === id && found === undefined));
  if (missing.length > 0) {
    const labels = missing.map(({ label }) => `“${label}”`).join(", ");
    return `${property} has no option for ${labels}. Rename them, or map the question to a property of your own.`;
  }
  return { ...whose, values: Object.fromEntries(values.flatMap(([id, found]) => (found ? [[id, found]] : []))) };
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
