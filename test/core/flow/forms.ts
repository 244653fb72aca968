import type { Field, Form } from "../../../core/form/types.ts";

type WithoutCommon<F> = F extends Field ? Omit<F, "id" | "title" | "required" | "source"> & Partial<F> : never;

/** A field with the common keys filled in: `field("age", { kind: "number" })`. */
export function field(id: string, specific: WithoutCommon<Field>): Field {
  return { id, title: id, required: false, source: { id, type: specific.kind }, ...specific };
}

/** A form with one section of these fields. */
export function formOf(fields: Field[], extra: Partial<Form> = {}): Form {
  return {
    source: { tool: "typeform", formId: "form_1", revision: "1" },
    title: "Test form",
    language: "en",
    sections: [{ id: "section_1", items: fields.map(({ id }) => id) }],
    fields: Object.fromEntries(fields.map((one) => [one.id, one])),
    hidden: [],
    notices: [],
    ...extra,
  };
}

export function choices(count: number, label = (place: number) => `Choice ${place}`) {
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index + 1}`,
    label: label(index + 1),
    value: `v${index + 1}`,
  }));
}
