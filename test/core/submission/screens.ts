/** Small forms for tests: one field, or several, on one screen whose inputs are named after their fields. */
import type { CompiledScreen } from "../../../core/flow/types.ts";
import { type Form, formSchema } from "../../../core/form/types.ts";

/** A field as a test writes it: what matters to it, the rest is filled in. */
export type FieldSketch = { id: string; kind: string; required?: boolean; title?: string } & Record<string, unknown>;

export function formOf(...fields: FieldSketch[]): Form {
  return formSchema.parse({
    source: { tool: "typeform", formId: "f", revision: "1" },
    title: "A form",
    language: "en",
    sections: [{ id: "s", items: fields.map(({ id }) => id) }],
    fields: Object.fromEntries(
      fields.map((field) => [
        field.id,
        {
          title: field.id,
          required: false,
          source: { id: field.id, type: field.kind },
          allowOther: false,
          ...(field.kind === "opinion_scale" || field.kind === "nps" ? { labels: {} } : {}),
          ...(field.kind === "boolean" ? { trueLabel: "Yes", falseLabel: "No" } : {}),
          ...(field.kind === "consent" ? { text: "I agree" } : {}),
          ...field,
        },
      ]),
    ),
    hidden: [],
    notices: [],
  });
}

export function choices(...ids: string[]) {
  return ids.map((id) => ({ id, label: id.toUpperCase(), value: id }));
}

/** A screen whose inputs are named after their fields, or `field.part`. */
export function screenOf(id: string, inputs: readonly string[], next?: string): CompiledScreen {
  return {
    id,
    title: id,
    inputs: inputs.map((name) => {
      const [fieldId = "", part] = name.split(".");
      return {
        name,
        fieldId,
        ...(part !== undefined && { part }),
        prefill: `prefill_${name}`,
        prefillType: "string" as const,
      };
    }),
    ...(next !== undefined && { next }),
  };
}
