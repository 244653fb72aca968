/**
 * Files of the answers as private files in HubSpot, attached to a note on the contact, where they are deleted after a time.
 * What identifies somebody, and every file of an identity check, stays in the vault.
 *
 * A file's name there is our own id of it: a repeated upload takes the place of the first, and what the customer's phone
 * called it stays here. The note's last line names the submission and its revision, and is looked for before it is repeated.
 */
import { policyKindOf } from "../../../core/flow/policy/concerns.ts";
import { entryHtml, isAbout } from "../../../core/messages/index.ts";
import { identityOf } from "../../people/people.ts";
import { hubspotConnection } from "../../portals/connections.ts";
import { copyOf, copyWrite } from "../../timeline/copies.ts";
import { type FileSeen, filesOf, openFile } from "../files.ts";
import type { Job, Step } from "../step.ts";

export const fileNote: Step = async (job) => {
  const { context, portal, hubspot, personId, submission, kyc } = job;
  const { timeline, fileDays } = portal.settings;
  if (!timeline || fileDays === 0) return { kind: "skipped", reason: "switched-off" };
  if (kyc) return { kind: "skipped", reason: "identity-check" };
  const mine = await goingFiles(job);
  if (mine.length === 0) return { kind: "skipped", reason: "no-files" };
  const scopes = (await hubspotConnection(context, portal.id))?.secrets.scopes ?? [];
  if (!scopes.includes("files")) return { kind: "skipped", reason: "no-permission-for-files" };
  const known = await identityOf(context, portal.id, personId, "contact");
  const contact = known === undefined ? undefined : await hubspot.contacts.get(known);
  if (!contact) return { kind: "skipped", reason: "no-contact" };

  const subject = `files:${submission.id}:${submission.revision}`;
  if (await copyOf(context, portal.id, subject)) return { kind: "done", reason: "found-again" };
  const there = job.attempts > 1 ? await hubspot.findNote(contact.id, (body) => isAbout(body, subject)) : undefined;
  const remember = (object: "notes" | "files", about: string, object_id: string) =>
    context.store
      .of(portal.id)
      .commit([copyWrite(context, portal.id, { subject: about, person_id: personId, object, object_id })]);
  if (there) {
    await remember("notes", subject, there.id);
    return { kind: "done", reason: "found-again" };
  }
  const attachments: string[] = [];
  for (const file of mine) {
    const id = await uploaded(job, file, fileDays);
    if (id === undefined) continue;
    await remember("files", `file:${file.id}`, id);
    attachments.push(id);
  }
  const questions = [...new Set(mine.map(({ fieldId }) => job.form.fields[fieldId]?.title ?? ""))];
  const head = `Files from WhatsApp: ${submission.flowName}`;
  const kept = `HubSpot deletes them after ${fileDays} days.`;
  const body = entryHtml([head, ...questions, kept], subject);
  await remember(
    "notes",
    subject,
    await hubspot.createNote({ body, at: submission.acceptedAt, contactId: contact.id, attachments }),
  );
  return { kind: "done" };
};

/** Those that came with this revision, were fetched, and show nobody's papers or health. */
async function goingFiles({ context, portal, submission, form }: Job): Promise<FileSeen[]> {
  const all = (await filesOf(context, portal.id, [submission.id])).get(submission.id) ?? [];
  return all.filter(({ fieldId, status, revision }) => {
    const field = form.fields[fieldId];
    return status === "stored" && revision === submission.revision && field && policyKindOf(field) === undefined;
  });
}

async function uploaded({ context, portal, hubspot, mayCall }: Job, file: FileSeen, days: number) {
  const opened = await openFile(context, portal.id, file.id);
  if (!opened) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of opened.content) parts.push(part);
  mayCall();
  const bytes = Uint8Array.from(Buffer.concat(parts));
  const name = `${file.id}${endings[opened.type] ?? ""}`;
  return hubspot.uploadFile({ name, folder: "/flowella", type: opened.type, bytes, days });
}

/** So that HubSpot shows what it is; any other type goes without one. */
const endings: Readonly<Record<string, string>> = {
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/webp": ".webp",
  "image/gif": ".gif",
  "application/pdf": ".pdf",
  "text/plain": ".txt",
  "video/mp4": ".mp4",
};
