/**
 * The contact: found and marked, or made.
 *
 * A contact's own e-mail and WhatsApp id are never overwritten: two people may share a phone, and the answered e-mail
 * may belong to somebody else. What was kept is said in the outcome.
 */
import { type Contact, existingIdOf, isConflict, toCandidate } from "../../../connectors/hubspot/index.ts";
import { applyMapping } from "../../../core/mapping/index.ts";
import { identityOf, rememberContact } from "../../people/people.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { typedEmail } from "./answers.ts";
import { rungWrite } from "./identify.ts";

type Done = Extract<StepResult, { kind: "done" }>;

/** How long HubSpot may take to make the contact of a form submission, look by look, in milliseconds. */
const looks = [2_000, 5_000, 15_000, 60_000];

export const contact: Step = async (job) => {
  const known = await knownContact(job);
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

/** The contact that this person is; one that was deleted since is nobody's any more. */
async function knownContact({ context, portal, personId, hubspot }: Job): Promise<Contact | undefined> {
  const known = await identityOf(context, portal.id, personId, "contact");
  return known === undefined ? undefined : hubspot.contacts.get(known);
}

/** The contact that HubSpot made of our form submission, or that an earlier try of this step made. */
async function madeMeanwhile(job: Job): Promise<Contact | undefined> {
  const [byWaId] = await job.hubspot.contacts.findByWaId(job.waId);
  if (byWaId) return byWaId;
  const email = typedEmail(job);
  const byEmail = email ? await job.hubspot.contacts.findByEmail(email) : [];
  return byEmail.find((found) => !toCandidate(found).waId);
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

async function adopt(job: Job, contact: Contact): Promise<StepResult> {
  const result = await update(job, contact);
  const remembered = await rememberContact(job.context, job.portal.id, job.personId, contact.id);
  return { ...result, writes: [...remembered, rungWrite(job, "made")] };
}

async function update(job: Job, contact: Contact): Promise<Done> {
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
  kept.push(...(await updateWithWhatFits(job, found.id, properties)));
  return { kind: "done", ...(kept.length > 0 && { reason: kept.join(",") }) };
}

/** Values that only one contact may have. */
const contested = {
  email: "email-belongs-to-another-contact",
  flowella_wa_id: "whatsapp-id-belongs-to-another-contact",
} as const;
type Contested = keyof typeof contested;

/** What is another contact's stays there: everything else still belongs to this one. @returns what was left out */
async function updateWithWhatFits(job: Job, id: string, properties: Record<string, string>): Promise<string[]> {
  const choices: Contested[][] = [[], ["email"], ["flowella_wa_id"], ["email", "flowella_wa_id"]];
  let refusal: unknown;
  for (const left of choices.filter((names) => names.every((name) => properties[name]))) {
    const fitting = Object.entries(properties).filter(([name]) => !left.some((each) => each === name));
    try {
      await job.hubspot.contacts.update(id, Object.fromEntries(fitting));
      return left.map((name) => contested[name]);
    } catch (error) {
      if (!isConflict(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
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
    if (holder && !toCandidate(holder).waId) return adopt(job, holder);
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
