import { copyWrite } from "../../timeline/copies.ts";
import { contactsInConflict } from "../conflicts.ts";
import type { Step } from "../step.ts";

/** A task in the portal, on each of the contacts that may be meant. It holds no answers. */
export const conflictTask: Step = async ({ context, portal, hubspot, personId, submission, made }) => {
  const contactIds = await contactsInConflict(context, portal.id, submission.id);
  const [first] = contactIds;
  if (!first) return { kind: "skipped", reason: "already-decided" };
  const subject = `Whose WhatsApp answer is this? (${submission.id})`;
  // An earlier try may have landed without us hearing of it; or it was asked for another revision of the same answers.
  const there = await hubspot.findTasks(first);
  if (there.some((task) => task.subject === subject)) return { kind: "done", reason: "found-again" };
  const id = await hubspot.createTask({
    subject,
    body: `Someone answered the WhatsApp form "${submission.flowName}". ${doubt(contactIds)} The answers wait until somebody says whose they are: ask the operator of Flowella to assign them.`,
    dueAt: context.now() + 24 * 3_600_000,
    contactIds,
  });
  made({ kind: "hubspot_copy", object: "tasks", object_id: id });
  const about = `conflict:${submission.id}`;
  const copy = copyWrite(context, portal.id, { subject: about, person_id: personId, object: "tasks", object_id: id });
  return { kind: "done", writes: [copy] };
};

function doubt(contactIds: readonly string[]): string {
  return contactIds.length > 1
    ? `${contactIds.length} contacts may be meant.`
    : "The e-mail in the answers is this contact's, who writes from another WhatsApp number.";
}
