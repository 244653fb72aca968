/** What a form wants to know of the contact before it asks. */
import type { Condition, Subject } from "./rules.ts";
import type { Field, FieldId, Form } from "./types.ts";

/** By field id: the contact's property that fills the question in advance, or decides whether it is asked. */
export function contactProperties(form: Form): ReadonlyMap<FieldId, string> {
  const wanted = new Map<FieldId, string>();
  const looked = new Set(Object.values(form.fields).flatMap(({ showIf }) => (showIf ? knownIn(showIf) : [])));
  const inRules = (form.rules ?? []).flatMap(({ when }) => knownIn(when));
  for (const id of inRules) looked.add(id);
  for (const field of Object.values(form.fields)) {
    const property =
      field.prefill?.from === "contact" ? field.prefill.property : looked.has(field.id) ? own(field) : undefined;
    if (property !== undefined) wanted.set(field.id, property);
  }
  return wanted;
}

/** A HubSpot form's questions are named after the contact's properties; those of other objects are not ours to read. */
function own({ source }: Field): string | undefined {
  return source.ref === undefined || source.ref === "0-1" ? source.id : undefined;
}

function knownIn(condition: Condition): FieldId[] {
  if ("args" in condition) return condition.args.flatMap(knownIn);
  if ("arg" in condition) return knownIn(condition.arg);
  return "subject" in condition ? fieldOf(condition.subject) : [];
}

function fieldOf(subject: Subject): FieldId[] {
  return subject.kind === "known" ? [subject.field] : [];
}
