/**
 * A lead's contact gets its owner and its lifecycle stage, in one PATCH. Who takes over is decided once (lead/lead-owners.ts);
 * a contact that has an owner keeps it unless the Flow's settings say otherwise, and a stage never moves backwards.
 */
import type { Contact } from "../../../connectors/hubspot/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import {
  type Circle,
  type Colleague,
  circleFor,
  type LeadSettings,
  peopleOf,
  stageForward,
} from "../../../core/lead/index.ts";
import { leadOf } from "../../lead/lead-of.ts";
import { keptOwnerWrite, type LeadOwner, leadOwnerOf, takeTurn } from "../../lead/lead-owners.ts";
import type { Job, Step } from "../step.ts";

export const leadOwner: Step = async (job) => {
  const found = await leadOf(job);
  if (found.kind === "none") return { kind: "skipped", reason: found.reason };
  const { lead, contact } = found;
  const owner = await ownerFor(job, lead, contact);
  const stage = await stageFor(job, lead, contact);
  const changes = {
    ...(owner && owner.owner_id !== contact.properties["hubspot_owner_id"] && { hubspot_owner_id: owner.owner_id }),
    ...(stage !== undefined && { lifecyclestage: stage }),
  };
  if (Object.keys(changes).length > 0) {
    job.mayCall();
    await job.hubspot.contacts.update(contact.id, changes);
  }
  const who = owner ? `owner-by-${owner.because}` : "no-owner";
  return { kind: "done", reason: lead.stage !== undefined && stage === undefined ? `${who},stage-kept` : who };
};

async function ownerFor(job: Job, lead: LeadSettings, contact: Contact): Promise<LeadOwner | undefined> {
  const { context, portal, personId, submission } = job;
  const of = { submissionId: submission.id, personId };
  const earlier = await leadOwnerOf(context, portal.id, submission.id);
  const now = contact.properties["hubspot_owner_id"] || undefined;
  // On a repeated try it may be the one that we gave it; or somebody's who was faster than us.
  if (now !== undefined && now !== earlier?.owner_id && !lead.owner?.replace) {
    await context.store.of(portal.id).commit([keptOwnerWrite(context, portal.id, of, now)]);
    return { owner_id: now, because: "kept" };
  }
  if (earlier) return earlier;
  const circle = circleFor(lead, submission);
  const people = peopleOf(circle, await colleagues(job, circle));
  if (people.length === 0) return undefined;
  const because = circle.key === "all" ? "turn" : "rule";
  return takeTurn(context, portal.id, of, { circle: `${submission.flowId}/${circle.key}`, because, people });
}

/** Those who can own records now: whoever left the company gets no leads. */
async function colleagues({ hubspot }: Job, { owners, teams }: Circle): Promise<readonly Colleague[]> {
  if (owners.length === 0 && teams.length === 0) return [];
  try {
    return await hubspot.users.owners();
  } catch (error) {
    // Without the right to read owners their ids are taken as they stand; who is in a team is not known then.
    if (!(error instanceof OutsideError) || error.status !== 403 || teams.length > 0) throw error;
    return owners.map((id) => ({ id, teams: [] }));
  }
}

async function stageFor({ hubspot }: Job, { stage }: LeadSettings, contact: Contact): Promise<string | undefined> {
  if (stage === undefined) return undefined;
  const now = contact.properties["lifecyclestage"] || undefined;
  return now === stage ? undefined : stageForward(stage, now, await hubspot.contactOptions("lifecyclestage"));
}
