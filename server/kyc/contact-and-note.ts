/**
 * The record of an identity check on the contact itself: its properties tell of the latest check, a note of each.
 *
 * HubSpot takes no key for a note. Its last line names the submission; our own table knows its id, and after a try that may
 * have landed it is looked for among the contact's own notes.
 */
import { isInvalid } from "../../connectors/hubspot/index.ts";
import { type EntryLine, entryHtml, isAbout } from "../../core/messages/index.ts";
import { newerThan, rememberProperties } from "../delivery/property-writes.ts";
import type { Job } from "../delivery/step.ts";
import { lacksOurs } from "../delivery/steps/last-flow.ts";
import { identityContactNames, identityContactProperties } from "../provisioning/identity-records.ts";
import type { Write } from "../store/index.ts";
import { copyOf, copyWrite } from "../timeline/copies.ts";
import { changesTo } from "./changes.ts";
import type { KycCheck, KycPut, KycStore } from "./kyc-store.ts";

export function contactAndNoteStore(job: Job): KycStore {
  return {
    tier: "contact-and-note",
    put: async (check) => {
      const { left, writes } = await putProperties(job, check);
      const outcome = await putNote(job, check);
      return { outcome, left, writes };
    },
  };
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

function valuesOf({ receivedAt, documentType = "", maskedNumber = "", viewLink }: KycCheck): Record<string, string> {
  return {
    [identityContactNames.receivedAt]: new Date(receivedAt).toISOString(),
    [identityContactNames.documentType]: documentType,
    [identityContactNames.maskedNumber]: maskedNumber,
    [identityContactNames.viewLink]: viewLink,
  };
}

async function putNote(job: Job, check: KycCheck): Promise<KycPut["outcome"]> {
  const { context, portal, hubspot, attempts, submission } = job;
  const subject = `kyc-note:${check.submissionId}`;
  const body = entryHtml(noteLines(check), subject);
  const known = await copyOf(context, portal.id, subject);
  // A note that somebody deleted is not written again.
  if (known) return (await hubspot.updateNote(known.object_id, body)) ? "changed" : "found-again";
  const remember = (noteId: string) => {
    const copy = { subject, person_id: job.personId, object: "notes" as const, object_id: noteId };
    return context.store.of(portal.id).commit([copyWrite(context, portal.id, copy)]);
  };
  const mayStand = attempts > 1 || submission.revision > 1 || submission.corrected;
  const there = mayStand ? await hubspot.findNote(check.contactId, (html) => isAbout(html, subject)) : undefined;
  if (there) {
    await remember(there.id);
    if (there.body !== body) await hubspot.updateNote(there.id, body);
    return "found-again";
  }
  await remember(await hubspot.createNote({ body, at: check.receivedAt, contactId: check.contactId }));
  return "made";
}

/** In English, like everything that the app writes for the people of a portal. */
function noteLines({ flowName, receivedAt, corrected, documentType, maskedNumber, documents, more }: KycCheck) {
  const at = `${new Date(receivedAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return [
    `Identity check: ${flowName}`,
    `Handed in on WhatsApp, ${at}${corrected ? ", corrected" : ""}`,
    "",
    ...(documentType === undefined ? [] : [{ question: "Document", answer: documentType }]),
    ...(maskedNumber === undefined ? [] : [{ question: "Document number", answer: maskedNumber }]),
    ...Object.entries(more).map(([question, answer]) => ({ question, answer })),
    ...documents.map(({ question, files }) => ({ question, answer: files === 1 ? "1 file" : `${files} files` })),
    ...(documents.length === 0 ? [] : ["The documents are kept in Flowella: open them from its card on this contact."]),
  ] satisfies EntryLine[];
}
