/** Everything of a form that can be written somewhere, one by one: what a mapping's entries are about. */
import { type Field, type Form, fieldsInOrder } from "../form/types.ts";
import { type Typed, typeOf } from "./suggest.ts";
import type { MappingEntry, OtherSource } from "./types.ts";

export interface MappingSubject {
  /** Names it within the form: `field:<id>`, `field:<id>#<part>`, `variable:<name>`, `hidden:<name>`, `ending`. */
  readonly key: string;
  /** The question's words, with the part's behind it; the name of what is no question. */
  readonly title: string;
  /** What the answer is. */
  readonly type: MappingEntry["type"];
  /** The options, where it is chosen among some: `value` is what the form tool itself calls it. */
  readonly choices: readonly { readonly id: string; readonly label: string; readonly value: string }[];
  readonly about: { readonly fieldId: string; readonly part?: string } | { readonly source: OtherSource };
  readonly field?: Field;
}

/** In the form's order, then what its rules calculate and what comes with the message. */
export function mappingSubjects(form: Form): MappingSubject[] {
  return [
    ...fieldsInOrder(form)
      .filter(({ hide }) => hide !== true)
      .flatMap(ofField),
    ...others(form),
  ];
}

function ofField(field: Field): MappingSubject[] {
  if (field.kind === "address" || field.kind === "contact_info") {
    return field.parts.map(({ key, label }) => ofPart(field, key, label, "text", []));
  }
  if (field.kind === "matrix") {
    const type = field.multiple ? "choices" : "choice";
    return field.rows.map(({ key, label }) => ofPart(field, key, label, type, field.columns));
  }
  const typed = typeOf(field);
  if (!typed) return [];
  const choices = "choices" in field ? field.choices : [];
  return [
    { key: `field:${field.id}`, title: field.title, type: typed.type, choices, about: { fieldId: field.id }, field },
  ];
}

function ofPart(
  field: Field,
  part: string,
  label: string,
  type: Typed["type"],
  choices: MappingSubject["choices"],
): MappingSubject {
  const title = [field.title, label].filter(Boolean).join(": ");
  return { key: `field:${field.id}#${part}`, title, type, choices, about: { fieldId: field.id, part }, field };
}

function others({ variables = [], hidden, endings = [] }: Form): MappingSubject[] {
  const ending = endings.map(({ id, title }) => ({ id, label: title, value: title }));
  return [
    ...variables.map(({ name, kind }): MappingSubject => {
      return {
        key: `variable:${name}`,
        title: name,
        type: kind,
        choices: [],
        about: { source: { kind: "variable", name } },
      };
    }),
    ...hidden.map(({ name, label }): MappingSubject => {
      const about = { source: { kind: "hidden" as const, name } };
      return { key: `hidden:${name}`, title: label || name, type: "text", choices: [], about };
    }),
    ...(ending.length === 0
      ? []
      : [
          {
            key: "ending",
            title: "",
            type: "choice" as const,
            choices: ending,
            about: { source: { kind: "ending" as const } },
          },
        ]),
  ];
}

/** The key of what an entry is about. */
export function subjectOf({ fieldId = "", part, source }: Pick<MappingEntry, "fieldId" | "part" | "source">): string {
  if (source) return source.kind === "ending" ? "ending" : `${source.kind}:${source.name}`;
  return part === undefined ? `field:${fieldId}` : `field:${fieldId}#${part}`;
}
