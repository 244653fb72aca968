/** Our own question at the end of a form, and what a form's answers say about being written to. */
import { type Form, fieldsInOrder } from "../form/types.ts";
import type { Answer } from "../submission/types.ts";

export const optInFieldId = "flowella_opt_in";

/**
 * The form with our question as its last one, never required and never ticked in advance. It stays behind everything
 * else, so that no rule of the form changes its way.
 * @param label beside the box, at most 30 characters (WhatsApp reference 1.7, OptIn)
 * @param wording what the person agrees to, in full: the evidence
 */
export function withOptIn(form: Form, { label, wording }: { readonly label: string; readonly wording: string }): Form {
  if (Object.hasOwn(form.fields, optInFieldId)) return form;
  const field = {
    kind: "consent" as const,
    id: optInFieldId,
    title: label,
    text: wording,
    required: false,
    source: { id: optInFieldId, type: "flowella_opt_in" },
  };
  const sections = form.sections.map((section, index) =>
    index === form.sections.length - 1 ? { ...section, items: [...section.items, optInFieldId] } : section,
  );
  return {
    ...form,
    sections: sections.length > 0 ? sections : [{ id: optInFieldId, items: [optInFieldId] }],
    fields: { ...form.fields, [optInFieldId]: field },
  };
}

export interface AskedConsent {
  readonly source: "question" | "form_box";
  readonly fieldId: string;
  readonly state: "given" | "declined";
  /** What stood beside the box, in full. */
  readonly wording: string;
}

/** @param boxes ids of the form's own agreements that count, as the settings name them */
export function consentAnswers(form: Form, answers: readonly Answer[], boxes: readonly string[]): AskedConsent[] {
  return fieldsInOrder(form).flatMap((field): AskedConsent[] => {
    if (field.kind !== "consent") return [];
    const source = field.id === optInFieldId ? "question" : boxes.includes(field.id) ? "form_box" : undefined;
    const answer = answers.find(({ fieldId }) => fieldId === field.id);
    // A box that was never shown says nothing.
    if (!source || typeof answer?.value !== "boolean") return [];
    return [{ source, fieldId: field.id, state: answer.value ? "given" : "declined", wording: field.text }];
  });
}
