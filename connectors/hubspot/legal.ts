/**
 * A form's legal texts as fields, and the answers to them as HubSpot wants them back (HubSpot reference 6.14, 6.15).
 *
 * Agreements are `consent` fields whose ids start with `consent_`; `source.type` says which: `processing`, or
 * `communication` with the subscription type's id as `source.id`. Texts that ask for nothing are statements; the one
 * that counts as evidence has the type `implicit_processing` or `legitimate_interest`.
 */
import type { Field, FieldId, FieldOf, Form } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import { linkIn, textOf } from "./html.ts";
import type { FormConsent } from "./submissions.ts";
import type { LegalConsentOptions } from "./types.ts";

/** In the order in which HubSpot's own forms show them. */
export function legalFields(options: LegalConsentOptions): Field[] {
  switch (options.type) {
    case "none":
      return [];
    case "legitimate_interest": {
      const source = {
        id: options.subscriptionTypeIds.join(","),
        ref: options.lawfulBasis,
        type: "legitimate_interest",
      };
      return statement("text_privacy", options.privacyText, source);
    }
    case "implicit_consent_to_process":
      return [
        ...communications(options),
        ...statement("text_processing", options.consentToProcessText, source("implicit_processing")),
        ...statement("text_privacy", options.privacyText, source("privacy")),
      ];
    case "explicit_consent_to_process":
      return [
        ...communications(options),
        processing(options),
        ...statement("text_processing_footer", options.consentToProcessFooterText, source("processing_footer")),
        ...statement("text_privacy", options.privacyText, source("privacy")),
      ];
  }
}

/** What to send with a submission, from the same form and the answers to it; undefined where the form asks for nothing. */
export function formConsent(form: Form, answers: readonly Answer[]): FormConsent | undefined {
  const fields = Object.values(form.fields);
  const interest = fields.find((field) => field.source.type === "legitimate_interest");
  if (interest) return legitimateInterest(interest);
  const boxes = fields.filter((field) => field.kind === "consent" && field.id.startsWith("consent_"));
  const asked = boxes.find((field) => field.source.type === "processing");
  const implied = fields.find((field) => field.source.type === "implicit_processing");
  if (!asked && !implied && boxes.length === 0) return undefined;
  const ticked = ({ id }: Field) => answers.some(({ fieldId, value }) => fieldId === id && value === true);
  const evidence = asked ?? implied ?? fields.find((field) => field.source.type === "privacy");
  return {
    kind: "consent",
    consentToProcess: asked ? ticked(asked) : true,
    text: evidence ? wording(evidence) : form.title,
    communications: boxes
      .filter((field) => field.source.type === "communication")
      .map((field) => ({
        value: ticked(field),
        subscriptionTypeId: Number(field.source.id),
        text: wording(field),
      })),
  };
}

function legitimateInterest(field: Field): FormConsent | undefined {
  const subscriptionTypeId = Number(field.source.id.split(",")[0]);
  const legalBasis = lawfulBases.get(field.source.ref ?? "");
  if (!subscriptionTypeId || !legalBasis) return undefined;
  return { kind: "legitimate_interest", subscriptionTypeId, legalBasis, text: wording(field) };
}

/** A form's `other` has no counterpart among the bases that a submission may name. */
const lawfulBases = new Map<string, "CUSTOMER" | "LEAD">([
  ["client", "CUSTOMER"],
  ["lead", "LEAD"],
]);

function wording(field: Field): string {
  if (field.kind === "consent") return field.text;
  return [field.title, field.description].filter((part) => part).join("\n");
}

type Texts = Extract<LegalConsentOptions, { type: "explicit_consent_to_process" | "implicit_consent_to_process" }>;

function communications({ communicationConsentText, communicationsCheckboxes }: Texts): Field[] {
  const boxes = communicationsCheckboxes.map(
    ({ label, required, subscriptionTypeId }): Field => ({
      kind: "consent",
      id: `consent_communication_${subscriptionTypeId}`,
      title: textOf(label),
      required,
      text: textOf(label),
      ...linkOf(label),
      source: { id: String(subscriptionTypeId), type: "communication" },
    }),
  );
  const intro = statement("text_communication", communicationConsentText, source("communication_intro"));
  return boxes.length === 0 ? [] : [...intro, ...boxes];
}

function processing(options: Extract<Texts, { type: "explicit_consent_to_process" }>): FieldOf<"consent"> {
  const text = textOf(options.consentToProcessText ?? "");
  const label = textOf(options.consentToProcessCheckboxLabel ?? "");
  return {
    kind: "consent",
    id: "consent_processing",
    title: label || text || textOf(options.privacyText ?? ""),
    required: true,
    text: [text, label].filter((part) => part).join("\n") || textOf(options.privacyText ?? ""),
    ...linkOf(`${options.consentToProcessText ?? ""}${options.consentToProcessCheckboxLabel ?? ""}`),
    source: source("processing"),
  };
}

const source = (type: string) => ({ id: type, type });

function linkOf(html: string): { link?: string } {
  const link = linkIn(html);
  return link === undefined ? {} : { link };
}

/** A text on its own: the first line as title, the rest below it; nothing where nothing is left without the markup. */
export function statement(id: FieldId, html: string | undefined, from: Field["source"]): FieldOf<"statement">[] {
  const [title, ...rest] = textOf(html ?? "").split("\n");
  if (!title) return [];
  const description = rest.join("\n");
  return [{ kind: "statement", id, title, ...(description ? { description } : {}), required: false, source: from }];
}
