/** Whether a mapping goes with a form, before anything is written by it. */
import type { Form } from "../form/types.ts";
import type { Mapping, MappingEntry } from "./types.ts";

/** What is wrong, in sentences for whoever edits it; empty where nothing is. Properties are HubSpot's to know. */
export function mappingProblems(form: Form, mapping: Mapping): string[] {
  return mapping.entries.flatMap((entry) => {
    const problem = entry.source ? sourceProblem(form, entry, entry.source) : questionProblem(form, entry);
    return problem ? [`${entry.property}: ${problem}`] : [];
  });
}

function questionProblem({ fields }: Form, { fieldId = "" }: MappingEntry): string | undefined {
  return Object.hasOwn(fields, fieldId) ? undefined : `the form has no question ${fieldId}.`;
}

function sourceProblem(
  form: Form,
  { type }: MappingEntry,
  source: NonNullable<MappingEntry["source"]>,
): string | undefined {
  switch (source.kind) {
    case "variable": {
      const variable = form.variables?.find(({ name }) => name === source.name);
      if (!variable) return `the form calculates no ${source.name}.`;
      const fits = variable.kind === "text" || type === "number" || type === "text";
      return fits ? undefined : `${source.name} is a number, which is written as number or text.`;
    }
    case "ending":
      if (!form.endings || form.endings.length === 0) return "the form has no endings.";
      return type === "choice" || type === "text" ? undefined : "an ending is written as choice or text.";
    case "hidden":
      // Whatever a message brings is a text; what it does not bring is left out.
      return type === "choices" ? "a hidden value is one value, not several." : undefined;
    default:
      return source satisfies never;
  }
}
