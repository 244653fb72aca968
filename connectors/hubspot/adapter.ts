/**
 * A HubSpot form definition (Forms v3) as a neutral Form (HubSpot reference 6.14). Pure.
 *
 * HubSpot's fields have no page breaks, so all of them form one section. Field ids are made from property names; a
 * hidden field of another object than the contact is named `objectTypeId/property`.
 */
import { RefusedInput } from "../../core/errors.ts";
import type { Field, Form, Notice } from "../../core/form/types.ts";
import { neutralField, titleOf } from "./fields.ts";
import { textOf } from "./html.ts";
import { slug, uniqueIds } from "./ids.ts";
import { legalFields, statement } from "./legal.ts";
import { formDefinitionSchema, formFieldSchema, type HubSpotField, type HubSpotFormDefinition } from "./types.ts";

/** A submission may carry at most so many fields (HubSpot reference 6.15). */
const maxFields = 1_000;

/** One field as the form reaches it. A dependent one is shown only under a condition there. */
interface Reached {
  readonly field: HubSpotField;
  readonly dependent: boolean;
  readonly group: number;
}

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

function formNotices(
  { configuration, fieldGroups, archived }: HubSpotFormDefinition,
  shown: readonly Reached[],
): Notice[] {
  const hasEmail = shown.some(({ field }) => field.fieldType === "email" && field.objectTypeId === "0-1");
  const conditional = fieldGroups.some(({ groupType }) => groupType === "progressive" || groupType === "queued");
  const images = fieldGroups.some(({ richTextType, richText = "" }) => richTextType === "image" && !textOf(richText));
  return [
    ...notice(
      configuration.recaptchaEnabled,
      "block",
      "hubspot.recaptcha",
      "This form asks for a CAPTCHA, so HubSpot accepts its answers only from a web page. Turn off CAPTCHA in the form's options in HubSpot, or copy the form without it, then convert it again.",
    ),
    ...notice(
      archived === true,
      "warn",
      "hubspot.archived",
      "This form is archived in HubSpot. Restore it there, or its submissions may be refused.",
    ),
    ...notice(
      !hasEmail,
      "warn",
      "hubspot.no_email",
      "This form does not ask for an e-mail address. HubSpot files a submission under an e-mail address only, so the answers go to the contact and no form submission is made.",
    ),
    ...notice(
      conditional,
      "info",
      "hubspot.conditional_group",
      "Some questions are shown in HubSpot only to people whose answer is not known yet. On WhatsApp everybody is asked.",
    ),
    ...notice(images, "info", "hubspot.image_dropped", "A picture between the questions is not carried over."),
    ...notice(
      configuration.postSubmitAction?.type === "redirect_url",
      "info",
      "hubspot.redirect_dropped",
      "After sending, this form opens a web page. On WhatsApp people return to the chat instead.",
    ),
  ];
}

function fieldNotices({ field, dependent }: Reached, fieldId: string): Notice[] {
  const title = titleOf(field);
  const preset = Boolean(field.defaultValue) || (field.defaultValues ?? []).length > 0;
  const blocked = (field.validation?.blockedEmailDomains ?? []).length > 0;
  return [
    ...notice(
      dependent,
      "warn",
      "logic.always_shown",
      `"${title}" appears in HubSpot only after certain answers. On WhatsApp it is always shown and may be left empty.`,
      fieldId,
    ),
    ...notice(
      preset,
      "info",
      "hubspot.preset_dropped",
      `The preset answer of "${title}" is not carried over.`,
      fieldId,
    ),
    ...notice(
      blocked,
      "warn",
      "hubspot.blocked_domains",
      `HubSpot refuses some e-mail domains in "${title}". WhatsApp cannot check that: such answers reach the contact, but no form submission is made.`,
      fieldId,
    ),
  ];
}

const repeatNotice = (field: HubSpotField, fieldId: string): Notice => ({
  level: "info",
  code: "hubspot.asked_once",
  message: `"${titleOf(field)}" stands in this form more than once. On WhatsApp it is asked once.`,
  fieldId,
});

function notice(applies: boolean, level: Notice["level"], code: string, message: string, fieldId?: string): Notice[] {
  return applies ? [{ level, code, message, ...(fieldId === undefined ? {} : { fieldId }) }] : [];
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
