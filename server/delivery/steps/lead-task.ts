/** A task for whoever takes over a lead, on the contact, with the time by which they should be in touch. It quotes nothing. */
import { entryHtml } from "../../../core/messages/index.ts";
import { leadOf } from "../../lead/lead-of.ts";
import { leadOwnerOf } from "../../lead/lead-owners.ts";
import { copyOf, copyWrite } from "../../timeline/copies.ts";
import type { Step } from "../step.ts";

const hourMs = 3_600_000;

export const leadTask: Step = async (job) => {
  const { context, portal, personId, hubspot, submission, attempts } = job;
  const found = await leadOf(job);
  if (found.kind === "none") return { kind: "skipped", reason: found.reason };
  const { lead, contact } = found;
  if (!lead.task) return { kind: "skipped", reason: "lead-switched-off" };
  const about = `lead:${submission.id}`;
  if (await copyOf(context, portal.id, about)) return { kind: "done", reason: "found-again" };
  const owner = await leadOwnerOf(context, portal.id, submission.id);
  // An earlier try may have landed without us hearing of it.
  const there = attempts > 1 ? await hubspot.findTasks(contact.id) : [];
  const earlier = there.find(({ body }) => body.includes(about))?.id;
  job.mayCall();
  const id =
    earlier ??
    (await hubspot.createTask({
      subject: `Get in touch: ${submission.flowName}`.slice(0, 200),
      body: entryHtml(["Somebody filled in this form on WhatsApp. Their answers stand on the contact."], about),
      dueAt: submission.acceptedAt + lead.task.withinHours * hourMs,
      contactIds: [contact.id],
      ...(owner && { ownerId: owner.owner_id }),
    }));
  job.made({ kind: "hubspot_copy", object: "tasks", object_id: id });
  const copy = copyWrite(context, portal.id, { subject: about, person_id: personId, object: "tasks", object_id: id });
  const reason = earlier === undefined ? (owner ? "for-the-owner" : "for-nobody-in-particular") : "found-again";
  return { kind: "done", reason, writes: [copy] };
};
