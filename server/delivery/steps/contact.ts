/**
 * The contact: found and marked, or made.
 *
 * A contact's own e-mail and WhatsApp id are never overwritten: two people may share a phone, and the answered e-mail
 * may belong to somebody else. What was kept is said in the outcome.
 */
import { existingIdOf, isConflict, toCandidate } from "../../../connectors/hubspot/index.ts";
import { applyMapping } from "../../../core/mapping/index.ts";
import { identityOf, rememberContact } from "../../people/people.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { typedEmail } from "./answers.ts";
import { rungWrite } from "./identify.ts";

/** How long HubSpot may take to make the contact of a form submission, look by look, in milliseconds. */
const looks = [2_000, 5_000, 15_000, 60_000];

export const contact: Step = async (job) => {
  const known = await identityOf(job.context, job.portal.id, job.personId, "contact");
  if (known) return update(job, known);
  const made = await madeMeanwhile(job);
  if (made) return adopt(job, made);
  if (await formWasSubmitted(job)) {
    const wait = looks[job.attempts - 1];
    if (wait !== undefined)
      return { kind: "not-yet", reason: "waiting-for-the-form-to-make-the-contact", afterMs: wait };
  }
  return create(job);
};

/** The contact that HubSpot made of our form submission, or that an earlier try of this step made. */
async function madeMeanwhile(job: Job): Promise<string | undefined> {
  const [byWaId] = await job.hubspot.contacts.findByWaId(job.waId);
  if (byWaId) return byWaId.id;
  const email = typedEmail(job);
  const byEmail = email ? await job.hubspot.contacts.findByEmail(email) : [];
  return byEmail.map(toCandidate).find(({ waId }) => !waId)?.id;
}

async function formWasSubmitted({ context, portal, submission }: Job): Promise<boolean> {
  const tenant = context.store.of(portal.id);
  const query = tenant.db
    .selectFrom("steps")
    .select("status")
    .where("submission_id", "=", submission.id)
    .where("step", "=", "form_submission");
  return (await tenant.first(query))?.status === "done";
}

async function adopt(job: Job, contactId: string): Promise<StepResult> {
  const result = await update(job, contactId);
  if (result.kind !== "done") return result;
  const remembered = await rememberContact(job.context, job.portal.id, job.personId, contactId);
  return { ...result, writes: [...remembered, rungWrite(job, "made")] };
}

async function update(job: Job, contactId: string): Promise<StepResult> {
  const contact = await job.hubspot.contacts.get(contactId);
  if (!contact) return { kind: "skipped", reason: "contact-was-deleted" };
  const found = toCandidate(contact);
  const properties = propertiesOf(job);
  const kept: string[] = [];
  if (found.waId && found.waId !== job.waId) {
    delete properties["flowella_wa_id"];
    kept.push("kept-whatsapp-id");
  }
  if (found.email && properties["email"] && found.email.toLowerCase() !== properties["email"].toLowerCase()) {
    delete properties["email"];
    kept.push("kept-email");
  }
  if (found.phones.length > 0) delete properties["phone"];
  try {
    await job.hubspot.contacts.update(found.id, properties);
  } catch (error) {
    if (!isConflict(error) || !properties["email"]) throw error;
    // The typed e-mail is another contact's: everything else still belongs to this one.
    const { email: _, ...others } = properties;
    await job.hubspot.contacts.update(found.id, others);
    kept.push("email-belongs-to-another-contact");
  }
  return { kind: "done", ...(kept.length > 0 && { reason: kept.join(",") }) };
}

async function create(job: Job): Promise<StepResult> {
  const properties = { ...propertiesOf(job) };
  // HubSpot wants a name or an e-mail; a person known by number alone gets a name that says so.
  if (!properties["email"] && !properties["firstname"] && !properties["lastname"])
    properties["firstname"] = "WhatsApp contact";
  let contactId: string;
  let reason = "made";
  try {
    contactId = (await job.hubspot.contacts.create(properties)).id;
  } catch (error) {
    if (!isConflict(error) || !properties["email"]) throw error;
    // Somebody made the contact a moment ago, before HubSpot's search could show it.
    const holder = await job.hubspot.contacts.get(existingIdOf(error) ?? "");
    if (holder && !toCandidate(holder).waId) return adopt(job, holder.id);
    const { email: _, ...others } = properties;
    const named = others["firstname"] || others["lastname"] ? others : { ...others, firstname: "WhatsApp contact" };
    contactId = (await job.hubspot.contacts.create(named)).id;
    reason = "made,email-belongs-to-another-contact";
  }
  const remembered = await rememberContact(job.context, job.portal.id, job.personId, contactId);
  return { kind: "done", reason, writes: [...remembered, rungWrite(job, "made")] };
}

function propertiesOf({ mapping, submission, waId }: Job): Record<string, string> {
  const { properties } = applyMapping(mapping, submission.answers);
  return {
    phone: `+${waId}`,
    ...properties,
    flowella_wa_id: waId,
    flowella_last_flow: submission.flowName,
    flowella_last_answered_at: String(submission.acceptedAt),
  };
}
