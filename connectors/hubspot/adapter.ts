/**
 * A HubSpot form definition (Forms v3) as a neutral Form (HubSpot reference 6.14). Pure.
 *
 * HubSpot's fields have no page breaks, so all of them form one section. Field ids are made from property names; a
 * hidden field of another object than the contact is named `objectTypeId/property`.
 */
import { RefusedInput } from "../../core/errors.ts";
import type { Condition } from "../../core/form/rules.ts";
import type { Field, FieldId, Form, Prefill } from "../../core/form/types.ts";
import { type ConditionParent, conditionFor } from "./conditions.ts";
import { neutralField, titleOf } from "./fields.ts";
import { textOf } from "./html.ts";
import { slug, uniqueIds } from "./ids.ts";
import { legalFields, statement } from "./legal.ts";
import { fieldNotices, formNotices, type Reached, repeatNotice } from "./notices.ts";
import { askedWhileUnknown } from "./progressive.ts";
import {
  dependentConditionSchema,
  formDefinitionSchema,
  formFieldSchema,
  type HubSpotField,
  type HubSpotFormDefinition,
} from "./types.ts";

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
  const conditions = conditionsOf(definition, shown, [...shown, ...repeated], idOf);
  const asked = definition.fieldGroups.flatMap((group, at): Field[] => [
    ...statement(`text_${at + 1}`, group.richText, { id: `fieldGroups.${at}`, type: "rich_text" }),
    ...shown
      .filter((entry) => entry.group === at)
      .map((entry) => {
        const { field } = entry;
        const { showIf, unread } = conditions.get(keyOf(field)) ?? {};
        const neutral = neutralField(field, idOf(field), field.required && !unread);
        const prefill = prefillOf(field, neutral, definition);
        return { ...neutral, ...(showIf && { showIf }), ...(prefill && { prefill }) };
      }),
  ]);
  const all = [...asked, ...(definition.legalConsentOptions ? legalFields(definition.legalConsentOptions) : [])];
  const { submitButtonText } = definition.displayOptions ?? {};
  const thankYou = thankYouOf(definition);
  const unread = new Set([...conditions].filter(([, one]) => one.unread).map(([key]) => key));
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
      ...shown.flatMap(({ field }) => fieldNotices(field, idOf(field), unread.has(keyOf(field)))),
      ...repeated.map(({ field }) => repeatNotice(field, idOf(field))),
    ],
  };
}

/** Depth first, a dependent field right after its parent; without recursion, because nesting may have no end. */
function reachedFields(definition: HubSpotFormDefinition): Reached[] {
  const reached: Reached[] = [];
  for (const [group, { fields }] of definition.fieldGroups.entries()) {
    const waiting: { raw: unknown; under?: Reached["under"] }[] = fields.map((raw) => ({ raw })).toReversed();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const field = formFieldSchema.safeParse(next.raw);
      if (!field.success) throw notAForm(`fieldGroups.${group}.fields.${field.error.issues[0]?.path.join(".") ?? ""}`);
      const { data } = field;
      reached.push({ field: data, group, ...(next.under && { under: next.under }) });
      if (reached.length > maxFields) throw tooLarge();
      for (const { dependentCondition, dependentField } of data.dependentFields.toReversed()) {
        const condition = dependentConditionSchema.safeParse(dependentCondition).data;
        waiting.push({ raw: dependentField, under: { parent: data, condition } });
      }
    }
  }
  return reached;
}

/** `unread`: it is asked under a condition that could not be read, so everybody is asked and nobody must answer. */
interface Asking {
  showIf?: Condition;
  unread?: true;
}

/** By key: under which condition a property is asked. Under several, any of them will do. */
function conditionsOf(
  definition: HubSpotFormDefinition,
  shown: readonly Reached[],
  entries: readonly Reached[],
  idOf: (field: HubSpotField) => FieldId,
): Map<string, Asking> {
  const inGroup = (type: string) =>
    shown
      .filter(({ group, under }) => !under && definition.fieldGroups[group]?.groupType === type)
      .map(({ field }) => idOf(field));
  const whileUnknown = askedWhileUnknown(inGroup("progressive"), inGroup("queued"));
  const found = new Map<string, Asking>();
  for (const { field } of shown) {
    const own = entries.filter((entry) => keyOf(entry.field) === keyOf(field));
    const conditional = own.flatMap(({ under }) => under ?? []);
    const known = whileUnknown.get(idOf(field));
    if (conditional.length < own.length) {
      if (known) found.set(keyOf(field), { showIf: known });
      continue;
    }
    const read = conditional.map(
      ({ parent, condition }) => condition && conditionFor(parentOf(parent, idOf), condition),
    );
    const args = read.filter((one) => one !== undefined);
    if (args.length < read.length) found.set(keyOf(field), { unread: true });
    else if (args[0]) found.set(keyOf(field), { showIf: args.length === 1 ? args[0] : { op: "or", args } });
  }
  return found;
}

function parentOf(parent: HubSpotField, idOf: (field: HubSpotField) => FieldId): ConditionParent {
  if (parent.hidden) return { kind: "hidden", name: hiddenName(parent) };
  return { kind: "question", field: neutralField(parent, idOf(parent), false) };
}

/** The form's own preset answer; else what the record holds, where HubSpot would fill it in, too. */
function prefillOf(
  field: HubSpotField,
  { kind }: Field,
  { configuration }: HubSpotFormDefinition,
): Prefill | undefined {
  // A tick is given by the customer, and a date cannot be filled in (WhatsApp reference 1.7).
  if (kind === "consent" || kind === "date" || kind === "file" || kind === "payment" || kind === "unsupported")
    return undefined;
  const preset = presetOf(field);
  if (preset) return { from: "value", value: preset.slice(0, 500) };
  const isContact = field.objectTypeId === "0-1";
  return configuration.prePopulateKnownValues && isContact ? { from: "contact", property: field.name } : undefined;
}

const keyOf = ({ objectTypeId, name }: HubSpotField): string => `${objectTypeId}/${name}`;

/**
 * The same property is one question: asked where it is asked of everybody, else where it stands last, when all answers that
 * it depends on are given.
 */
function withoutRepeats(entries: readonly Reached[]): { shown: Reached[]; repeated: Reached[] } {
  const kept = new Map<string, Reached>();
  for (const entry of entries) {
    const before = kept.get(keyOf(entry.field));
    if (!before || before.under) kept.set(keyOf(entry.field), entry);
  }
  const shown = entries.filter((entry) => kept.get(keyOf(entry.field)) === entry);
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
    const value = presetOf(field);
    return {
      name: hiddenName(field),
      label: titleOf(field),
      ...(value ? { value } : {}),
    };
  });
}

function presetOf({ defaultValue, defaultValues }: HubSpotField): string | undefined {
  return defaultValue || defaultValues?.join(";") || undefined;
}

function hiddenName(field: HubSpotField): string {
  return field.objectTypeId === "0-1" ? field.name : keyOf(field);
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
