/**
 * The form submission at HubSpot, so that everything hanging on the form (workflows, reports, lists) sees it.
 *
 * HubSpot matches submissions by e-mail: a known contact's own e-mail is sent along, whatever was typed. Without an
 * e-mail there is none: it would match nobody and make nobody.
 *
 * HubSpot writes a submission's values to the contact. One that comes late leaves out what newer answers wrote there; a
 * field that the form requires then carries what the contact has now.
 */
import { type Contact, formConsent, formFields, type SubmittedField } from "../../../connectors/hubspot/index.ts";
import { fieldsInOrder } from "../../../core/form/types.ts";
import { identityOf } from "../../people/people.ts";
import { contactToBe, newerThan, rememberProperties } from "../property-writes.ts";
import type { Job, Step } from "../step.ts";
import { typedEmail } from "./answers.ts";
import { formContactWaits } from "./contact.ts";
import { correctionLanded } from "./correction-landed.ts";

/** HubSpot refuses submissions that are older than a month. */
const oldestMs = 28 * 24 * 3_600_000;

export const formSubmission: Step = async (job) => {
  const { form, submission, hubspot, context } = job;
  if (form.source.tool !== "hubspot") return { kind: "skipped", reason: "not-a-hubspot-form" };
  if (submission.corrected && (await correctionLanded(job, "form_submission")))
    return { kind: "skipped", reason: "replaced-by-a-correction" };
  const contact = await contactOf(job);
  if (job.attempts > 1 && (await landedBefore(job, contact))) return { kind: "done", reason: "found-again" };
  const email = await emailToSend(job, contact);
  if (typeof email !== "string") {
    context.log.warn("form_submission.no_email", { portal: job.portal.id, submission: submission.id, ...email });
    return { kind: "skipped", reason: email.reason };
  }
  if (context.now() - submission.acceptedAt > oldestMs) return { kind: "skipped", reason: "older-than-a-month" };
  const consent = formConsent(form, submission.answers);
  const all = formFields(form, submission.answers, email);
  const newer = await newerAnswers(job, contact, all);
  if (newer.size > 0 && !contact) {
    const wait = formContactWaits[job.attempts - 1];
    if (wait !== undefined)
      return { kind: "not-yet", reason: "waiting-for-the-form-to-make-the-contact", afterMs: wait };
  }
  const { fields, left } = await withoutOlder(job, contact, all, newer);
  // HubSpot has no way to change a submission: a correction is a second one that says so.
  const marks = [...(submission.revision > 1 ? ["correction"] : []), ...(left > 0 ? ["late, newer answers kept"] : [])];
  await hubspot.submitForm({
    formId: form.source.formId,
    submittedAt: submission.acceptedAt,
    fields,
    pageName: `WhatsApp: ${submission.flowName}${marks.map((mark) => ` (${mark})`).join("")}`,
    ...(consent && { consent }),
  });
  const written = contactNames(all).filter((name) => name !== "email");
  const place = contact?.id ?? contactToBe(job.personId);
  return {
    kind: "done",
    ...(left > 0 && { reason: "kept-newer-answers" }),
    writes: await rememberProperties(context, job.portal.id, place, written, submission.acceptedAt),
  };
};

const isContactField = ({ objectTypeId = "0-1" }: SubmittedField): boolean => objectTypeId === "0-1";
const contactNames = (fields: readonly SubmittedField[]) => fields.filter(isContactField).map(({ name }) => name);

/** The properties of the contact, of those that these fields write, that newer answers wrote already. */
async function newerAnswers(
  { context, portal, personId, submission }: Job,
  contact: Contact | undefined,
  fields: readonly SubmittedField[],
): Promise<ReadonlySet<string>> {
  const knownId = contact && (await identityOf(context, portal.id, personId, "contact"));
  const ids = [...new Set([contactToBe(personId), ...(contact ? [contact.id] : []), ...(knownId ? [knownId] : [])])];
  // The e-mail is the contact's own already: HubSpot finds the contact by it.
  const names = contactNames(fields).filter((name) => name !== "email");
  return newerThan(context, portal.id, ids, names, submission.acceptedAt);
}

/** @returns the fields as they may be submitted now, and how many of the answers gave way to newer ones */
async function withoutOlder(
  { form, hubspot }: Job,
  contact: Contact | undefined,
  fields: readonly SubmittedField[],
  newer: ReadonlySet<string>,
): Promise<{ fields: readonly SubmittedField[]; left: number }> {
  if (newer.size === 0) return { fields, left: 0 };
  const now = contact && (await hubspot.contacts.get(contact.id, [...newer]));
  const required = new Set(fieldsInOrder(form).flatMap((field) => (field.required ? [field.source.id] : [])));
  const kept = fields.flatMap((field): SubmittedField[] => {
    if (!isContactField(field) || !newer.has(field.name)) return [field];
    const value = contact ? now?.properties[field.name] : field.value;
    return required.has(field.name) && value ? [{ ...field, value }] : [];
  });
  return { fields: kept, left: newer.size };
}

async function contactOf({ context, portal, personId, hubspot }: Job): Promise<Contact | undefined> {
  const contactId = await identityOf(context, portal.id, personId, "contact");
  return contactId === undefined ? undefined : hubspot.contacts.get(contactId);
}

/** The e-mail that the submission may carry, or why there is none. */
async function emailToSend(
  job: Job,
  contact: Contact | undefined,
): Promise<string | { reason: "no-email" | "email-of-another-contact" }> {
  if (contact?.properties["email"]) return contact.properties["email"];
  const typed = typedEmail(job);
  if (!typed) return { reason: "no-email" };
  // HubSpot would write the answers to whoever has this e-mail.
  const others = (await job.hubspot.contacts.findByEmail(typed)).filter(({ id }) => id !== contact?.id);
  return others.length === 0 ? typed : { reason: "email-of-another-contact" };
}

/**
 * An earlier try may have landed without us hearing of it: the submission's own time and e-mail name it. By now its
 * contact may exist, so both e-mails that it may have carried are looked for.
 */
async function landedBefore(job: Job, contact: Contact | undefined): Promise<boolean> {
  const { hubspot, form, submission } = job;
  const emails = [contact?.properties["email"], typedEmail(job)].flatMap((email) => email?.toLowerCase() ?? []);
  if (emails.length === 0) return false;
  let after: string | undefined;
  for (;;) {
    const page = await hubspot.listSubmissions(form.source.formId, { limit: 50, ...(after && { after }) });
    const there = page.submissions.some(
      ({ submittedAt, values }) =>
        submittedAt === submission.acceptedAt &&
        values.some(({ name, value }) => name === "email" && emails.includes(value.toLowerCase())),
    );
    if (there) return true;
    const oldest = page.submissions.at(-1);
    after = page.after;
    // Newest first: what is older than ours cannot be ours.
    if (!after || !oldest || oldest.submittedAt < submission.acceptedAt) return false;
  }
}
