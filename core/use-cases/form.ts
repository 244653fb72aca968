/** What the forms of all use cases have in common, so that a use case's own file is its questions alone. */
import { type Choice, type Field, type Form, formSchema, type Section } from "../form/types.ts";
import { type UseCaseLanguage, type UseCaseName, useCaseLanguages } from "./types.ts";

/** A field without what is the same for all: where it is from. */
export type Question = Field extends infer Each ? (Each extends Field ? Omit<Each, "source"> : never) : never;

export interface Page extends Pick<Section, "title" | "description"> {
  readonly id: string;
  readonly questions: readonly Question[];
}

export interface UseCaseForm
  extends Pick<Form, "title" | "description" | "variables" | "rules" | "endings" | "submitLabel" | "thankYou"> {
  readonly name: UseCaseName;
  readonly language: UseCaseLanguage;
  /** Each begins a new screen. */
  readonly pages: readonly Page[];
}

/** The neutral Form of these pages. Its revision follows from its content: who changes a text changes the revision. */
export function formOf({ name, language, pages, ...own }: UseCaseForm): Form {
  const questions = pages.flatMap((page) => page.questions);
  const fields = questions.map((question) => [
    question.id,
    { ...question, source: { id: question.id, type: question.kind } },
  ]);
  const sections = pages.map(({ questions: of, ...section }) => ({ ...section, items: of.map(({ id }) => id) }));
  const content = {
    ...own,
    language,
    languages: [...useCaseLanguages],
    sections,
    fields: Object.fromEntries(fields),
    hidden: [],
    notices: [],
  };
  const revision = fingerprint(JSON.stringify(content));
  return formSchema.parse({ source: { tool: "use-case", formId: name, revision }, ...content });
}

/** Choices whose ids are also what is written to HubSpot, with the words of one language. */
export function options<Id extends string>(ids: readonly Id[], labels: Readonly<Record<Id, string>>): Choice[] {
  return ids.map((id) => ({ id, label: labels[id], value: id }));
}

/** 32 bits of FNV-1a: enough to tell a form's editions apart. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
