import type { Field, Form, Section } from "../form/types.ts";

/** A section with its fields. */
export interface Filled {
  section: Section;
  fields: Field[];
}

/** The form's sections with each field once, where it is first listed; last, the fields that no section lists. */
export function filledSections(form: Form): Filled[] {
  const seen = new Set<string>();
  const take = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
      if (!field || seen.has(id)) return [];
      seen.add(id);
      return [field];
    });
  const listed = form.sections.map((section) => ({ section, fields: take(section.items) }));
  const rest = take(Object.keys(form.fields));
  return rest.length === 0 ? listed : [...listed, { section: { id: "unlisted", items: [] }, fields: rest }];
}
