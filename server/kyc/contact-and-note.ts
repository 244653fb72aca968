/**
 * The record of an identity check on the contact itself: its properties tell of the latest check, a note of each.
 */
import { isInvalid } from "../../connectors/hubspot/index.ts";
import type { EntryLine } from "../../core/messages/index.ts";
import { putNote } from "../delivery/note-once.ts";
import { newerThan, rememberProperties } from "../delivery/property-writes.ts";
import type { Job } from "../delivery/step.ts";
import { lacksOurs } from "../delivery/steps/last-flow.ts";
import { identityContactNames, identityContactProperties } from "../provisioning/identity-records.ts";
import type { Write } from "../store/index.ts";
import { changesTo, isAt, riskFlagsIn } from "./changes.ts";
import type { KycCheck, KycPut, KycStore, KycVerdict } from "./kyc-store.ts";

export function contactAndNoteStore(job: Job): KycStore {
  return {
    tier: "contact-and-note",
    decide: (verdict) => decideOnContact(job, verdict),
    put: async (check) => {
      const { left, writes } = await putProperties(job, check);
      const outcome = await putCheckNote(job, check);
      return { outcome, left, writes };
    },
  };
}

/** The contact tells of the latest check only. */
async function decideOnContact(
  { hubspot }: Job,
  { contactId, receivedAt, decision, withoutDocuments }: KycVerdict,
): ReturnType<KycStore["decide"]> {
  const { status, receivedAt: when, viewLink } = identityContactNames;
  const there = (await hubspot.contacts.get(contactId, [status, when]))?.properties;
  if (!there) return "record-gone";
  if (there[status] === decision && isAt(there[when], receivedAt)) return "decided";
  if (there[status] !== "received" || !isAt(there[when], receivedAt)) return "decided-before";
  await hubspot.contacts.update(contactId, { [status]: decision, ...(withoutDocuments && { [viewLink]: "" }) });
  return "decided";
}

type Landed = Pick<KycPut, "left"> & { readonly writes: Write[] };

async function putProperties(job: Job, check: KycCheck, tries = 1): Promise<Landed> {
  const { context, portal, hubspot } = job;
  const { contactId, receivedAt } = check;
  const wanted = valuesOf(check);
  const names = Object.values(identityContactNames);
  // The latest check stands there as a whole: one that comes late changes nothing of it.
  const newer = await newerThan(context, portal.id, [contactId], names, receivedAt);
  if (newer.size > 0) return { left: ["kept-newer-answers"], writes: [] };
  const there = (await hubspot.contacts.get(contactId, names))?.properties ?? {};
  const received = { [identityContactNames.status]: "received" };
  const change = changesTo(there, wanted, { receivedAt: identityContactNames.receivedAt, received });
  const left: string[] = [];
  if (Object.keys(change).length > 0) {
    try {
      await hubspot.contacts.update(contactId, change);
    } catch (error) {
      if (tries === 1 && lacksOurs(error)) {
        await hubspot.ensureContactProperties(identityContactProperties);
        return putProperties(job, check, tries + 1);
      }
      // The note tells of it all the same.
      if (!isInvalid(error) || !error.problem.propertyNames.some((name) => names.some((each) => each === name)))
        throw error;
      left.push(...error.problem.propertyNames.map((name) => `without-${name}`));
    }
  }
  return { left, writes: await rememberProperties(context, portal.id, contactId, names, receivedAt) };
}

function valuesOf({
  receivedAt,
  documentType = "",
  maskedNumber = "",
  viewLink,
  risk,
}: KycCheck): Record<string, string> {
  return {
    [identityContactNames.receivedAt]: new Date(receivedAt).toISOString(),
    [identityContactNames.documentType]: documentType,
    [identityContactNames.maskedNumber]: maskedNumber,
    [identityContactNames.viewLink]: viewLink,
    [identityContactNames.risk]: risk?.level ?? "",
    [identityContactNames.riskFlags]: riskFlagsIn(risk),
  };
}

function putCheckNote(job: Job, check: KycCheck): Promise<KycPut["outcome"]> {
  const { submissionId, contactId, receivedAt: at } = check;
  return putNote(job, { subject: `kyc-note:${submissionId}`, contactId, lines: noteLines(check), at });
}

/** In English, like everything that the app writes for the people of a portal. */
function noteLines({ flowName, receivedAt, corrected, documentType, maskedNumber, documents, risk, more }: KycCheck) {
  const at = `${new Date(receivedAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return [
    `Identity check: ${flowName}`,
    `Handed in on WhatsApp, ${at}${corrected ? ", corrected" : ""}`,
    "",
    ...(documentType === undefined ? [] : [{ question: "Document", answer: documentType }]),
    ...(maskedNumber === undefined ? [] : [{ question: "Document number", answer: maskedNumber }]),
    ...(risk ? [{ question: "Risk", answer: [risk.level, riskFlagsIn(risk)].filter((part) => part).join(": ") }] : []),
    ...Object.entries(more).map(([question, answer]) => ({ question, answer })),
    ...documents.map(({ question, files }) => ({ question, answer: files === 1 ? "1 file" : `${files} files` })),
    ...(documents.length === 0 ? [] : ["The documents are kept in Flowella: open them from its card on this contact."]),
  ] satisfies EntryLine[];
}
