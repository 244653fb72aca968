/** Where a use case's answers land, said briefly: entries of a mapping and options of a property. */
import type { MappingEntry } from "../mapping/index.ts";

type Said = "confidence" | "reason";

/** Entries that nobody has to look at. */
export function lands(...entries: readonly Omit<MappingEntry, Said>[]): MappingEntry[] {
  return entries.map((entry) => ({ ...entry, confidence: "certain", reason: "The use case says so." }));
}

/** Choices whose ids are what is written. */
export function asIs(ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, id]));
}

/** A property's options, from what is written to what people in HubSpot read. */
export function propertyOptions(labels: Readonly<Record<string, string>>): { label: string; value: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ label, value }));
}

export const yesOrNo = propertyOptions({ true: "Yes", false: "No" });
