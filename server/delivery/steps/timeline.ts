/**
 * The answers as a WhatsApp entry on the contact's timeline. It is looked for before it is written again, and a correction
 * changes it in place. Numbers that identify somebody are masked, and nothing of the secure page stands there.
 */
import { entryHtml, submissionLines } from "../../../core/messages/index.ts";
import { identityOf } from "../../people/people.ts";
import { placeEntry } from "../../timeline/place.ts";
import type { Job, Step } from "../step.ts";

/** HubSpot says no limit for an entry (65,536 characters for a note): one long answer does not use it up. */
const longestAnswer = 2_000;

export const timeline: Step = async (job) => {
  const { context, portal, hubspot, personId, submission } = job;
  if (!portal.settings.timeline) return { kind: "skipped", reason: "switched-off" };
  const known = await identityOf(context, portal.id, personId, "contact");
  // A merged contact comes back under its new id.
  const contact = known === undefined ? undefined : await hubspot.contacts.get(known);
  if (!contact) return { kind: "skipped", reason: "no-contact" };
  const reason = await placeEntry(context, hubspot, portal.id, {
    subject: `submission:${submission.id}`,
    personId,
    contactId: contact.id,
    body: bodyOf(job),
    at: submission.acceptedAt,
    mayStand: job.attempts > 1 || submission.revision > 1 || submission.corrected,
  });
  if (reason === "gone") return { kind: "skipped", reason: "entry-deleted" };
  return reason === "written" ? { kind: "done" } : { kind: "done", reason };
};

function bodyOf({ form, submission }: Job): string {
  const { id, flowName, revision, answers } = submission;
  const lines = submissionLines(form, answers).map(({ question, answer }) => ({
    question,
    answer: answer.length > longestAnswer ? `${answer.slice(0, longestAnswer)}…` : answer,
  }));
  const head = `${revision > 1 ? "Form corrected" : "Form answered"} on WhatsApp: ${flowName}`;
  return entryHtml([head, "", ...lines], `submission:${id}`);
}
