/** Which property can take which answer, and what somebody should know before it does (HubSpot reference 6.3, 6.5). */
import type { PolicyFinding } from "../flow/policy/finding.ts";
import type { MappingSubject } from "./subjects.ts";
import { subjectOf } from "./subjects.ts";
import type { Mapping, MappingEntry } from "./types.ts";

/** A property as HubSpot defines it. */
export interface DestinationProperty {
  /** `kyc.<name>` for one of the record that identity checks are kept in. */
  readonly name: string;
  readonly type: string;
  readonly fieldType: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

type AnswerType = MappingEntry["type"];

const everything: readonly AnswerType[] = ["text", "number", "boolean", "date", "choice", "choices"];

/** The kinds of answer that can be written into it; none for what takes no answer at all. */
export function takenBy({ type, fieldType, options }: DestinationProperty): readonly AnswerType[] {
  if (fieldType === "calculation_equation" || fieldType === "file") return [];
  switch (type) {
    case "string":
      return everything;
    case "phone_number":
      return ["text"];
    case "number":
      return ["number", "text"];
    case "bool":
      return ["boolean"];
    case "date":
      return ["date"];
    case "enumeration":
      if (options.length === 0) return [];
      return fieldType === "checkbox" ? ["choice", "choices"] : isYesOrNo(options) ? ["boolean", "choice"] : ["choice"];
    default:
      // A moment needs a time of day, which no answer has.
      return [];
  }
}

const isYesOrNo = (options: DestinationProperty["options"]) =>
  ["true", "false"].every((wanted) => options.some(({ value }) => value === wanted));

/** How the answer would be written into it. Undefined where the property does not take such an answer. */
export function entryFor(subject: MappingSubject, property: DestinationProperty): MappingEntry | undefined {
  if (!takenBy(property).includes(subject.type)) return undefined;
  const values = valuesFor(subject, property);
  const entry = {
    property: property.name,
    type: writtenAs(subject.type, property),
    confidence: "certain" as const,
    reason: "Somebody chose it.",
    ...(values && { values }),
  };
  return "source" in subject.about ? { ...entry, source: subject.about.source } : { ...entry, ...subject.about };
}

/** A text property takes any answer as people read it; a text that is to be a number is checked when it comes. */
function writtenAs(type: AnswerType, property: DestinationProperty): AnswerType {
  if (property.type === "number") return "number";
  return property.type === "string" || property.type === "phone_number" ? "text" : type;
}

function valuesFor({ choices }: MappingSubject, property: DestinationProperty): Record<string, string> | undefined {
  if (choices.length === 0) return undefined;
  const written = choices.map(({ id, label, value }): [string, string] => [
    id,
    property.type === "enumeration" ? (optionOf(property, label, value) ?? value) : label,
  ]);
  return Object.fromEntries(written);
}

/** The property's own option for it: by its value, else by its words. */
function optionOf({ options }: DestinationProperty, label: string, value: string): string | undefined {
  const plain = (text: string) => text.trim().toLowerCase();
  const found =
    options.find((option) => option.value === value) ??
    options.find((option) => plain(option.label) === plain(label)) ??
    options.find((option) => plain(option.value) === plain(label));
  return found?.value;
}

/** Something to know about one line of a mapping. `refuse`: it cannot be saved like this. */
export interface MappingConcern {
  readonly key: string;
  readonly level: "refuse" | "warn" | "info";
  readonly code:
    | "property_unknown"
    | "type_unfit"
    | "options_missing"
    | "text_as_number"
    | "property_twice"
    /** Asked, and not written to any property. */
    | "goes_nowhere"
    /** WhatsApp's policy, or common sense, asks for care with it. */
    | "sensitive"
    /** WhatsApp tells the number by itself. */
    | "phone_known";
  /** The options that the property does not have, as the form shows them. */
  readonly options?: readonly string[];
}

/**
 * What somebody should look at before answers go by this mapping.
 * @param properties everything that can be written
 */
export function mappingConcerns(
  subjects: readonly MappingSubject[],
  { entries }: Mapping,
  properties: readonly DestinationProperty[],
  policy: readonly PolicyFinding[],
): MappingConcern[] {
  const known = new Map(properties.map((property) => [property.name, property]));
  return subjects.flatMap((subject): MappingConcern[] => {
    const { key } = subject;
    const own = entries.filter((entry) => subjectOf(entry) === key);
    const about = asked(subject, own, policy);
    return [...own.flatMap((entry) => ofEntry(subject, entry, known.get(entry.property), entries)), ...about];
  });
}

function ofEntry(
  subject: MappingSubject,
  entry: MappingEntry,
  property: DestinationProperty | undefined,
  all: readonly MappingEntry[],
): MappingConcern[] {
  const { key } = subject;
  if (!property) return [{ key, level: "refuse", code: "property_unknown" }];
  if (!takenBy(property).includes(subject.type)) return [{ key, level: "refuse", code: "type_unfit" }];
  const missing = missingOptions(subject, entry, property);
  const twice = all.filter((other) => other.property === entry.property).length > 1;
  return [
    ...(missing.length > 0
      ? [{ key, level: "warn" as const, code: "options_missing" as const, options: missing }]
      : []),
    ...(subject.type === "text" && property.type === "number"
      ? [{ key, level: "warn" as const, code: "text_as_number" as const }]
      : []),
    ...(twice ? [{ key, level: "warn" as const, code: "property_twice" as const }] : []),
  ];
}

function missingOptions(
  { choices }: MappingSubject,
  { values = {} }: MappingEntry,
  { type, options }: DestinationProperty,
): string[] {
  if (type !== "enumeration") return [];
  return choices
    .filter(({ id, value }) => !options.some((option) => option.value === (values[id] ?? value)))
    .map(({ label }) => label);
}

/** Collect only what you need. */
function asked(
  { key, field }: MappingSubject,
  own: readonly MappingEntry[],
  policy: readonly PolicyFinding[],
): MappingConcern[] {
  if (!field) return [];
  const sensitive = policy.some(({ fieldId }) => fieldId === field.id);
  // Agreement is kept as such, wherever it is written.
  const nowhere = own.length === 0 && field.kind !== "consent";
  return [
    ...(sensitive ? [{ key, level: "warn" as const, code: "sensitive" as const }] : []),
    ...(field.kind === "phone" ? [{ key, level: "info" as const, code: "phone_known" as const }] : []),
    ...(nowhere ? [{ key, level: "info" as const, code: "goes_nowhere" as const }] : []),
  ];
}
