/** The submission as a note on the contact, where the Flow keeps a transaction log: one for each, changed by a correction. */
import { submissionLines } from "../../../core/messages/index.ts";
import { identityOf } from "../../people/people.ts";
import { putNote } from "../note-once.ts";
import type { Job, Step } from "../step.ts";

export const transactionNote: Step = async (job) => {
  const { context, portal, hubspot, personId, submission } = job;
  const known = await identityOf(context, portal.id, personId, "contact");
  // A merged contact comes back under its new id.
  const contact = known === undefined ? undefined : await hubspot.contacts.get(known);
  if (!contact) return { kind: "skipped", reason: "no-contact" };
  const outcome = await putNote(job, {
    subject: `transaction:${submission.id}`,
    contactId: contact.id,
    lines: linesOf(job),
    at: submission.acceptedAt,
  });
  return { kind: "done", reason: outcome };
};

/** In English, like everything that the app writes for the people of a portal; the answers in the customer's words. */
function linesOf({ form, submission }: Job) {
  const { flowName, acceptedAt, revision, corrected, answers, variables } = submission;
  const at = `${new Date(acceptedAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return [
    `Transaction: ${flowName}`,
    `Handed in on WhatsApp, ${at}${revision > 1 || corrected ? ", corrected" : ""}`,
    "",
    ...Object.entries(variables).map(([name, value]) => ({ question: name, answer: String(value) })),
    ...submissionLines(form, answers),
  ];
}
