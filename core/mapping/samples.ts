/** Answers that nobody gave, to try a mapping on. */
import type { Answer } from "../submission/types.ts";
import type { HandedInBesides } from "./apply.ts";
import type { MappingSubject } from "./subjects.ts";

/** As somebody types it: a choice by its id, several as a list. Empty: not answered. */
export type SampleValue = string | readonly string[];

/** By the words that are the same in every language. */
const texts: Readonly<Partial<Record<string, string>>> = {
  email: "maria.rossi@example.com",
  phone: "+39 347 555 0142",
  url: "https://www.example.com",
  time: "10:30",
};
const parts: readonly (readonly [RegExp, string])[] = [
  [/first|given/i, "Maria"],
  [/last|family|surname/i, "Rossi"],
  [/mail/i, "maria.rossi@example.com"],
  [/phone|mobile/i, "+39 347 555 0142"],
  [/zip|postal/i, "40121"],
  [/city|town/i, "Bologna"],
  [/country/i, "Italy"],
  [/street|address/i, "Via Roma 1"],
  [/company|business/i, "Esempio S.r.l."],
];

/** One answer that the question would take. */
export function sampleFor({ type, choices, field, about, title }: MappingSubject): SampleValue {
  switch (type) {
    case "choice":
      return choices[0]?.id ?? "";
    case "choices":
      return choices.slice(0, 2).map(({ id }) => id);
    case "boolean":
      return "true";
    case "date":
      return field?.kind === "date" ? (field.min ?? field.max ?? "2027-03-15") : "2027-03-15";
    case "number":
      return String(numberFor(field));
    case "text": {
      const name = "part" in about ? (about.part ?? title) : title;
      const own = field ? texts[field.kind] : undefined;
      return own ?? parts.find(([pattern]) => pattern.test(name))?.[1] ?? "Sample text";
    }
  }
}

function numberFor(field: MappingSubject["field"]): number {
  switch (field?.kind) {
    case "number":
      return Math.min(Math.max(3, field.min ?? 3), field.max ?? 3);
    case "rating":
      return field.steps;
    case "opinion_scale":
      return field.to;
    case "nps":
      return 9;
    default:
      return 3;
  }
}

/** What would have been handed in. @param samples by the subjects' keys */
export function sampleAnswers(
  subjects: readonly MappingSubject[],
  samples: ReadonlyMap<string, SampleValue>,
): { answers: Answer[]; besides: HandedInBesides } {
  const answers: Answer[] = [];
  const variables: Record<string, string | number> = {};
  const hidden: Record<string, string> = {};
  let ending: string | undefined;
  for (const subject of subjects) {
    const value = answerOf(subject, samples.get(subject.key) ?? "");
    if (value === undefined) continue;
    const { about } = subject;
    if ("fieldId" in about) answers.push({ ...about, value });
    else if (about.source.kind === "ending") ending = String(value);
    else if (about.source.kind === "hidden") hidden[about.source.name] = String(value);
    else variables[about.source.name] = typeof value === "number" ? value : String(value);
  }
  return { answers, besides: { variables, hidden, ending } };
}

function answerOf({ type }: MappingSubject, sample: SampleValue): Answer["value"] | undefined {
  if (typeof sample !== "string") return sample.length === 0 ? undefined : [...sample];
  const text = sample.trim();
  if (text === "") return undefined;
  if (type === "boolean") return text === "true";
  // What is no number is handed on as it is: the mapping says so.
  if (type === "number" && Number.isFinite(Number(text))) return Number(text);
  return type === "choices" ? [text] : text;
}
