/**
 * The contact: found and marked, or made.
 *
 * What newer answers wrote stays, however late these come (property-writes.ts).
 * A contact's own e-mail and WhatsApp id are never overwritten: two people may share a phone, and the answered e-mail
 * may belong to somebody else. What was kept is said in the outcome. Only where the form made sure who it is (a one-time
 * code) do e-mail and phone change, and then the audit trail says which.
 */
import { type Contact, existingIdOf, isConflict, toCandidate } from "../../../connectors/hubspot/index.ts";
import { provesPerson } from "../../../core/conversation/index.ts";
import { applyMapping, contactMapping } from "../../../core/mapping/index.ts";
import { proofsOf } from "../../codes/proofs.ts";
import { identityOf, rememberContact } from "../../people/people.ts";
import { auditWrite } from "../../privacy/audit.ts";
import type { Write } from "../../store/index.ts";
import { contactToBe, newerThan, rememberProperties } from "../property-writes.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { typedEmail } from "./answers.ts";
import { rungWrite } from "./identify.ts";
import { expendableIn, lacksOurs, lastFlowProperties, putOursBack } from "./last-flow.ts";

type Done = Extract<StepResult, { kind: "done" }>;

/** How long HubSpot may take to make the contact of a form submission, look by look, in milliseconds. */
export const formContactWaits = [2_000, 5_000, 15_000, 60_000];

export const contact: Step = async (job) => {
  let left: readonly string[] = [];
  for (let tries = 1; ; tries += 1) {
    try {
      return withNote(await deliver(job, left), left);
    } catch (error) {
      const expendable = expendableIn(error).filter((name) => !left.includes(name));
      if (tries === 1 && lacksOurs(error)) await putOursBack(job);
      else if (tries < 3 && expendable.length > 0) left = [...left, ...expendable];
      else throw error;
    }
  }
};

function withNote(result: StepResult, left: readonly string[]): StepResult {
  if (left.length === 0 || result.kind !== "done") return result;
  return { ...result, reason: [result.reason, ...left.map((name) => `without-${name}`)].filter(Boolean).join(",") };
}

/** @param left properties of ours that this portal does not take */
async function deliver(job: Job, left: readonly string[]): Promise<StepResult> {
  const knownId = await identityOf(job.context, job.portal.id, job.personId, "contact");
  // A contact that was deleted since is nobody's any more; a merged one comes back under its new id.
  const known = knownId === undefined ? undefined : await job.hubspot.contacts.get(knownId);
  if (known) return update(job, left, known, knownId);
  const made = await madeMeanwhile(job);
  if (made) return adopt(job, left, made);
  if (await formWasSubmitted(job)) {
    const wait = formContactWaits[job.attempts - 1];
    if (wait !== undefined)
      return { kind: "not-yet", reason: "waiting-for-the-form-to-make-the-contact", afterMs: wait };
  }
  return create(job, left);
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

async function adopt(job: Job, leftOut: readonly string[], contact: Contact): Promise<StepResult> {
  const result = await update(job, leftOut, contact);
  const remembered = await rememberContact(job.context, job.portal.id, job.personId, contact.id);
  return { ...result, writes: [...(result.writes ?? []), ...remembered, rungWrite(job, "made")] };
}

/** @param knownId the id under which we knew it, where another one came back */
async function update(job: Job, leftOut: readonly string[], contact: Contact, knownId = contact.id): Promise<Done> {
  const { context, portal, submission } = job;
  const found = toCandidate(contact);
  const properties = await propertiesOf(job, leftOut);
  const kept: string[] = [];
  const newer = await newerThan(
    context,
    portal.id,
    [...new Set([contact.id, knownId, contactToBe(job.personId)])],
    Object.keys(properties),
    submission.acceptedAt,
  );
  for (const name of newer) delete properties[name];
  if (newer.size > 0) kept.push("kept-newer-answers");
  if (found.waId && found.waId !== job.waId) {
    delete properties["flowella_wa_id"];
    kept.push("kept-whatsapp-id");
  }
  const proofs = provesPerson(job.form)
    ? await proofsOf(context, portal.id, { id: submission.id, personId: job.personId })
    : undefined;
  const isOther = found.email && properties["email"] && found.email.toLowerCase() !== properties["email"].toLowerCase();
  if (isOther && !proofs?.person) {
    delete properties["email"];
    kept.push("kept-email");
  }
  // Without an answer that lands there, it is the number that the answers came from.
  const givesPhone = answeredProperties(job).includes("phone");
  const isTheirs = givesPhone && proofs?.person && proofs.number(properties["phone"] ?? "");
  if (found.phones.length > 0 && !isTheirs) delete properties["phone"];
  const left = Object.keys(properties).length === 0 ? [] : await updateWithWhatFits(job, found.id, properties);
  const written = Object.keys(properties).filter((name) => !left.some((each) => each === name));
  kept.push(...left.map((name) => contested[name]));
  return {
    kind: "done",
    ...(kept.length > 0 && { reason: kept.join(",") }),
    writes: [
      ...(await rememberProperties(context, portal.id, found.id, written, submission.acceptedAt)),
      ...(proofs?.person ? auditOf(job, written) : []),
    ],
  };
}

/** Which of the customer's details are new; never what they are. */
function auditOf(job: Job, written: readonly string[]): Write[] {
  const { context, portal, submission } = job;
  const changed = answeredProperties(job).filter((name) => written.includes(name));
  if (changed.length === 0) return [];
  const subject = `${submission.id}: ${changed.join(", ")}`;
  return [auditWrite(context, portal.id, { actor: "customer", action: "contact-updated", subject })];
}

function answeredProperties({ mapping, submission }: Job): string[] {
  return Object.keys(applyMapping(contactMapping(mapping), submission.answers, submission).properties);
}

/** Values that only one contact may have. */
const contested = {
  email: "email-belongs-to-another-contact",
  flowella_wa_id: "whatsapp-id-belongs-to-another-contact",
} as const;
type Contested = keyof typeof contested;

/** What is another contact's stays there: everything else still belongs to this one. @returns what was left out */
async function updateWithWhatFits(job: Job, id: string, properties: Record<string, string>): Promise<Contested[]> {
  const choices: Contested[][] = [[], ["email"], ["flowella_wa_id"], ["email", "flowella_wa_id"]];
  let refusal: unknown;
  for (const left of choices.filter((names) => names.every((name) => properties[name]))) {
    const fitting = Object.entries(properties).filter(([name]) => !left.some((each) => each === name));
    try {
      await job.hubspot.contacts.update(id, Object.fromEntries(fitting));
      return left;
    } catch (error) {
      if (!isConflict(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

async function create(job: Job, leftOut: readonly string[]): Promise<StepResult> {
  const { context, portal, submission, personId } = job;
  // A new contact has nothing that could be taken away.
  const wanted = Object.fromEntries(
    Object.entries(await propertiesOf(job, leftOut)).filter(([, value]) => value !== ""),
  );
  const properties = named(wanted);
  let made: Contact;
  let written = properties;
  try {
    made = await job.hubspot.contacts.create(properties);
  } catch (error) {
    if (!isConflict(error)) throw error;
    // Somebody, perhaps an earlier try of ours, made the contact a moment ago, before a look could show it.
    const holder = await holderOf(job, error);
    if (holder && [undefined, job.waId].includes(toCandidate(holder).waId)) return adopt(job, leftOut, holder);
    if (!properties["email"]) throw error;
    const { email: _, ...others } = properties;
    written = named(others);
    made = await job.hubspot.contacts.create(written);
  }
  job.made({ kind: "hubspot_contact", contactId: made.id });
  const taken = written["email"] === undefined && properties["email"] !== undefined;
  const answered = Object.keys(wanted).filter((name) => name in written);
  return {
    kind: "done",
    reason: taken ? "made,email-belongs-to-another-contact" : "made",
    writes: [
      ...(await rememberContact(context, portal.id, personId, made.id)),
      ...(await rememberProperties(context, portal.id, made.id, answered, submission.acceptedAt)),
      rungWrite(job, "made"),
    ],
  };
}

/** HubSpot names the holder of a unique value in words, where it does; our own id finds it in any case. */
async function holderOf({ hubspot, waId }: Job, refusal: unknown): Promise<Contact | undefined> {
  const existingId = existingIdOf(refusal);
  const named = existingId === undefined ? undefined : await hubspot.contacts.get(existingId);
  return named ?? (await hubspot.contacts.findByWaId(waId))[0];
}

/** HubSpot wants a name or an e-mail; a person known by number alone gets a name that says so. */
function named(properties: Record<string, string>): Record<string, string> {
  const { email, firstname, lastname } = properties;
  return email || firstname || lastname ? properties : { ...properties, firstname: "WhatsApp contact" };
}

async function propertiesOf(job: Job, leftOut: readonly string[]): Promise<Record<string, string>> {
  const { mapping, submission, waId } = job;
  const { properties } = applyMapping(contactMapping(mapping), submission.answers, submission);
  const all = { phone: `+${waId}`, ...properties, flowella_wa_id: waId, ...(await lastFlowProperties(job)) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !leftOut.includes(name)));
}
