/**
 * A note on a contact that stands there once, whatever was tried before. HubSpot takes no key for a note: its last line
 * names what it is about; our own table knows its id, and after a try that may have landed it is looked for among the
 * contact's own notes. A correction is written over it.
 */
import { type EntryLine, entryHtml, isAbout } from "../../core/messages/index.ts";
import { copyOf, copyWrite } from "../timeline/copies.ts";
import type { Job } from "./step.ts";

export interface NoteOnce {
  /** Such as `transaction:sub_1`; the same for every try and correction. */
  readonly subject: string;
  readonly contactId: string;
  readonly lines: readonly EntryLine[];
  /** Where it stands on the timeline; epoch ms. */
  readonly at: number;
}

/** `found-again`: an earlier try landed, or a person deleted it, which stays so. */
export type NoteOutcome = "made" | "changed" | "found-again";

export async function putNote(job: Job, { subject, contactId, lines, at }: NoteOnce): Promise<NoteOutcome> {
  const { context, portal, hubspot, attempts, submission } = job;
  const body = entryHtml(lines, subject);
  const known = await copyOf(context, portal.id, subject);
  if (known) return (await hubspot.updateNote(known.object_id, body)) ? "changed" : "found-again";
  const remember = (noteId: string) => {
    const copy = { subject, person_id: job.personId, object: "notes" as const, object_id: noteId };
    return context.store.of(portal.id).commit([copyWrite(context, portal.id, copy)]);
  };
  const mayStand = attempts > 1 || submission.revision > 1 || submission.corrected;
  const there = mayStand ? await hubspot.findNote(contactId, (html) => isAbout(html, subject)) : undefined;
  if (there) {
    await remember(there.id);
    if (there.body !== body) await hubspot.updateNote(there.id, body);
    return "found-again";
  }
  await remember(await hubspot.createNote({ body, at, contactId }));
  return "made";
}
