/**
 * The form submission at HubSpot, so that everything hanging on the form (workflows, reports, lists) sees it.
 *
 * HubSpot matches submissions by e-mail: a known contact's own e-mail is sent along, whatever was typed. Without an
 * e-mail there is none: it would match nobody and make nobody.
 */
import { formConsent, formFields } from "../../../connectors/hubspot/index.ts";
import { identityOf } from "../../people/people.ts";
import type { Job, Step } from "../step.ts";
import { typedEmail } from "./answers.ts";

/** HubSpot refuses submissions that are older than a month. */
const oldestMs = 28 * 24 * 3_600_000;

export const formSubmission: Step = async (job) => {
  const { form, submission, hubspot, context } = job;
  if (form.source.tool !== "hubspot") return { kind: "skipped", reason: "not-a-hubspot-form" };
  const email = await emailToSend(job);
  if (!email) {
    context.log.warn("form_submission.no_email", { portal: job.portal.id, submission: submission.id });
    return { kind: "skipped", reason: "no-email" };
  }
  if (context.now() - submission.acceptedAt > oldestMs) return { kind: "skipped", reason: "older-than-a-month" };
  if (job.attempts > 1 && (await landedBefore(job, email))) return { kind: "done", reason: "found-again" };
  const consent = formConsent(form, submission.answers);
  await hubspot.submitForm({
    formId: form.source.formId,
    submittedAt: submission.acceptedAt,
    fields: formFields(form, submission.answers, email),
    pageName: `WhatsApp: ${submission.flowName}`,
    ...(consent && { consent }),
  });
  return { kind: "done" };
};

async function emailToSend(job: Job): Promise<string | undefined> {
  const contactId = await identityOf(job.context, job.portal.id, job.personId, "contact");
  const contact = contactId === undefined ? undefined : await job.hubspot.contacts.get(contactId);
  if (contact?.properties["email"]) return contact.properties["email"];
  const typed = typedEmail(job);
  if (!typed) return undefined;
  // HubSpot would write the answers to whoever has this e-mail.
  const others = (await job.hubspot.contacts.findByEmail(typed)).filter(({ id }) => id !== contactId);
  return others.length === 0 ? typed : undefined;
}

/** An earlier try may have landed without us hearing of it: the submission's own time and e-mail name it. */
async function landedBefore({ hubspot, form, submission }: Job, email: string): Promise<boolean> {
  let after: string | undefined;
  for (;;) {
    const page = await hubspot.listSubmissions(form.source.formId, { limit: 50, ...(after && { after }) });
    const there = page.submissions.some(
      ({ submittedAt, values }) =>
        submittedAt === submission.acceptedAt &&
        values.some(({ name, value }) => name === "email" && value.toLowerCase() === email.toLowerCase()),
    );
    if (there) return true;
    const oldest = page.submissions.at(-1);
    after = page.after;
    // Newest first: what is older than ours cannot be ours.
    if (!after || !oldest || oldest.submittedAt < submission.acceptedAt) return false;
  }
}
