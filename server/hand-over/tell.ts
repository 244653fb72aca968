/**
 * Somebody asked for a person: a task for the contact's owner, and an e-mail to where the portal's alerts go. Both say which
 * Flow and which screen, and lead to the card; neither quotes anybody.
 */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { contactLink } from "../../core/portal/links.ts";
import { settingsOf as alertSettingsOf } from "../alerts/index.ts";
import type { Context } from "../context.ts";
import { mailerOf } from "../mail/index.ts";
import { chatOf } from "../messages/store.ts";
import type { Work } from "../people/outbox.ts";
import { findPortal, type Portal } from "../portals/store.ts";
import type { SendingParts } from "../sending/request.ts";
import { timelineContact } from "../timeline/contact.ts";
import { copyOf, copyWrite } from "../timeline/copies.ts";
import { whereabouts } from "./whereabouts.ts";

export const handOverSchema = z.object({
  /** When they asked, epoch ms. */
  at: z.number(),
  /** The session that they asked from, where it was from a Flow. */
  sessionId: z.string().optional(),
});

const dayMs = 24 * 3_600_000;
/** WhatsApp tells times in whole seconds. */
const withinSecondMs = 999;

/** The task. @throws OutsideError to be tried again */
export function handOverWork(parts: SendingParts): Work {
  const { context, hubspot } = parts;
  return async (portalId, { key, person_id: personId, attempts }, payload, { mayCall }) => {
    const { at, sessionId } = handOverSchema.parse(payload);
    const portal = await findPortal(context, portalId);
    if (!portal || (await wasAnswered(context, portalId, personId, at))) return { status: "ended", reason: "answered" };
    const contact = await timelineContact(parts, portalId, personId, attempts);
    if (contact.kind === "wait") return { status: "waiting", reason: "no-contact-yet", at: contact.at };
    if (contact.kind === "nobody") {
      // Where no mail goes either, whoever runs the server is the only one who hears of it.
      context.log.warn("hand_over.no_task", { portal: portalId, row: key });
      return { status: "ended", reason: "no-contact" };
    }
    const where = await whereabouts(parts, portalId, personId, sessionId);
    const subject = `hand-over:${key}`;
    const there = hubspot.inTurn(portalId, mayCall);
    if (!(await copyOf(context, portalId, subject))) {
      // After a try that may have landed, the task is looked for among the contact's own.
      const earlier = attempts > 1 ? await there.findTasks(contact.id) : [];
      const id =
        earlier.find(({ body }) => body.includes(subject))?.id ??
        (await there.createTask({
          subject: "A customer asks to talk to somebody on WhatsApp",
          body: [...linesOf(where, at), "Answer from Flowella's card on this contact.", "", subject]
            .map(html)
            .join("<br>"),
          dueAt: at + dayMs,
          contactIds: [contact.id],
          ...(contact.ownerId !== undefined && { ownerId: contact.ownerId }),
        }));
      const copy = { subject, person_id: personId, object: "tasks" as const, object_id: id };
      await context.store.of(portalId).commit([copyWrite(context, portalId, copy)]);
    }
    return { status: "done", reason: contact.ownerId === undefined ? "told-nobody-in-particular" : "told" };
  };
}

/**
 * The e-mail, once, whatever becomes of the task: it waits neither for a contact nor, beyond a second try, for HubSpot.
 * A server without mail, and a portal without an address for alerts, have the task alone.
 *
 * @throws OutsideError to be tried again
 */
export function handOverMailWork(parts: SendingParts): Work {
  const { context } = parts;
  return async (portalId, { key, person_id: personId, attempts }, payload, { mayCall }) => {
    const { at, sessionId } = handOverSchema.parse(payload);
    const portal = await findPortal(context, portalId);
    if (!portal || (await wasAnswered(context, portalId, personId, at))) return { status: "ended", reason: "answered" };
    const mailer = mailerOf(context);
    const to = mailer && (await alertSettingsOf(context, portalId)).channels.mail;
    if (!mailer || to === undefined) return { status: "ended", reason: "no-mail" };
    const contactId = await contactNow(parts, portalId, personId, attempts);
    const where = await whereabouts(parts, portalId, personId, sessionId);
    const link = contactId === undefined ? undefined : linkOf(portal, contactId);
    const text = mailLines(portal, { where, at, ...(link !== undefined && { link }) }).join("\n");
    mayCall();
    try {
      await mailer.send({ to, subject: "A customer asks to talk to somebody", text });
    } catch (error) {
      if (!(error instanceof OutsideError) || error.remedy !== "give-up") throw error;
      context.log.warn("hand_over.mail_refused", { portal: portalId, row: key, code: error.code });
      return { status: "ended", reason: error.code };
    }
    return { status: "done", reason: "told" };
  };
}

async function wasAnswered(context: Context, portalId: string, personId: string, askedAt: number): Promise<boolean> {
  const { chat } = await chatOf(context, portalId, personId);
  return (chat.answeredAt ?? 0) > askedAt + withinSecondMs;
}

async function contactNow(
  parts: SendingParts,
  portalId: string,
  personId: string,
  attempts: number,
): Promise<string | undefined> {
  try {
    const contact = await timelineContact(parts, portalId, personId, attempts);
    return contact.kind === "contact" ? contact.id : undefined;
  } catch (error) {
    if (!(error instanceof OutsideError) || attempts === 1) throw error;
    return undefined;
  }
}

interface Told {
  readonly where: string | undefined;
  readonly at: number;
  readonly link?: string;
}

function linesOf(where: string | undefined, at: number): string[] {
  return [
    where ?? "They wrote it in the chat.",
    `Automatic messages to them wait until somebody answers, and until ${momentOf(at + dayMs)} at the latest.`,
  ];
}

function mailLines({ id }: Pick<Portal, "id">, { where, at, link }: Told): string[] {
  return [
    `A customer of HubSpot account ${id} asks to talk to somebody on WhatsApp.`,
    ...linesOf(where, at),
    "",
    link === undefined
      ? "HubSpot names no contact for them at this moment; look at the conversation later."
      : `Answer on the contact's card: ${link}`,
  ];
}

function linkOf({ id, uiDomain, dataHosting }: Portal, contactId: string): string {
  return contactLink({ portalId: id, uiDomain, dataHosting }, contactId);
}

function momentOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The business's own names may hold anything. */
function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
