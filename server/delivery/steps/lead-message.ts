/**
 * A message to whoever takes over a lead: that there is one, until when, and a link to the contact; nothing about the
 * customer. To their own WhatsApp where they wrote to one of the business's numbers within the 24 hours (WhatsApp reference
 * 6.3), else by e-mail.
 */
import type { LeadSettings } from "../../../core/lead/index.ts";
import { contactLink } from "../../../core/portal/links.ts";
import { leadOf } from "../../lead/lead-of.ts";
import { leadOwnerOf } from "../../lead/lead-owners.ts";
import { mailerOf } from "../../mail/index.ts";
import { sendMessage } from "../../messages/send.ts";
import { findPeople } from "../../people/people.ts";
import { windowsOf } from "../../sending/window.ts";
import type { Job, Step, StepResult } from "../step.ts";

export const leadMessage: Step = async (job) => {
  const found = await leadOf(job);
  if (found.kind === "none") return { kind: "skipped", reason: found.reason };
  const { lead, contact } = found;
  if (!lead.message) return { kind: "skipped", reason: "lead-switched-off" };
  const owner = await leadOwnerOf(job.context, job.portal.id, job.submission.id);
  if (!owner) return { kind: "skipped", reason: "lead-without-owner" };
  const text = wordsFor(job, lead, contact.id);
  const written = await byWhatsApp(job, lead.message.numbers[owner.owner_id], text);
  if (written !== undefined) return written;
  return lead.message.mail ? byMail(job, owner.owner_id, text) : { kind: "skipped", reason: "lead-window-closed" };
};

function wordsFor({ portal, submission, context }: Job, { task }: LeadSettings, contactId: string): string {
  const place = { portalId: portal.id, uiDomain: portal.uiDomain, dataHosting: portal.dataHosting };
  const due = task && submission.acceptedAt + task.withinHours * 3_600_000;
  const zone = portal.settings.timeZone;
  const until =
    due === undefined || due <= context.now()
      ? ""
      : ` Please get in touch by ${new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "medium", timeStyle: "short" }).format(due)} (${zone}).`;
  return `A new lead is yours: “${submission.flowName}” was filled in on WhatsApp.${until}\n${contactLink(place, contactId)}`;
}

/** Undefined where it went to nobody for sure, or nobody knows whether it went: an e-mail says it then, perhaps twice. */
async function byWhatsApp(
  { context, portal, submission, mayCall }: Job,
  number: string | undefined,
  text: string,
): Promise<StepResult | undefined> {
  const [personId] = number === undefined ? [] : await findPeople(context, portal.id, "wa_id", number.slice(1));
  if (personId === undefined) return undefined;
  const [window] = await windowsOf(context, portal.id, [personId]);
  if (!window) return undefined;
  mayCall();
  const message = {
    personId,
    senderId: window.senderId,
    text,
    key: `lead:${submission.id}`,
    author: "automatic" as const,
  };
  const result = await sendMessage(context, portal.id, message);
  if (result.kind === "sent") return { kind: "done", reason: "by-whatsapp" };
  // A try before this one has just begun it.
  if (result.code === "IN_PROGRESS") return { kind: "not-yet", reason: "waiting-for-whatsapp", afterMs: 60_000 };
  return undefined;
}

async function byMail(
  { context, hubspot, submission, mayCall }: Job,
  ownerId: string,
  text: string,
): Promise<StepResult> {
  const mailer = mailerOf(context);
  if (!mailer) return { kind: "skipped", reason: "lead-no-mail-server" };
  const to = (await hubspot.users.owners()).find(({ id }) => id === ownerId)?.email;
  if (to === undefined) return { kind: "skipped", reason: "lead-owner-without-email" };
  mayCall();
  await mailer.send({ to, subject: `New lead: ${submission.flowName}`, text });
  return { kind: "done", reason: "by-mail" };
}
