/**
 * The form submission at HubSpot, so that everything hanging on the form (workflows, reports, lists) sees it.
 *
 * HubSpot matches submissions by e-mail: a known contact's own e-mail is sent along, whatever was typed. Without an
 * e-mail there is none: it would match nobody and make nobody.
 */
import { type Contact, formConsent, formFields } from "../../../connectors/hubspot/index.ts";
import { identityOf } from "../../people/people.ts";
import type { Job, Step } from "../step.ts";
import { typedEmail } from "./answers.ts";

/** HubSpot refuses submissions that are older than a month. */
const oldestMs = 28 * 24 * 3_600_000;

export const formSubmission: Step = async (job) => {
  const { form, submission, hubspot, context } = job;
  if (form.source.tool !== "hubspot") return { kind: "skipped", reason: "not-a-hubspot-form" };
  const contact = await contactOf(job);
  if (job.attempts > 1 && (await landedBefore(job, contact))) return { kind: "done", reason: "found-again" };
  const email = await emailToSend(job, contact);
  if (!email) {
    context.log.warn("form_submission.no_email", { portal: job.portal.id, submission: submission.id });
    return { kind: "skipped", reason: "no-email" };
  }
  if (context.now() - submission.acceptedAt > oldestMs) return { kind: "skipped", reason: "older-than-a-month" };
  const consent = formConsent(form, submission.answers);
  await hubspot.submitForm({
    formId: form.source.formId,
    submittedAt: submission.acceptedAt,
    fields: formFields(form, submission.answers, email),
    // HubSpot has no way to change a submission: a correction is a second one that says so.
    pageName: `WhatsApp: ${submission.flowName}${submission.revision > 1 ? " (correction)" : ""}`,
    ...(consent && { consent }),
  });
  return { kind: "done" };
};

async function contactOf({ context, portal, personId, hubspot }: Job): Promise<Contact | undefined> {
  const contactId = await identityOf(context, portal.id, personId, "contact");
  return contactId === undefined ? undefined : hubspot.contacts.get(contactId);
}

async function emailToSend(job: Job, contact: Contact | undefined): Promise<string | undefined> {
  if (contact?.properties["email"]) return contact.properties["email"];
  const typed = typedEmail(job);
  if (!typed) return undefined;
  // HubSpot would write the answers to whoever has this e-mail.
  const others = (await job.hubspot.contacts.findByEmail(typed)).filter(({ id }) => id !== contact?.id);
  return others.length === 0 ? typed : undefined;
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
