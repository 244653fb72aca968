/** What the marketer is told about a converted form, with the way out where there is one. */
import type { Notice } from "../../core/form/types.ts";
import { titleOf } from "./fields.ts";
import { textOf } from "./html.ts";
import type { DependentCondition, HubSpotField, HubSpotFormDefinition } from "./types.ts";

/** One field as the form reaches it. */
export interface Reached {
  readonly field: HubSpotField;
  readonly group: number;
  /** Of a dependent field: whose answer shows it, and when; no condition where it cannot be read. */
  readonly under?: { readonly parent: HubSpotField; readonly condition: DependentCondition | undefined };
}

/** What concerns the form as a whole. */
export function formNotices(
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
      "Some questions are shown in HubSpot only to people whose answer is not known yet. On WhatsApp, too: what the contact's record holds when the form is opened is not asked again.",
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

/** What concerns one question. */
export function fieldNotices(field: HubSpotField, fieldId: string, unread: boolean): Notice[] {
  const title = titleOf(field);
  const cannotBeFilled = ["single_checkbox", "datepicker", "file"].includes(field.fieldType);
  const preset = cannotBeFilled && (Boolean(field.defaultValue) || (field.defaultValues ?? []).length > 0);
  const { minAllowedDigits: least = 0, maxAllowedDigits: most = mostDigits } = field.validation ?? {};
  const counted = ["phone", "mobile_phone"].includes(field.fieldType) && (least > leastDigits || most < mostDigits);
  const blocked = (field.validation?.blockedEmailDomains ?? []).length > 0;
  return [
    ...notice(
      unread,
      "warn",
      "logic.always_shown",
      `"${title}" appears in HubSpot under a condition that Flowella cannot read. On WhatsApp it is always shown and may be left empty.`,
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
    ...notice(
      counted,
      "warn",
      "hubspot.phone_digits",
      `HubSpot takes only some lengths of numbers in "${title}". On WhatsApp every phone number is taken: others reach the contact, but no form submission is made.`,
      fieldId,
    ),
  ];
}

/** Every phone number has as many digits as that, with its country code: a rule that takes these refuses none. */
const leastDigits = 7;
const mostDigits = 15;

export const repeatNotice = (field: HubSpotField, fieldId: string): Notice => ({
  level: "info",
  code: "hubspot.asked_once",
  message: `"${titleOf(field)}" stands in this form more than once. On WhatsApp it is asked once.`,
  fieldId,
});

function notice(applies: boolean, level: Notice["level"], code: string, message: string, fieldId?: string): Notice[] {
  return applies ? [{ level, code, message, ...(fieldId === undefined ? {} : { fieldId }) }] : [];
}
