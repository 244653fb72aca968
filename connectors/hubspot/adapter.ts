/**
 * A HubSpot form definition (Forms v3) as a neutral Form (HubSpot reference 6.14). Pure.
 *
 * HubSpot's fields have no page breaks, so all of them form one section. Field ids are made from property names; a
 * hidden field of another object than the contact is named `objectTypeId/property`.
 */
import { RefusedInput } from "../../core/errors.ts";
import type { Field, Form } from "../../core/form/types.ts";
import { neutralField, titleOf } from "./fields.ts";
import { textOf } from "./html.ts";
import { slug, uniqueIds } from "./ids.ts";
import { legalFields, statement } from "./legal.ts";
import { fieldNotices, formNotices, type Reached, repeatNotice } from "./notices.ts";
import { formDefinitionSchema, formFieldSchema, type HubSpotField, type HubSpotFormDefinition } from "./types.ts";

/** A submission may carry at most so many fields (HubSpot reference 6.15). */
const maxFields = 1_000;

/**
 * @throws RefusedInput `hubspot.not_a_form` for what is not a HubSpot form, `hubspot.form_too_large` for one whose
 * answers HubSpot itself would not accept.
 */
export function formFromHubSpot(json: unknown): Form {
  const parsed = formDefinitionSchema.safeParse(json);
  if (!parsed.success) throw notAForm(parsed.error.issues[0]?.path.join(".") ?? "");
  const definition = parsed.data;
  const reached = reachedFields(definition);
  const { shown, repeated } = withoutRepeats(reached.filter(({ field }) => !field.hidden));
  const ids = idsOf(shown);
  const idOf = (field: HubSpotField) => ids.get(keyOf(field)) ?? slug(field.name);
  const asked = definition.fieldGroups.flatMap((group, at): Field[] => [
    ...statement(`text_${at + 1}`, group.richText, { id: `fieldGroups.${at}`, type: "rich_text" }),
    ...shown
      .filter((entry) => entry.group === at)
      .map(({ field, dependent }) => neutralField(field, idOf(field), field.required && !dependent)),
  ]);
  const all = [...asked, ...(definition.legalConsentOptions ? legalFields(definition.legalConsentOptions) : [])];
  const { submitButtonText } = definition.displayOptions ?? {};
  const thankYou = thankYouOf(definition);
  return {
    source: { tool: "hubspot", formId: definition.id, revision: definition.updatedAt },
    title: definition.name,
    language: definition.configuration.language,
    sections: [{ id: "questions", items: [...new Set(all.map(({ id }) => id))] }],
    fields: Object.fromEntries(all.map((field) => [field.id, field])),
    hidden: hiddenOf(reached),
    ...(submitButtonText ? { submitLabel: textOf(submitButtonText) } : {}),
    ...(thankYou ? { thankYou } : {}),
    notices: [
      ...formNotices(definition, shown),
      ...shown.flatMap((entry) => fieldNotices(entry, idOf(entry.field))),
      ...repeated.map(({ field }) => repeatNotice(field, idOf(field))),
    ],
  };
}

/** Depth first, a dependent field right after its parent; without recursion, because nesting may have no end. */
function reachedFields(definition: HubSpotFormDefinition): Reached[] {
  const reached: Reached[] = [];
  for (const [group, { fields }] of definition.fieldGroups.entries()) {
    const waiting = fields.map((raw) => ({ raw, dependent: false })).toReversed();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const field = formFieldSchema.safeParse(next.raw);
      if (!field.success) throw notAForm(`fieldGroups.${group}.fields.${field.error.issues[0]?.path.join(".") ?? ""}`);
      reached.push({ field: field.data, dependent: next.dependent, group });
      if (reached.length > maxFields) throw tooLarge();
      for (const { dependentField } of field.data.dependentFields.toReversed())
        waiting.push({ raw: dependentField, dependent: true });
    }
  }
  return reached;
}

const keyOf = ({ objectTypeId, name }: HubSpotField): string => `${objectTypeId}/${name}`;

/** The same property under two conditions is one question once nothing is conditional. */
function withoutRepeats(entries: readonly Reached[]): { shown: Reached[]; repeated: Reached[] } {
  const first = new Map<string, Reached>();
  for (const entry of entries) if (!first.has(keyOf(entry.field))) first.set(keyOf(entry.field), entry);
  const shown = [...first.values()];
  return { shown, repeated: entries.filter((entry) => !shown.includes(entry)) };
}

/** `consent_` and `text_` are the form's legal texts and statements. */
function idsOf(shown: readonly Reached[]): Map<string, string> {
  return uniqueIds(
    shown.map(({ field }) => {
      const plain = slug(field.name);
      const wanted = /^(consent|text)_/.test(plain) ? `field_${plain}` : plain;
      return { key: keyOf(field), wanted, exact: field.objectTypeId === "0-1" && wanted === field.name };
    }),
  );
}

function hiddenOf(reached: readonly Reached[]): Form["hidden"] {
  const { shown } = withoutRepeats(reached.filter(({ field }) => field.hidden));
  return shown.map(({ field }) => {
    const value = field.defaultValue || field.defaultValues?.join(";");
    return {
      name: field.objectTypeId === "0-1" ? field.name : keyOf(field),
      label: titleOf(field),
      ...(value ? { value } : {}),
    };
  });
}

function thankYouOf({ configuration }: HubSpotFormDefinition): string {
  const { type, value = "" } = configuration.postSubmitAction ?? {};
  return type === "thank_you" ? textOf(value) : "";
}

function notAForm(path: string): RefusedInput {
  const where = path ? ` (see "${path}")` : "";
  return new RefusedInput(
    "hubspot.not_a_form",
    `This is not the definition of a HubSpot form${where}. Take it from HubSpot's forms API, version 3.`,
  );
}

const tooLarge = () =>
  new RefusedInput(
    "hubspot.form_too_large",
    `This form has more than ${maxFields} fields, and HubSpot accepts no submission that large. Split the form in HubSpot.`,
  );
